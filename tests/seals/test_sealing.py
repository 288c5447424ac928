"""The seal, judged by programs that are not ours, and our own verdict on every kind of file."""

import asyncio
import datetime as dt
import io
import socket
import time

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from authority import certificates
from authority.authorities import make_authority, problems, renew_seal
from limits.threads import in_own_thread
from seals import examination, sealing
from seals.examination import Verdict, examine
from seals.sealing import SealingError, rewritten_pdf
from seals.trust import trust_in
from seals.verification import Match, compare_upload, verify_pdf
from tests.authority.conftest import run
from tests.seals.conftest import byte_range, flipped, known, modest, seal, with_note

pytestmark = pytest.mark.system


def text_of(pdf, tmp_path):
    (tmp_path / "file.pdf").write_bytes(pdf)
    return run("pdftotext", "-layout", tmp_path / "file.pdf", "-").stdout


@pytest.mark.parametrize("options", [(), ("-no-ocsp",)])
def test_poppler_finds_the_seal_valid_trusted_and_over_the_whole_document(
    options, sealed_pdf, pdfsig
):
    said = pdfsig(sealed_pdf, *options)

    assert said.count("Signature #") == 1
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "Signer Certificate Common Name: Segel Elektronik Simpul" in said
    assert "Signature Type: ETSI.CAdES.detached" in said


def test_openssl_finds_the_signature_good_with_nothing_but_our_root(
    sealed_pdf, made_authority, tmp_path
):
    start, length, resume, rest = byte_range(sealed_pdf)
    signature = bytes.fromhex(sealed_pdf[length + 1 : resume - 1].decode())
    (tmp_path / "signature.der").write_bytes(signature.rstrip(b"\0"))
    (tmp_path / "signed").write_bytes(sealed_pdf[:length] + sealed_pdf[resume : resume + rest])
    (tmp_path / "root.pem").write_bytes(certificates.to_pem(made_authority.root))

    done = run(
        "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER",
        "-in", tmp_path / "signature.der", "-content", tmp_path / "signed",
        "-CAfile", tmp_path / "root.pem", "-purpose", "any", "-out", tmp_path / "out",
    )  # fmt: skip

    assert start == 0
    assert "CAdES Verification successful" in done.stderr


def test_the_sealed_file_is_clean_pdf_and_reads_as_before(plain_pdf, sealed_pdf, tmp_path):
    (tmp_path / "sealed.pdf").write_bytes(sealed_pdf)

    said = run("qpdf", "--check", tmp_path / "sealed.pdf")

    assert "No syntax or stream encoding errors found" in said.stdout
    assert said.stderr == ""
    assert text_of(sealed_pdf, tmp_path) == text_of(plain_pdf, tmp_path)


