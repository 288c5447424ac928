"""Who signed, with which kind of signature, and how it was known that it was she.

No number of a person, no address and no e-mail is read for the public page.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import cms
from django.conf import settings

from commitments.models import Signatory, Signature
from commitments.state import CommitmentState
from signing.models import KeyPlace

NOT_CERTIFIED = "Elektronik, tidak tersertifikasi"
OF_BSRE = "Elektronik, sertifikat BSrE"
KEYS = {
    KeyPlace.BROWSER: "kunci sekali pakai di perambannya",
    KeyPlace.SERVER: "kunci sekali pakai di peladen, lalu dihapus",
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
    of_bsre = frozenset()
    if settings.BSRE_ROOTS:
        of_bsre = _of_bsre(state.commitment.pk, state.signed)
    return [_shown(place, by_place.get(place.pk), of_bsre) for place in state.signatories]


def _shown(place, signature, of_bsre) -> ShownSignatory:
    if signature is None:
        return ShownSignatory(place)
    evidence = getattr(signature, "evidence", None)
    is_of_bsre = signature.pk in of_bsre
    return ShownSignatory(
        place,
        OF_BSRE if is_of_bsre else NOT_CERTIFIED,
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


@lru_cache(maxsize=512)  # a signature is written once, and so is what is true of it
def _of_bsre(commitment: int, signed: int) -> frozenset[int]:
    """The signatures whose chain leads to a root of BSrE that the site's owner named."""
    from bsre.recognition import is_of_bsre  # pyHanko takes half a second to be read in

    signatures = Signature.objects.filter(signatory__commitment=commitment, revision__isnull=False)
    return frozenset(
        one.pk
        for one in signatures.select_related("evidence", "revision")
        if is_of_bsre(
            bytes(one.evidence.certificate),
            _certificates_in(bytes(one.revision.tail)),
            at=one.at,
        )
    )


def _certificates_in(tail: bytes) -> list[bytes]:
    """The certificates that a signature brought along, as DER."""
    found = re.search(rb"/Contents\s*<([0-9A-Fa-f]+)>", tail)
    content = cms.ContentInfo.load(bytes.fromhex(found[1].decode())) if found else None
    return [one.dump() for one in content["content"]["certificates"]] if content else []


def level_of(people: list[ShownSignatory]) -> str:
    """What may be said of the document because of BSrE; nothing when no signature is theirs."""
    kinds = [person.is_of_bsre for person in people if person.kind]
    if not any(kinds):
        return ""
    from bsre.recognition import sentence_on

    return sentence_on(kinds)
