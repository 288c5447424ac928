"""The Sertifikat Penandatanganan: made once after the seal, and it says how everybody signed."""

import hashlib
import io
import json

import pikepdf
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from authority.authorities import ensure_authority
from commitments.models import ReceiptKind, SignedDocument
from commitments.people import Receipt
from commitments.trail import chain_of
from commitments.wording import untrue_words
from seals.verification import verify_pdf
from signing.certifying import certify_signing, owed
from signing.models import SigningCertificate, SigningEvidence
from signing.record import masked_email
from signing.sealing import seal_commitment
from signing.sweeping import queue_owed
from tests.authority.conftest import run
from tests.commitments.conftest import work
from tests.signing.conftest import sign_in_browser
from trails.chains import digest_of
from trails.models import ChainLink

pytestmark = pytest.mark.system


@pytest.fixture
def sealed(commitment, places):
    """Signed by three and sealed; the first has opened and read it. No worker has run."""
    for kind in ReceiptKind:
        Receipt.objects.create(signatory=places[0], kind=kind)
    for place in places:
        sign_in_browser(place)
    seal_commitment.call(commitment.pk)
    return commitment


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("suryanto@banjarnegarakab.go.id", "s…o@banjarnegarakab.go.id"),
        ("ab@garut.go.id", "a…@garut.go.id"),
    ],
)
def test_an_address_is_masked(address, seen):
    assert masked_email(address) == seen


def test_it_says_how_everybody_signed_and_is_sealed(sealed, places, pdfsig, tmp_path):
    certify_signing.call(sealed.pk)

    certificate = SigningCertificate.objects.get(commitment=sealed)
    pdf = bytes(certificate.pdf)
    assert hashlib.sha256(pdf).hexdigest() == certificate.sha256
    said = pdfsig(pdf)
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert verify_pdf(pdf, authority=ensure_authority()).sound
    (tmp_path / "s.pdf").write_bytes(pdf)
    text = " ".join(run("pdftotext", "-raw", tmp_path / "s.pdf", "-").stdout.split())
    document = SignedDocument.objects.get()
    proof = places[0].signature.proof
    evidence = SigningEvidence.objects.order_by("pk").first()
    for words in (
        "SERTIFIKAT PENANDATANGANAN",
        "Pj. Bupati Banjarnegara",
        "penandatangan, urutan 1",
        "saksi, urutan 3",
        masked_email(places[0].user.email),
        "undangan ke surel dinas, lalu kode yang diserahkan kepadanya",
        f"{proof.confirmed_by.name}, petugas nasional",
        "kata sandi + kode aplikasi",
        "di peramban penandatangan; tidak pernah sampai ke situs ini",
        f"nomor seri {evidence.certificate_serial}",
        "ttd_01, revisi 1",
        "WIB",
        "tidak tersertifikasi",
        "menandatangani komitmen",
        f"/verifikasi/{sealed.code}",
    ):
        assert words in text, words
    together = text.replace(" ", "")
    hashes = [document.sha256, sealed.shown_letter.sha256]
    hashes += sealed.revisions.values_list("sha256", flat=True)
    told = ChainLink.objects.filter(chain__key=chain_of(sealed))
    told = told.exclude(verb="commitment.certified")  # it cannot stand in itself
    hashes += told.values_list("digest", flat=True)
    for value in hashes:
        assert value in together
    assert untrue_words(text) == []
    assert places[0].user.email not in text
    assert "10.1.2.3" not in text  # the address of her browser stays with the proof
    assert "19700101" not in text  # and the number of an official out of it

    with pikepdf.open(io.BytesIO(pdf)) as file:
        data = json.loads(
            file.attachments["sertifikat-penandatanganan.json"].get_file().read_bytes()
        )
    assert [one["number"] for one in data["events"]] == [*range(1, 1 + len(data["events"]))]
    assert all(digest_of(one["body"]) == one["digest"] for one in data["events"])


def test_run_twice_it_is_one_and_nothing_changes_it(sealed, signed_in, places):
    browser = signed_in(places[0].user)
    address = reverse("signing:certificate", args=[sealed.masterplan.slug])
    early = browser.get(address, follow=True).content.decode()
    assert "Sertifikat Penandatanganan belum ada." in early
    assert address in early  # and its page leads there

    certify_signing.call(sealed.pk)
    before = SigningCertificate.objects.get()
    certify_signing.call(sealed.pk)
    assert SigningCertificate.objects.get().sha256 == before.sha256
    assert not owed()
    for change in ({"sha256": "0" * 64}, {"pdf": b"lain"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SigningCertificate.objects.update(**change)

    response = browser.get(address)
    assert response.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(response.content).hexdigest() == before.sha256
    done = browser.get(reverse("commitments:done", args=[sealed.masterplan.slug]))
    assert address in done.content.decode()


def test_none_is_kept_with_another_hash_or_before_the_seal(commitment):
    right = hashlib.sha256(b"x").hexdigest()
    for sha256, words in (("0" * 64, "tidak cocok"), (right, "belum disegel")):
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            SigningCertificate.objects.create(commitment=commitment, pdf=b"x", sha256=sha256)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_seal_and_certificate_is_made_up_for_by_the_sweep(sealed):
    DBTaskResult.objects.all().delete()  # the queue forgot it
    work()
    assert list(owed()) == [sealed]

    call_command("seal_waiting", verbosity=0)
    work()
    assert SigningCertificate.objects.filter(commitment=sealed).exists()
    assert queue_owed() == 0
