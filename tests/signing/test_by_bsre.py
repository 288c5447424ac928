"""Some sign by BSrE: its server signs the file that is, and what holds for all signatures holds."""

import io
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
import pytest
from asn1crypto import pem
from django.db import connection
from django.utils import timezone

from bsre import client, errors
from bsre.attempts import TRY
from bsre.models import AttemptState, BsreAttempt
from bsre.probe import boxes_of_signatures
from bsre.recognition import ALL
from commitments.locking import SigningError
from commitments.models import Signature, SignedDocument
from commitments.providers import reference_of, uncertain
from seals import additions
from signing import by_bsre, kinds
from signing.acts import sign_here
from signing.certifying import certificate_html
from signing.files import file_of
from signing.models import (
    FileRevision,
    Incident,
    PreparedSignature,
    SentSignature,
    SigningEvidence,
)
from signing.queueing import LENT_FOR
from signing.reading import OtherTextError
from signing.record import record_of
from signing.sealing import seal_commitment
from tests.bsre.loopback import BUPATI
from tests.bsre.signing import Authority
from tests.commitments.making import verbs
from tests.markup import one_line
from tests.signing.bsre_making import (
    EXPERT,
    SECRETS,
    alone,
    commitment,
    loopback,
    mixed,
    running,
)
from tests.signing.conftest import DRAWN, PROOF, BrowserKey, read, ready, sign_in_browser
from tests.verification.test_pages import show
from typesetting.archival import place_in

__all__ = ["alone", "commitment", "loopback", "mixed", "running"]
pytestmark = pytest.mark.system


def send(place, **changes):
    given = {"by": place.user, "read": read(place), "proof": PROOF, "ink": DRAWN}
    return by_bsre.send(place, **given | {"secrets": SECRETS} | changes)


def fields_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(one.T) for one in opened.Root.AcroForm.Fields]


def nothing_happened():
    return not any(kept.objects.exists() for kept in (Signature, FileRevision, SigningEvidence))


@pytest.mark.parametrize("commitment", [1, 2], ids=["v1", "v2"], indirect=True)
def test_a_letter_of_both_kinds_is_signed_and_sealed(commitment, places, pdfsig, client):
    frozen = file_of(commitment).pdf
    assert fields_of(frozen) == ["ttd_02"]  # BSrE makes its own

    bupati = send(places[0])
    expert = send(places[2], secrets=SECRETS | {"nik": EXPERT})
    sekda = sign_in_browser(places[1])
    seal_commitment.call(commitment.pk)

    sealed = bytes(SignedDocument.objects.get().pdf)
    assert sealed.startswith(frozen)
    assert len(fields_of(sealed)) == 5  # three people, the seal, the archival time stamp
    said = pdfsig(sealed)
    assert said.count("Signature is Valid.") == 4
    assert "Signer Certificate Common Name: DRS. H. SURYANTO, M.SI." in said
    proofs = [one.evidence for one in (bupati, sekda, expert)]
    assert [proof.key_place for proof in proofs] == ["bsre", "browser", "bsre"]
    assert [by_bsre.NIK_FITS in proof.checked for proof in proofs] == [True, False, False]
    assert by_bsre.NO_NIK in proofs[2].checked
    assert not Incident.objects.exists()
    assert not SentSignature.objects.exists()
    marks = dict(zip(fields_of(sealed), boxes_of_signatures(sealed), strict=True))
    _, left, top, _ = place_in(frozen, "ttd_01")
    assert marks[bupati.evidence.field][0] == pytest.approx(left, abs=1)
    assert marks[bupati.evidence.field][3] == pytest.approx(top, abs=1)

    # What is said of it: each kind is named, and of the document only what holds for all.
    kinds._of_bsre.cache_clear()
    record = record_of(commitment)
    assert record.level.startswith("Sertifikat elektronik yang diterbitkan oleh BSrE, BSSN dipakai")
    assert "pada 2 dari 3 tanda tangan" in record.level
    assert record.level in certificate_html(record)
    said = [dict(signer.facts) for signer in record.signers]
    assert [one["Jenis"] for one in said] == [kinds.OF_BSRE, kinds.NOT_CERTIFIED, kinds.OF_BSRE]
    assert by_bsre.NIK_FITS in said[0]["Diperiksa"]
    page = " ".join(one_line(show(client, commitment).content.decode()).split())
    assert page.count("Elektronik, sertifikat BSrE") == 2
    assert "dipakai pada 2 dari 3 tanda tangan" in page
    assert BUPATI not in page
    kinds._of_bsre.cache_clear()


