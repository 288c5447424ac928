"""What a PDF says about its own seal, found out by looking at nothing but the file and our root.

Never raises and never opens a connection. Reading a file made to do harm may still take long or
much memory, so files from outside come here through `verification.verify_pdf`, which runs this
module as a process with limits: a trust and a file are told, the verdict is answered.
"""

import asyncio
import base64
import datetime as dt
import io
import logging
import os
import sys
from dataclasses import replace

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.validation import (
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InvalidCertificateError,
    PathBuildingError,
    PathValidationError,
)

from authority.certificates import SEAL_NAME
from limits.messages import read_message, write_message
from limits.threads import in_own_thread
from seals.verdict import (
    CHANGED,
    NOT_INTACT,
    NOT_OURS,
    NOT_PDF,
    NOT_SEALED,
    REVOKED,
    UNREADABLE,
    UNSEALED,
    WRONG_TIME,
    Trust,
    Verdict,
    to_json,
)

logger = logging.getLogger(__name__)

MOST_SIGNATURES = 120  # our documents carry forty; each costs a twentieth of a second
CLOCK_SKEW = dt.timedelta(minutes=5)


def examine(pdf: bytes, trust: Trust) -> Verdict:
    """The verdict on our seal in this file; when it has none, on its last signature.

    A file that people signed and nobody sealed is none of the finished ones, which it says.
    """
    if b"%PDF-" not in pdf[:1024]:
        return Verdict(problems=(NOT_PDF,))
    try:
        verdicts = in_own_thread(lambda: _judge_all(pdf, trust))
    except Exception:  # a broken PDF breaks its reader in any way: recursion, zlib, key, assertion
        logger.info("A PDF could not be examined.", exc_info=True)
        return Verdict(signed=b"/ByteRange" in pdf, problems=(UNREADABLE,))
    if not verdicts:
        return Verdict(problems=(NOT_SEALED,))
    ours = [verdict for verdict in verdicts if NOT_OURS not in verdict.problems]
    people = [verdict for verdict in ours if not verdict.is_sealed]
    sealed = [verdict for verdict in ours if verdict.is_sealed]
    if not ours:
        return verdicts[0]
    main = replace((sealed or ours)[-1], signatures=len(people))
    found = () if sealed else (UNSEALED,)
    if not all(verdict.intact for verdict in ours):
        main, found = replace(main, intact=False), (NOT_INTACT, *found)
    return replace(main, problems=tuple(dict.fromkeys((*main.problems, *found))))


def _judge_all(pdf: bytes, trust: Trust) -> list[Verdict]:
    signatures = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_regular_signatures
    return [_judge(signature, trust) for signature in signatures[:MOST_SIGNATURES]]


def _judge(signature, trust: Trust) -> Verdict:
    certificate = signature.signer_cert
    reported = signature.self_reported_timestamp
    signed_at = reported if reported and reported.tzinfo else None
    is_sealed = _is_seal(certificate)
    # Differences cost seconds, so they are looked for only where something lies beyond a seal.
    status = validate_pdf_signature(signature, _context(trust, signed_at), skip_diff=True)
    intact = bool(status.intact and status.valid and _fills_its_place_with_nothing(signature))
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if intact and is_sealed and not whole:
        whole = _only_time_stamps_follow(signature, trust)
    changed = intact and is_sealed and not whole
    distrust = _distrust(certificate, signed_at, trust) if status.valid else NOT_OURS
    found = [distrust, "" if intact else NOT_INTACT, CHANGED if changed else ""]
    return Verdict(
        signed=True,
        intact=intact,
        covers_whole_file=whole,
        trusted=not distrust,
        changed_after_signing=changed,
        signed_at=signed_at,
        signer_name=str(certificate.subject.native.get("common_name", "")),
        is_sealed=is_sealed,
        problems=tuple(sentence for sentence in found if sentence),
    )


def _fills_its_place_with_nothing(signature) -> bool:
    """Whether what the place of a signature has left behind it is empty: no seal covers it."""
    content = signature.pkcs7_content
    return not content[peek(content) :].strip(b"\0")


def _is_seal(certificate) -> bool:
    """Whether this certificate is one of a seal and not of a person."""
    return certificate.subject.native.get("common_name") == SEAL_NAME


def _only_time_stamps_follow(signature, trust: Trust) -> bool:
    """Whether nothing but our archival time stamps, good themselves, was added behind the seal."""
    reader = signature.reader
    stamps = reader.embedded_timestamp_signatures
    if not stamps or stamps[-1].evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if not all(_is_good_time_stamp(stamp, trust) for stamp in stamps):
        return False
    found = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if isinstance(found, SuspiciousModification):
        return False
    return found.modification_level <= ModificationLevel.LTA_UPDATES


def _is_good_time_stamp(stamp, trust: Trust) -> bool:
    status = validate_pdf_timestamp(stamp, _context(trust, None), skip_diff=True)
    good = status.intact and status.valid and status.trusted
    return bool(good and _fills_its_place_with_nothing(stamp))


def _distrust(certificate, signed_at: dt.datetime | None, trust: Trust) -> str:
    """Why this certificate does not count, or nothing; whatever has become of the file."""
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    in_time = signed_at and begin <= signed_at <= end
    try:
        validator = CertificateValidator(
            certificate, validation_context=_context(trust, signed_at if in_time else begin)
        )
        asyncio.run(validator.async_validate_usage({"non_repudiation"}))
    except (PathBuildingError, PathValidationError, InvalidCertificateError):
        return NOT_OURS
    # Without a time stamp of somebody else, a thief of the key could write any date: revoked is
    # revoked whatever the date says.
    if certificate.serial_number in _revoked_serials(trust):
        return REVOKED
    if not in_time or signed_at > dt.datetime.now(dt.UTC) + CLOCK_SKEW:
        return WRONG_TIME
    return ""


def _context(trust: Trust, moment: dt.datetime | None) -> ValidationContext:
    """Trust in our root alone, as of that moment, with nothing fetched."""
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root) for root in trust.roots],
        other_certs=[asn1_x509.Certificate.load(other) for other in trust.others],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _revoked_serials(trust: Trust) -> set[int]:
    lists = [asn1_crl.CertificateList.load(der)["tbs_cert_list"].native for der in trust.crls]
    return {
        entry["user_certificate"] for crl in lists for entry in crl["revoked_certificates"] or ()
    }


def main() -> None:
    """Read whom to trust and a file, write the verdict."""
    told, pdf = read_message(sys.stdin.buffer)
    os.nice(10)  # pages go first
    logging.disable(logging.CRITICAL)  # what a stranger's file makes a reader say is no news
    trust = Trust(
        **{name: tuple(map(base64.b64decode, items)) for name, items in told["trust"].items()}
    )
    verdict = examine(pdf, trust)
    write_message(sys.stdout.buffer, {}, to_json(verdict).encode())


if __name__ == "__main__":
    main()
