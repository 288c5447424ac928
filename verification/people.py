"""Who signed, with which kind of signature, and how it was known that it was she.

No number of a person, no address and no e-mail is read for the public page.
"""

from dataclasses import dataclass

from commitments.models import Signatory, Signature
from commitments.state import CommitmentState
from signing.kinds import kind_of, of_bsre, sentence_of
from signing.models import KeyPlace

KEYS = {
    KeyPlace.BROWSER: "kunci sekali pakai di perambannya",
    KeyPlace.SERVER: "kunci sekali pakai di peladen, lalu dihapus",
    KeyPlace.BSRE: "NIK dan passphrase BSrE, kunci di BSrE",
}


@dataclass(frozen=True)
class ShownSignatory:
    """One line of the public list; what is not known is empty."""

    place: Signatory
    kind: str = ""
    is_of_bsre: bool = False
    proven: str = ""  # how she proved herself when she signed
    identity: str = ""  # how it was proven that the account is hers


def shown_signatories(state: CommitmentState) -> list[ShownSignatory]:
    """Everybody who signs, in one query for any number of them."""
    signatures = (
        Signature.objects.filter(signatory__commitment=state.commitment)
        .select_related("evidence", "proof__confirmed_by")
        .defer("drawing", "evidence__assertion")
    )
    by_place = {one.signatory_id: one for one in signatures}
    theirs = of_bsre(state.commitment.pk, state.signed)
    return [_shown(place, by_place.get(place.pk), theirs) for place in state.signatories]


def _shown(place, signature, theirs) -> ShownSignatory:
    if signature is None:
        return ShownSignatory(place)
    evidence = getattr(signature, "evidence", None)
    is_of_bsre = signature.pk in theirs
    return ShownSignatory(
        place,
        kind_of(signature, theirs),
        is_of_bsre,
        f"{evidence.factors}; {KEYS[evidence.key_place]}" if evidence else "",
        _identity(signature.proof),
    )


def _identity(proof) -> str:
    if proof is None:
        return ""
    by = proof.confirmed_by.name
    role = proof.get_confirmed_as_display()
    return f"{proof.get_way_display()}; dikonfirmasi {f'{by}, {role}' if by else role}"


def level_of(people: list[ShownSignatory]) -> str:
    """What may be said of the document because of BSrE; nothing when no signature is theirs."""
    return sentence_of([person.is_of_bsre for person in people if person.kind])