@pytest.mark.parametrize("commitment", ["alone"], indirect=True)
def test_a_letter_of_bsre_alone_has_no_field_and_is_marked_at_its_tag(commitment, places, pdfsig):
    frozen = file_of(commitment).pdf
    assert fields_of(frozen) == []

    signature = send(places[0])
    seal_commitment.call(commitment.pk)

    sealed = bytes(SignedDocument.objects.get().pdf)
    assert pdfsig(sealed).count("Signature is Valid.") == 2
    left, _, _, top = boxes_of_signatures(sealed)[0]
    _, wanted, height, _ = place_in(frozen, "ttd_01")
    assert (left, top) == pytest.approx((wanted, height), abs=8)
    assert signature.evidence.field in fields_of(sealed)
    kinds._of_bsre.cache_clear()
    assert record_of(commitment).level == ALL
    kinds._of_bsre.cache_clear()


# --- what does not come to an end as it should ----------------------------------------------------


def states():
    return list(BsreAttempt.objects.order_by("pk").values_list("state", flat=True))


def test_a_wrong_passphrase_signs_nothing_and_may_be_mended(places):
    with pytest.raises(errors.WrongPassphraseError, match="Passphrase BSrE salah"):
        send(places[0], secrets=SECRETS | {"passphrase": "salah"})
    assert nothing_happened()
    send(places[0])
    assert states() == [AttemptState.REFUSED, AttemptState.SIGNED]


@pytest.mark.parametrize(
    ("whose", "found"),
    [
        (("Siti Aminah", BUPATI), [by_bsre.OTHER_NAME]),
        (("Suryanto", EXPERT), [by_bsre.OTHER_NIK]),
        (("Siti Aminah", EXPERT), [by_bsre.OTHER_NAME, by_bsre.OTHER_NIK]),
    ],
    ids=["another name", "another NIK", "both"],
)
def test_a_certificate_of_another_person_is_thrown_away_and_written_down(
    whose, found, places, loopback
):
    loopback.people[BUPATI] = whose
    with pytest.raises(errors.AnswerError, match="tidak lolos pemeriksaan"):
        send(places[0])
    assert nothing_happened()
    assert Incident.objects.get().found == found
    assert states() == [AttemptState.UNUSABLE]


def test_a_signature_of_nobody_known_here_is_thrown_away(places, settings, tmp_path):
    other = tmp_path / "other.pem"
    other.write_bytes(pem.armor("CERTIFICATE", Authority().root_der))
    settings.BSRE_ROOTS = str(other)
    with pytest.raises(errors.AnswerError):
        send(places[0])
    assert nothing_happened()
    assert additions.NOT_TRUSTED in Incident.objects.get().found


@pytest.mark.parametrize(
    ("roots", "servers", "says"),
    [
        ("", True, "SIMPUL_BSRE_ROOTS"),
        (None, {}, "belum diatur"),
        (None, {"SIMPUL_BSRE_URL": "x"}, "salah"),
    ],
    ids=["no roots", "no server", "an address that is wrong"],
)
def test_where_the_service_is_not_set_up_nothing_is_sent(
    roots, servers, says, places, settings, loopback
):
    if roots is not None:
        settings.BSRE_ROOTS = roots
    if servers is not True:
        settings.BSRE_SERVERS = servers
    with pytest.raises(SigningError, match=says):
        send(places[0])
    assert not loopback.asked


def test_who_signs_by_bsre_signs_in_no_other_way_and_the_others_not_by_bsre(places):
    with pytest.raises(SigningError, match="Anda menandatangani dengan BSrE"):
        sign_here(places[0], by=places[0].user, read=read(places[0]), proof=PROOF, ink=DRAWN)
    with pytest.raises(SigningError, match="bukan dengan BSrE"):
        send(places[1])
    assert nothing_happened()


def test_nobody_sends_before_her_turn_or_what_she_has_not_read(places, loopback):
    with pytest.raises(SigningError, match="ditunggu lebih dahulu"):
        send(places[2])
    with pytest.raises(OtherTextError):
        send(places[0], read=replace(read(places[0]), letter_sha256="0" * 64))
    assert not loopback.asked


