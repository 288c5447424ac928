"""What is frozen, and what is signed, is PDF/A-3a and PDF/UA-1, and a signature breaks no other.

veraPDF judges all files in one run of Java, which is dear (some seconds).
"""

import io
from dataclasses import replace

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers, validation
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from authority import certificates
from commitments.frozen import render_frozen_letter
from exports.book_typesetting import typeset as typeset_book
from limits.threads import in_own_thread
from tests.authority.conftest import run
from tests.commitments.test_frozen_letter import LONG, a_frozen_letter, a_stamp, typeset
from tests.exports.sample_book import sample_book, small_book
from tests.verapdf import faults

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def signed(made_authority, tmp_path_factory):
    """The letter of forty after five signatures, drawn and typed, the last of them on page 5."""
    pdf, folder = typeset(40), tmp_path_factory.mktemp("stamps")
    for count, field in enumerate(["ttd_01", "ttd_02", "ttd_03", "ttd_20", "ttd_40"]):
        stamp = a_stamp(**(LONG if count % 2 else {}))
        pdf = with_signature(pdf, field, stamp, made_authority, folder)
    return pdf


def with_signature(pdf, field, stamp, authority, folder):
    (folder / "stamp.pdf").write_bytes(stamp)
    style = StaticStampStyle.from_pdf_file(
        str(folder / "stamp.pdf"), border_width=0, background_opacity=1
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    signer = signers.PdfSigner(metadata, signer=signer_of(authority), stamp_style=style)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed = in_own_thread(lambda: signer.sign_pdf(writer, existing_fields_only=True))
    return signed.getvalue()


def signer_of(authority):
    key = authority.key("seal").private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=in_asn1(authority.seal),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore.from_certs([in_asn1(authority.issuing)]),
    )


def typeset_for_bsre():
    """The letter of three who all sign by BSrE, by a server that looks for words."""
    letter = a_frozen_letter(3)
    placed = [
        replace(one, has_field=False, tag=f"${{ttd_{at:02}}}", kind="Menandatangani melalui BSrE")
        for at, one in enumerate(letter.signatories, 1)
    ]
    return render_frozen_letter(replace(letter, signatories=tuple(placed)))


def in_asn1(certificate):
    return x509.Certificate.load(certificates.to_der(certificate))


def test_letters_before_and_after_signing_and_books_are_pdf_a_3a_and_pdf_ua_1(signed, tmp_path):
    chapter = sample_book().chapters[2]  # figures, tables of several kinds, turned pages
    documents = {
        "book": typeset_book(small_book(chapter, is_draft=False)).pdf,
        "three": typeset(3),
        "places-of-bsre": typeset_for_bsre(),
        "forty-signed": signed,
        "no-standard": a_stamp(),  # the judge does say when something is wrong
    }

    found = faults(documents, tmp_path)

    assert set(found) == {"no-standard, 3a", "no-standard, ua1"}, found


def test_no_signature_changes_what_others_signed(signed, made_authority):
    trust = ValidationContext(
        trust_roots=[in_asn1(made_authority.root)],
        other_certs=[in_asn1(made_authority.issuing)],
        allow_fetching=False,
    )
    reader = PdfFileReader(io.BytesIO(signed))

    found = in_own_thread(
        lambda: [
            validation.validate_pdf_signature(one, trust) for one in reader.embedded_signatures
        ]
    )

    assert [status.bottom_line for status in found] == [True] * 5
    assert signed.startswith(typeset(40))


def test_readers_find_no_fault_in_the_signed_letter(signed, pdfsig, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed)

    said = run("qpdf", "--check", tmp_path / "signed.pdf").stdout
    text = run("pdftotext", "-layout", tmp_path / "signed.pdf", "-").stdout

    assert "No syntax or stream encoding errors" in said
    assert text.count("Secara elektronik, 21 November 2023, 10.02 WIB") == 5
    assert pdfsig(signed).count("Signature is Valid.") == 5


def test_a_signature_with_its_stamp_adds_little(signed):
    stamps = len(a_stamp()) * 3 + len(a_stamp(**LONG)) * 2

    added = len(signed) - len(typeset(40))
    assert added < 5 * 40_000
    assert stamps < 5 * 11_000
