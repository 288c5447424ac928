"""After each signature, whoever made it: is the new file the old one with that signature, no more?

Readers of PDF do not see what is added behind a signature; byte for byte and object for object we
do. What is found here makes a result worthless: it is thrown away before anybody relies on it.
"""

import io
import logging
from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.generic import IndirectObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from limits.threads import in_own_thread
from seals.verdict import Trust

logger = logging.getLogger(__name__)

NOT_A_PREFIX = "Berkas baru tidak berawal dengan berkas sebelumnya."
NOT_ONE_MORE = "Berkas baru tidak memuat tepat satu tanda tangan lagi."
NOT_WHOLE = "Tanda tangan baru tidak mencakup seluruh berkas."
NOT_GOOD = "Tanda tangan baru tidak utuh."
NOT_TRUSTED = "Sertifikat penandatangan tidak dapat dipercaya."
NOT_HERS = "Sertifikat dalam tanda tangan baru bukan milik penandatangan."
OTHER_FIELD = "Tanda tangan baru tidak berada di tempatnya."
MORE_THAN_THAT = "Ada isi lain yang ikut berubah bersama tanda tangan baru."
EARLIER_CHANGED = "Tanda tangan sebelumnya tidak lagi seperti semula."
UNREADABLE = "Berkas yang sudah ditandatangani tidak dapat dibaca."


def problems_of_addition(
    before: bytes,
    after: bytes,
    *,
    trust: Trust,
    certificate: bytes = b"",
    field: str = "",
    is_ready: bool = True,
    proofs_may_follow: bool = False,
) -> list[str]:
    """Why `after` is not `before` with exactly one signature more; empty when it is.

    `certificate` and `field`, when given, are those the new signature must have. Never raises,
    fetches nothing, and costs the same however many signatures came before: objects that were
    there may not be written anew, but for the field itself and the lists that every signature
    grows. What the new objects are, `problems_of_content` looks at. Who brings a field of her own
    (the seal, a provider that knows no ready one: not `is_ready`) is looked at whole at once. Where
    `proofs_may_follow`, a revision behind the signature may bring the proofs of its certificate.
    """
    if not after.startswith(before) or len(after) == len(before):
        return [NOT_A_PREFIX]
    whom = (trust, certificate, proofs_may_follow)
    return _readable(lambda: _look(before, after, field, is_ready, whom))


def problems_of_content(before: bytes, after: bytes, *, field: str) -> list[str]:
    """Whether filling `field` is all that the last revision did: object for object.

    Reads both files whole, seconds for many signatures: for the worker, once for each revision.
    """
    return _readable(lambda: [] if _is_all(before, after, field) else [MORE_THAN_THAT])


@dataclass(frozen=True)
class AddedSignature:
    """The newest signature of a file: its field, its certificate, the others that it brought."""

    field: str
    certificate: bytes  # DER
    brought: tuple[bytes, ...]


def added_signature(after: bytes) -> AddedSignature:
    """The newest signature of a file that has passed `problems_of_addition`."""

    def look():
        signature = PdfFileReader(io.BytesIO(after)).embedded_regular_signatures[-1]
        brought = tuple(one.dump() for one in signature.other_embedded_certs)
        return AddedSignature(signature.field_name, signature.signer_cert.dump(), brought)

    return in_own_thread(look)


def _readable(look) -> list[str]:
    try:
        return in_own_thread(look)
    except SignatureValidationError as error:
        logger.warning("A new signature is not good: %s", error)
        return [NOT_GOOD]
    except Exception:  # a broken PDF breaks its reader in any way: recursion, zlib, key, assertion
        logger.warning("A signed file could not be read.", exc_info=True)
        return [UNREADABLE]


def _look(before, after, field, is_ready, whom) -> list[str]:
    old, new = PdfFileReader(io.BytesIO(before)), PdfFileReader(io.BytesIO(after))
    earlier, now = _filled(old), _filled(new)
    added = [name for name in now if name not in earlier]
    if len(added) != 1 or len(now) != len(earlier) + 1:
        return [NOT_ONE_MORE]
    (name,) = added
    found = []
    if _rewritten(old, new) & set(earlier.values()) or any(now[n] != earlier[n] for n in earlier):
        found.append(EARLIER_CHANGED)
    if field and name != field:
        found.append(OTHER_FIELD)
    if not (_only_grows(old, new, name) if is_ready else _is_all(before, after, name)):
        found.append(MORE_THAN_THAT)
    signature = EmbeddedPdfSignature(new, _field(new, name), name)
    return found + _of_signature(signature, *whom)


