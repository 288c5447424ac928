"""May the signing begin: whose identity is not proven yet, in sentences."""

from commitments.models import Signatory
from identities.proofs import identities_of


def unproven(people: list[Signatory]) -> list[str]:
    """Of each signatory whose identity is not proven: her name, and what lacks.

    `official` and its `user` are at hand (`state_of`).
    """
    known = [person.official for person in people if person.official]
    identities = {one.official.pk: one for one in identities_of(known)}
    found = []
    for person in people:
        identity = identities.get(person.official_id)
        if identity is None:
            found.append(f"{person.name}: tidak tercatat sebagai pejabat atau wakil.")
        elif not identity.proof:
            found.append(f"{person.name}: {identity.lacks}")
        elif identity.proof.user_id != person.user_id:
            found.append(f"{person.name}: akunnya sudah diganti. Simpan daftar sekali lagi.")
    return found
