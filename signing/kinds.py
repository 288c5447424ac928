"""With which kind of signature each person signed, found in the file and never taken on trust."""

import re
from collections.abc import Collection
from functools import lru_cache

from asn1crypto import cms
from django.conf import settings

from commitments.models import Signature

NOT_CERTIFIED = "Elektronik, tidak tersertifikasi"
OF_BSRE = "Elektronik, sertifikat BSrE"


def of_bsre(commitment: int, signed: int) -> frozenset[int]:
    """The signatures whose chain leads to a root of BSrE that the site's owner named."""
    return _of_bsre(commitment, signed) if settings.BSRE_ROOTS else frozenset()


def kind_of(signature: Signature, theirs: Collection[int]) -> str:
    """In words."""
    return OF_BSRE if signature.pk in theirs else NOT_CERTIFIED


def sentence_of(are_theirs: list[bool]) -> str:
    """What may be said of a document because of BSrE; nothing when no signature is theirs."""
    if not any(are_theirs):
        return ""
    from bsre.recognition import sentence_on  # pyHanko takes half a second to be read in

    return sentence_on(are_theirs)


@lru_cache(maxsize=512)  # a signature is written once, and so is what is true of it
def _of_bsre(commitment: int, signed: int) -> frozenset[int]:
    from bsre.recognition import is_of_bsre

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