def test_a_lost_answer_is_uncertain_is_not_sent_again_and_a_person_opens_it(
    commitment, places, loopback, people
):
    loopback.fault = "drop"
    for _ in range(2):
        with pytest.raises(errors.UncertainError):
            send(places[0])
    assert len(loopback.signings) == 1
    assert by_bsre.is_open(places[0]) == "uncertain"
    assert [place.pk for place in uncertain(places)] == [places[0].pk]
    with pytest.raises(SigningError, match="Masih tidak pasti"):
        by_bsre.check(places[0], by=places[0].user)

    by_bsre.release(places[0], by=people["lead"])
    loopback.fault = ""
    send(places[0])

    assert states() == [AttemptState.RELEASED, AttemptState.SIGNED]
    assert verbs(commitment)[-3:] == ["checked_at_bsre", "released_at_bsre", "signed"]


@pytest.mark.parametrize("commitment", [1], indirect=True)
def test_an_answer_that_was_cut_short_is_fetched_looked_at_and_kept_with_its_proof(
    places, loopback, people
):
    loopback.fault = "cut"
    with pytest.raises(errors.UncertainError):
        send(places[0])
    loopback.fault = ""

    signature = by_bsre.check(places[0], by=people["lead"])

    assert signature.evidence.factors == PROOF.factors
    assert by_bsre.NIK_NOT_KNOWN in signature.evidence.checked
    assert len(loopback.signings) == 1


def test_what_others_signed_meanwhile_makes_a_lost_answer_worthless_and_she_may_sign_again(
    commitment, places, loopback
):
    send(places[0])
    loopback.fault = "drop"
    with pytest.raises(errors.UncertainError):
        send(places[2], secrets=SECRETS | {"nik": EXPERT})
    sign_in_browser(places[1])
    loopback.fault = ""

    assert by_bsre.check(places[2], by=places[2].user) is None
    send(places[2], secrets=SECRETS | {"nik": EXPERT})
    assert Signature.objects.count() == 3


def test_when_another_signs_while_bsre_does_the_newer_file_is_sent(places, loopback, monkeypatch):
    send(places[0])
    ask = client.sign_pdf

    def beaten(pdf, **given):
        monkeypatch.setattr(client, "sign_pdf", ask)
        signed = client.sign_pdf(pdf, **given)
        assert ready(places[1], BrowserKey()).wait  # the file is lent to her who signs by BSrE
        PreparedSignature.objects.update(lent_until=None, due_at=timezone.now() - LENT_FOR)
        sign_in_browser(places[1])  # so long did it take
        return signed

    monkeypatch.setattr(client, "sign_pdf", beaten)
    send(places[2], secrets=SECRETS | {"nik": EXPERT})

    assert Signature.objects.count() == 3
    assert states() == [AttemptState.SIGNED, AttemptState.UNUSABLE, AttemptState.SIGNED]
    assert not Incident.objects.exists()


def test_sent_twice_it_gives_the_one_signature(places, loopback):
    assert send(places[0]) == send(places[0])
    assert len(loopback.signings) == 1


@pytest.mark.parametrize("moment", ["after sending", "while it is kept"])
def test_a_process_that_died_on_the_way_leaves_it_uncertain_and_nothing_signed(
    moment, places, loopback, monkeypatch
):
    class Killed(BaseException):
        pass

    def killed(*_arguments, **_given):
        raise Killed

    where = (client, "sign_pdf") if moment == "after sending" else (by_bsre, "keep_signature")
    monkeypatch.setattr(*where, killed)
    with pytest.raises(Killed):
        send(places[0])
    monkeypatch.undo()

    assert nothing_happened()
    assert by_bsre.is_open(places[0]) == "uncertain"
    with pytest.raises(errors.UncertainError):
        send(places[0])


def test_while_a_process_waits_for_the_answer_it_is_being_sent(places, loopback):
    """The lock is of a session of the database: another one holds it here."""
    loopback.fault = "drop"
    with pytest.raises(errors.UncertainError):
        send(places[0])
    BsreAttempt.objects.update(state=AttemptState.SENT)
    reference = reference_of(places[0])
    with another_session(TRY, reference):
        assert by_bsre.is_open(places[0]) == "sending"
        for step in (by_bsre.check, by_bsre.release):
            with pytest.raises(SigningError, match="sedang dikirim"):
                step(places[0], by=places[0].user)
    assert by_bsre.is_open(places[0]) == "uncertain"


@contextmanager
def another_session(question, name):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(question, [name])
            yield
    finally:
        other.close()