def test_the_seal_is_invisible_forbids_changes_and_carries_all_that_checking_needs(sealed_pdf):
    with pikepdf.open(io.BytesIO(sealed_pdf)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert list(field.Rect) == [0, 0, 0, 0]
        assert field.V.Reason == "Komitmen bersama telah ditandatangani semua pihak"
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1
        assert len(pdf.Root.DSS.CRLs) == 2
        assert len(pdf.Root.DSS.Certs) == 3
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert bool(pdf.Root.MarkInfo.Marked)  # the structure for screen readers is still there


def test_the_document_is_smoothed_to_the_same_bytes_each_time(plain_pdf, sealed_pdf):
    assert rewritten_pdf(plain_pdf) == rewritten_pdf(plain_pdf)
    assert sealed_pdf.startswith(rewritten_pdf(plain_pdf))


def test_our_verdict_on_the_sealed_file(sealed_pdf, made_authority):
    verdict = verify_pdf(sealed_pdf, authority=made_authority)

    assert abs(verdict.signed_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=10)
    assert verdict == Verdict(
        signed=True,
        intact=True,
        covers_whole_file=True,
        trusted=True,
        changed_after_signing=False,
        signed_at=verdict.signed_at,
        signer_name="Segel Elektronik Simpul",
        is_sealed=True,
        problems=(),
    )
    assert verdict.sound
    assert examine(sealed_pdf, trust_in(made_authority)) == verdict


@modest
@given(data=st.data())
def test_any_flipped_bit_of_what_is_covered_is_reported(data, sealed_pdf, made_authority):
    _, length, resume, _ = byte_range(sealed_pdf)
    offset = data.draw(st.integers(0, length - 1) | st.integers(resume, len(sealed_pdf) - 1))

    verdict = examine(flipped(sealed_pdf, offset), trust_in(made_authority))

    assert not verdict.sound
    assert not verdict.intact


def test_a_flipped_bit_in_a_page_is_seen_by_poppler_and_named_by_us(
    sealed_pdf, made_authority, pdfsig
):
    changed = flipped(sealed_pdf, sealed_pdf.index(b"/Reason") + 10)

    assert "Signature Validation: Digest Mismatch." in pdfsig(changed)
    verdict = verify_pdf(changed, authority=made_authority)
    assert verdict.problems == (examination.NOT_INTACT,)
    assert (verdict.signed, verdict.intact, verdict.trusted) == (True, False, True)


@modest
@given(data=st.data())
def test_any_flipped_bit_at_all_is_reported_by_the_hash(data, sealed_pdf):
    """Also among the certificates beside the signature, and the zeros after it."""
    offset = data.draw(st.integers(0, len(sealed_pdf) - 1))

    changed = flipped(sealed_pdf, offset)

    assert compare_upload(changed, known=[known(sealed_pdf)]) == Match.UNKNOWN


@pytest.mark.parametrize("added", [b"\n", b"x", b"\n" * 500])
def test_bytes_added_after_sealing_are_reported(added, sealed_pdf, made_authority):
    verdict = examine(sealed_pdf + added, trust_in(made_authority))

    assert verdict.changed_after_signing
    assert not verdict.covers_whole_file
    assert verdict.problems == (examination.CHANGED,)


def test_a_note_added_after_sealing_is_reported_though_poppler_calls_the_seal_valid(
    sealed_pdf, made_authority, pdfsig
):
    changed = with_note(sealed_pdf)

    said = pdfsig(changed)
    assert "Signature is Valid." in said
    assert "Not total document signed" in said
    verdict = verify_pdf(changed, authority=made_authority)
    assert (verdict.intact, verdict.trusted, verdict.sound) == (True, True, False)
    assert verdict.changed_after_signing


def test_a_file_saved_anew_by_another_program_is_not_sound(sealed_pdf, made_authority):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed_pdf)) as pdf:
        pdf.save(out)

    assert not examine(out.getvalue(), trust_in(made_authority)).sound


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_not_sound(share, sealed_pdf, made_authority):
    cut = sealed_pdf[: int(len(sealed_pdf) * share)]

    assert examine(cut, trust_in(made_authority)).problems == (examination.UNREADABLE,)


def test_a_file_without_a_seal_says_so(plain_pdf, made_authority):
    assert verify_pdf(plain_pdf, authority=made_authority) == Verdict(
        problems=(examination.NOT_SEALED,)
    )


def test_a_seal_of_another_site_is_not_ours(plain_pdf, made_authority, settings, tmp_path):
    settings.SITE_ORGANISATION = "Situs lain"
    elsewhere = make_authority(tmp_path / "elsewhere")

    verdict = verify_pdf(seal(plain_pdf, elsewhere), authority=made_authority)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert verdict.problems == (examination.NOT_OURS,)


def test_a_document_stays_good_when_the_seal_is_renewed(plain_pdf, authority):
    sealed = seal(plain_pdf, authority)

    assert examine(sealed, trust_in(renew_seal())).sound


def test_a_document_of_a_revoked_seal_is_no_longer_trusted(plain_pdf, authority):
    sealed = seal(plain_pdf, authority)

    verdict = examine(sealed, trust_in(renew_seal(revoke_old=True)))

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert verdict.problems == (examination.REVOKED,)


