"""After the last signature: looked at, sealed, time-stamped, kept, and everybody is told."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from authority.authorities import ensure_authority
from commitments.models import SignedDocument
from commitments.state import CommitmentStatus
from seals.verification import verify_pdf
from signing import owed as owed_form
from signing.sealing import owed, seal_commitment
from signing.sweeping import queue_owed
from tests.authority.conftest import run
from tests.commitments.conftest import text_of, work
from tests.commitments.making import kind
from tests.commitments.test_signing import at_once
from tests.signing.conftest import sign_in_browser

pytestmark = pytest.mark.system


def sign_all(places):
    for place in places:
        sign_in_browser(place)


@pytest.mark.django_db(transaction=True)
def test_the_worker_seals_the_document_and_everybody_gets_the_way_to_it(
    commitment, places, lead, sent, pdfsig, tmp_path
):
    sign_all(places)
    work()

    document = SignedDocument.objects.get()
    pdf = bytes(document.pdf)
    assert kind(commitment) == CommitmentStatus.SEALED
    said = pdfsig(pdf)
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert verify_pdf(pdf, authority=ensure_authority()).sound
    (tmp_path / "file.pdf").write_bytes(pdf)
    text = run("pdftotext", "-layout", tmp_path / "file.pdf", "-").stdout
    for words in ("Drs. H. Suryanto", "Pj. Bupati Banjarnegara", "Kartika Nugraheni",
                  "NIP 19700101 199503 2 001", "Saksi", commitment.code,
                  "555/123/2023", "tanda tangan elektronik tidak"):  # fmt: skip
        assert words in text
    assert "19670202" not in text  # a head of region signs without NIP
    last = [letter for letter in sent() if "sudah lengkap" in letter["Subject"]]
    assert {letter["To"] for letter in last} == {lead.email, *(p.user.email for p in places)}
    assert f"/verifikasi/{commitment.code}/" in text_of(last[0])


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_before_sealing_is_made_up_for_by_the_sweep(commitment, places):
    sign_all(places)
    DBTaskResult.objects.all().delete()  # the queue forgot it
    work()
    assert kind(commitment) == CommitmentStatus.COMPLETE

    call_command("seal_waiting", verbosity=0)
    work()
    assert kind(commitment) == CommitmentStatus.SEALED
    assert queue_owed() == 0


def test_sealing_twice_makes_one_document(commitment, places):
    sign_all(places)
    seal_commitment.call(commitment.pk)
    before = SignedDocument.objects.get().sha256
    seal_commitment.call(commitment.pk)

    assert SignedDocument.objects.get().sha256 == before


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_document_and_one_letter_each(commitment, places, sent):
    sign_all(places)
    outcomes = at_once(*[lambda: seal_commitment.call(commitment.pk)] * 2)
    work()

    assert outcomes == [None, None]
    assert SignedDocument.objects.count() == 1
    told = [letter["To"] for letter in sent() if "sudah lengkap" in letter["Subject"]]
    assert len(told) == len(set(told))


def test_a_seal_that_fails_leaves_the_commitment_complete_and_owed(
    commitment, places, settings, tmp_path
):
    sign_all(places)
    settings.AUTHORITY_DIR = tmp_path / "gone"
    with pytest.raises(Exception, match="Otoritas sertifikat situs belum dibuat"):
        seal_commitment.call(commitment.pk)

    assert kind(commitment) == CommitmentStatus.COMPLETE
    assert list(owed()) == [commitment]


def test_the_operator_is_told_of_a_commitment_that_waits_for_too_long(
    commitment, places, client, monkeypatch
):
    sign_all(places)
    assert client.get("/sehat/").json()["komitmen"] == "baik"

    monkeypatch.setattr(owed_form, "PATIENCE", timedelta(0))
    said = client.get("/sehat/").json()["komitmen"]
    assert said == "1 komitmen menunggu disusun atau disegel. Jalankan `manage.py seal_waiting`."
    monkeypatch.setattr(owed_form, "PATIENCE", timedelta(minutes=10))
    seal_commitment.call(commitment.pk)
    assert client.get("/sehat/").json()["komitmen"] == "baik"


def test_nothing_is_sealed_before_everybody_has_signed(commitment, places):
    sign_in_browser(places[0])
    seal_commitment.call(commitment.pk)

    assert not SignedDocument.objects.exists()
    assert not owed()
