"""A time stamp more before the last one ends: earlier bytes and signatures stay, readers agree."""

import datetime as dt
import io
import re

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp

from authority import certificates
from authority.authorities import renew_timestamps
from authority.personal import issue_personal
from limits.threads import in_own_thread
from seals.renewal import is_due, renew_timestamp, stamped_until
from seals.sealing import SealingError, validation_context
from tests.authority.conftest import run
from tests.authority.test_personal import BUPATI, new_key, signed_by, spki
from tests.seals.conftest import plain_pdf, seal

__all__ = ["plain_pdf"]
pytestmark = pytest.mark.system


def tokens_in(pdf):
    """Every document time stamp with the bytes it covers, cut out without a reader of PDF."""
    for numbers in re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", pdf):
        _, length, resume, rest = map(int, numbers)
        contents = bytes.fromhex(pdf[length + 1 : resume - 1].decode()).rstrip(b"\0")
        yield contents, pdf[:length] + pdf[resume : resume + rest]


def test_a_sealed_file_is_stamped_and_stamped_again_by_a_later_key(
    plain_pdf, authority, tmp_path, pdfsig
):
    sealed = seal(plain_pdf, authority)
    assert is_due(sealed)
    once = renew_timestamp(sealed, authority=authority)
    later = renew_timestamps()
    twice = renew_timestamp(once, authority=later)

    assert twice.startswith(once)
    assert once.startswith(sealed)
    assert stamped_until(once) == authority.tsa.not_valid_after_utc
    assert stamped_until(twice) == later.tsa.not_valid_after_utc
    assert not is_due(twice)
    assert is_due(twice, now=later.tsa.not_valid_after_utc - dt.timedelta(days=300))
    assert "Signature Validation: Signature is Valid." in pdfsig(twice, "-no-ocsp")
    (tmp_path / "root").write_bytes(certificates.to_pem(authority.root))
    (tmp_path / "issuing").write_bytes(certificates.to_pem(authority.issuing))
    _, *stamps = tokens_in(twice)
    assert len(stamps) == 2
    for token, covered in stamps:
        (tmp_path / "token").write_bytes(token)
        (tmp_path / "data").write_bytes(covered)
        done = run(
            "openssl", "ts", "-verify", "-token_in", "-in", tmp_path / "token",
            "-data", tmp_path / "data", "-CAfile", tmp_path / "root",
            "-untrusted", tmp_path / "issuing",
        )  # fmt: skip
        assert "Verification: OK" in done.stdout + done.stderr
    assert len(covered) > len(once)  # the newest covers the first one, too
    in_own_thread(lambda: pyhanko_agrees(twice, later))


def pyhanko_agrees(pdf, authority):
    reader = PdfFileReader(io.BytesIO(pdf))
    (signature,) = reader.embedded_regular_signatures
    assert validate_pdf_signature(signature, validation_context(authority)).bottom_line
    for stamp in reader.embedded_timestamp_signatures:
        status = validate_pdf_timestamp(stamp, validation_context(authority))
        assert status.intact
        assert status.valid
        assert status.trusted


def test_a_file_whose_stamp_is_damaged_is_not_stamped_over(plain_pdf, authority):
    stamped = renew_timestamp(seal(plain_pdf, authority), authority=authority)
    damaged = bytearray(stamped)
    damaged[100] ^= 1

    with pytest.raises(SealingError):
        renew_timestamp(bytes(damaged), authority=authority)


def test_what_is_no_pdf_is_not_stamped(authority):
    with pytest.raises(SealingError):
        renew_timestamp(b"bukan PDF", authority=authority)


@pytest.mark.django_db
def test_the_stamp_inside_a_signature_counts_until_there_is_one_of_the_document(
    plain_pdf, authority
):
    key = new_key()
    signed = signed_by(key, issue_personal(spki(key), **BUPATI), plain_pdf, authority)

    assert stamped_until(signed) == authority.tsa.not_valid_after_utc
    assert not is_due(signed)