def _filled(reader: PdfFileReader) -> dict[str, Reference]:
    """Each signature field that is filled, with where its signature lies; none of them is read."""
    fields = enumerate_sig_fields(reader, filled_status=True)
    return {name: field.get_object().raw_get("/V").reference for name, _, field in fields}


def _field(reader, name):
    (found,) = (f for n, _, f in enumerate_sig_fields(reader, filled_status=True) if n == name)
    return found.get_object()


def _rewritten(old: PdfFileReader, new: PdfFileReader) -> set[Reference]:
    """Objects of the old file that a later revision of the new one has written again."""
    revisions = range(old.xrefs.total_revisions, new.xrefs.total_revisions)
    written = {
        ref for revision in revisions for ref in new.xrefs.explicit_refs_in_revision(revision)
    }
    return {
        Reference(r.idnum, r.generation)
        for r in written
        if r.idnum < int(old.trailer.raw_get("/Size"))
    }


def _only_grows(old: PdfFileReader, new: PdfFileReader, field: str) -> bool:
    """Whether of what was there only that is written anew which a signature must touch."""
    others = _rewritten(old, new) - _that_may_grow(old, field)
    return not others and not _differs_elsewhere(old, new, field)


def _that_may_grow(old: PdfFileReader, field: str) -> set[Reference]:
    """What a signature writes anew: its field, the root with the certificates, the date."""
    references = [old.root_ref, _reference(old.trailer, "/Info")]
    references += [_reference(old.root, name) for name in ("/DSS", "/Metadata", "/AcroForm")]
    fields = enumerate_sig_fields(old, with_name=field)
    return {ref for ref in references if ref} | {where.reference for _, _, where in fields}


def _reference(dictionary, name: str) -> Reference | None:
    """What an entry points at, when it points at something."""
    value = dictionary.raw_get(name) if name in dictionary else None
    return value.reference if isinstance(value, IndirectObject) else None


def _differs_elsewhere(old: PdfFileReader, new: PdfFileReader, field: str) -> bool:
    """Whether root, form or field say something else than before, besides what grows."""

    def rest(dictionary, *grown):
        return {name: dictionary.raw_get(name) for name in dictionary if name not in grown}

    def said(reader):
        (place,) = [where for _, _, where in enumerate_sig_fields(reader, with_name=field)] or [
            None
        ]
        return (
            rest(reader.root, "/DSS", "/AcroForm", "/Extensions", "/Version"),
            rest(reader.root["/AcroForm"], "/SigFlags", "/Fields"),
            rest(place.get_object(), "/V", "/AP") if place else {},
        )

    return said(old) != said(new)


def _of_signature(signature, trust, certificate, proofs_may_follow) -> list[str]:
    context = ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root) for root in trust.roots],
        other_certs=[asn1_x509.Certificate.load(other) for other in trust.others],
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    status = validate_pdf_signature(signature, context, skip_diff=True)
    stamp = status.timestamp_validity
    return [
        sentence
        for holds, sentence in (
            (_is_whole(signature, status, proofs_may_follow), NOT_WHOLE),
            (status.intact and status.valid, NOT_GOOD),
            (status.trusted and (stamp is None or stamp.trusted), NOT_TRUSTED),
            (not certificate or signature.signer_cert.dump() == certificate, NOT_HERS),
        )
        if not holds
    ]


def _is_whole(signature, status, proofs_may_follow) -> bool:
    """Whether it covers the file, but for proofs of its certificate where these may follow."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if not proofs_may_follow or status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    found = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if isinstance(found, SuspiciousModification):
        return False
    return found.modification_level <= ModificationLevel.LTA_UPDATES


def _is_all(before: bytes, after: bytes, field: str) -> bool:
    old, new = PdfFileReader(io.BytesIO(before)), PdfFileReader(io.BytesIO(after))
    found = DEFAULT_DIFF_POLICY.review_file(new, old.xrefs.total_revisions - 1)
    if isinstance(found, SuspiciousModification):
        logger.warning("More than a signature was added: %s", found)
        return False
    filled = found.modification_level <= ModificationLevel.FORM_FILLING
    return filled and set(found.changed_form_fields) <= {field}