def test_a_document_stays_good_after_its_certificate_has_ended_but_no_other_is_sealed(
    plain_pdf, authority
):
    three_years_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=365 * 3)
    ending = renew_seal(now=three_years_ago + dt.timedelta(seconds=4))
    sealed = seal(plain_pdf, ending)
    left = (ending.seal.not_valid_after_utc - dt.datetime.now(dt.UTC)).total_seconds()
    time.sleep(max(left, 0) + 1)

    assert examine(sealed, trust_in(ending)).sound
    with pytest.raises(SealingError, match="berakhir pada"):
        seal(plain_pdf, ending)


def test_a_signature_made_after_the_certificate_ended_is_not_trusted(plain_pdf, settings):
    ended = make_authority(
        settings.AUTHORITY_DIR, now=dt.datetime.now(dt.UTC) - dt.timedelta(days=365 * 4)
    )
    metadata = signers.PdfSignatureMetadata(field_name="segel", subfilter=SigSeedSubFilter.PADES)
    # by a hand that skips our checks; in a thread, for a browser test may have left a loop here
    late = signers.PdfSigner(metadata, signer=sealing.SiteSigner(ended))
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf))
    signed = in_own_thread(lambda: late.sign_pdf(writer)).getvalue()

    verdict = verify_pdf(signed, authority=ended)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert verdict.problems == (examination.WRONG_TIME,)


@pytest.mark.django_db
def test_a_site_that_slept_for_months_seals_with_fresh_revocation_lists(plain_pdf, settings):
    authority = make_authority(
        settings.AUTHORITY_DIR, now=dt.datetime.now(dt.UTC) - dt.timedelta(days=100)
    )

    assert examine(seal(plain_pdf, authority), trust_in(authority)).sound
    assert problems() == []


def test_nothing_is_sealed_without_the_key(plain_pdf, authority, monkeypatch):
    monkeypatch.setenv("SIMPUL_AUTHORITY_PASSPHRASE", "sandi lain")

    with pytest.raises(SealingError, match="SIMPUL_AUTHORITY_PASSPHRASE"):
        seal(plain_pdf, authority)


def test_a_sealed_file_is_not_sealed_again(sealed_pdf, made_authority):
    with pytest.raises(SealingError, match="sudah disegel"):
        seal(sealed_pdf, made_authority)


@pytest.mark.parametrize("junk", [b"", b"bukan PDF", b"%PDF-1.7\nrusak"])
def test_what_is_no_pdf_is_not_sealed(junk, made_authority):
    with pytest.raises(SealingError, match="bukan PDF yang utuh"):
        seal(junk, made_authority)


def test_a_form_is_sealed_without_the_wish_to_be_redrawn(plain_pdf, made_authority):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain_pdf)) as pdf:
        form = {"/Fields": pikepdf.Array(), "/NeedAppearances": True}
        pdf.Root.AcroForm = pikepdf.Dictionary(form)
        pdf.save(out)

    with pikepdf.open(io.BytesIO(seal(out.getvalue(), made_authority))) as sealed:
        assert "/NeedAppearances" not in sealed.Root.AcroForm


def test_sealing_works_where_an_event_loop_runs(plain_pdf, made_authority):
    async def inside():
        return seal(plain_pdf, made_authority)

    sealed = in_own_thread(lambda: asyncio.run(inside()))
    assert examine(sealed, trust_in(made_authority)).sound


def test_sealing_and_checking_open_no_connection(plain_pdf, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SITE_URL = f"http://127.0.0.1:{server.getsockname()[1]}"
        authority = make_authority(settings.AUTHORITY_DIR)

        sealed = seal(plain_pdf, authority)
        assert settings.SITE_URL.encode() in certificates.to_der(authority.seal)
        assert verify_pdf(sealed, authority=authority).sound
        assert not verify_pdf(with_note(sealed), authority=authority).sound

        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
