"""One signature: prepared, made by a key elsewhere, put in, looked at, kept. Or nothing is."""

import dataclasses
import hashlib
import io
import itertools
from datetime import timedelta

import pikepdf
import pytest
from cryptography import x509
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from authority.models import IssuedCertificate
from commitments.locking import SigningError
from commitments.models import Signature
from commitments.signing import cancel
from seals import additions
from signing.acts import finish, prepare_again, sign_here
from signing.files import file_of, head_of
from signing.keeping import SENTENCE, HeadMovedError
from signing.models import FileRevision, Incident, PreparedSignature, SigningEvidence
from signing.reading import OtherTextError, WhatWasRead
from tests.authority.conftest import run
from tests.signing.conftest import DRAWN, PROOF, BrowserKey, read, ready, sign_in_browser

pytestmark = pytest.mark.system


def names_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(one.T) for one in opened.Root.AcroForm.Fields if "/V" in one]


def test_a_key_in_the_browser_signs_and_the_file_only_grows(commitment, places, pdfsig):
    frozen = file_of(commitment)

    signature = sign_in_browser(places[0])
    file = file_of(commitment)

    assert file.pdf.startswith(frozen.pdf)
    assert names_of(file.pdf) == ["ttd_01"]
    assert (signature.revision.sha256, signature.revision.size) == (file.sha256, len(file.pdf))
    said = pdfsig(file.pdf, "-no-ocsp")
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "Signer Certificate Common Name: Drs. H. Suryanto, M.Si." in said


def test_what_is_known_of_a_signature_is_kept_beside_it(commitment, places):
    proof = sign_in_browser(places[0]).evidence

    assert proof.factors == "kata sandi + kode aplikasi"
    assert (proof.key_place, proof.address, proof.agent) == ("browser", "10.1.2.3", "Peramban uji")
    assert proof.sentence == SENTENCE
    certificate = x509.load_der_x509_certificate(bytes(proof.certificate))
    assert IssuedCertificate.objects.filter(serial=proof.certificate_serial).exists()
    assert certificate.not_valid_after_utc - timezone.now() < timedelta(minutes=61)
    assert not PreparedSignature.objects.exists()


def test_the_reason_in_the_signature_names_the_manifest(commitment, places):
    sign_in_browser(places[0])

    with pikepdf.open(io.BytesIO(file_of(commitment).pdf)) as pdf:
        value = next(one.V for one in pdf.Root.AcroForm.Fields if "/V" in one)
        assert str(value.Reason) == (
            f"{SENTENCE} Manifes SHA-256 {commitment.shown_letter.manifest_sha256}"
        )
        assert str(value.Name) == "Drs. H. Suryanto, M.Si."


def test_where_the_browser_cannot_a_key_for_one_use_signs_and_the_record_says_so(
    commitment, places, pdfsig
):
    signature = sign_here(
        places[0], by=places[0].user, read=read(places[0]), proof=PROOF, ink=DRAWN
    )

    assert signature.evidence.key_place == "server"
    assert "Signature is Valid." in pdfsig(file_of(commitment).pdf)


def test_all_sign_one_after_another_and_every_earlier_file_is_the_beginning_of_the_next(
    commitment, places, tmp_path
):
    files = [file_of(commitment).pdf]
    for place in places:
        sign_in_browser(place)
        files.append(file_of(commitment).pdf)

    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(files))
    assert names_of(files[-1]) == ["ttd_01", "ttd_02", "ttd_03"]
    growth = [len(b) - len(a) for a, b in itertools.pairwise(files)]
    assert max(growth) < 60_000
    for number, file in enumerate(files):
        assert file_of(commitment, number).sha256 == hashlib.sha256(file).hexdigest()
    (tmp_path / "file.pdf").write_bytes(files[-1])
    assert (
        "No syntax or stream encoding errors"
        in run("qpdf", "--check", tmp_path / "file.pdf").stdout
    )


def test_signing_twice_gives_the_one_signature(commitment, places, key):
    waiting = ready(places[0], key)
    answer = key.sign(waiting.attributes)

    first = finish(waiting, by=places[0].user, signature=answer)
    again = finish(waiting, by=places[0].user, signature=answer)

    assert first == again
    assert FileRevision.objects.count() == 1


# --- what is refused, and then nothing has changed ------------------------------------------------


def nothing_happened():
    return not any(kept.objects.exists() for kept in (Signature, FileRevision, SigningEvidence))


@pytest.mark.parametrize("part", ["commitment", "letter_sha256", "manifest_sha256"])
def test_what_is_signed_is_what_was_read(part, places, key):
    other = dataclasses.replace(read(places[0]), **{part: 0 if part == "commitment" else "0" * 64})

    with pytest.raises(OtherTextError, match="bukan lagi naskah yang berlaku"):
        ready(places[0], key, read=other)
    with pytest.raises(OtherTextError):
        sign_here(places[0], by=places[0].user, read=other, proof=PROOF, ink=DRAWN)
    assert nothing_happened()


@pytest.mark.parametrize("text", ["", "x", "1", "x.y.z", "²." + "0" * 64])
def test_a_form_that_does_not_say_what_was_read_is_refused(text, places, key):
    with pytest.raises(OtherTextError):
        ready(places[0], key, read=WhatWasRead.parse(text))


def test_nobody_signs_before_her_turn(places, key):
    with pytest.raises(SigningError, match="ditunggu lebih dahulu"):
        ready(places[1], key)


def test_nobody_signs_for_another(places, key, lead):
    with pytest.raises(SigningError, match="bukan Anda"):
        ready(places[0], key, by=lead)
    waiting = ready(places[0], key)
    with pytest.raises(SigningError, match="bukan Anda"):
        finish(waiting, by=lead, signature=key.sign(waiting.attributes))
    assert nothing_happened()


def test_another_key_does_not_sign(places, key):
    waiting = ready(places[0], key)

    with pytest.raises(SigningError, match="tidak dibuat oleh kunci"):
        finish(waiting, by=places[0].user, signature=BrowserKey().sign(waiting.attributes))
    assert nothing_happened()


@pytest.mark.parametrize(
    "answer", [b"", b"x", b"\0" * 64, b"\xff" * 72], ids=["nothing", "a letter", "zeros", "ones"]
)
def test_what_is_no_signature_is_refused(answer, places, key):
    with pytest.raises(SigningError):
        finish(ready(places[0], key), by=places[0].user, signature=answer)
    assert nothing_happened()


@pytest.mark.parametrize(
    "spki", [b"", b"x", bytes(91), bytes(5000)], ids=["nothing", "a letter", "zeros", "too long"]
)
def test_what_is_no_key_is_refused(spki, places, key):
    key.spki = spki
    with pytest.raises(SigningError):
        ready(places[0], key)


def test_a_place_that_waited_too_long_is_prepared_anew(places, key):
    waiting = ready(places[0], key)
    PreparedSignature.objects.update(expires_at=timezone.now())
    waiting.refresh_from_db()

    with pytest.raises(SigningError, match="sudah lewat"):
        finish(waiting, by=places[0].user, signature=key.sign(waiting.attributes))
    assert nothing_happened()


def test_a_commitment_that_is_cancelled_while_she_signs_is_not_signed(
    commitment, places, key, lead
):
    waiting = ready(places[0], key)
    cancel(commitment, by=lead, reason="Salah edisi.")

    with pytest.raises(SigningError, match="dibatalkan"):
        finish(waiting, by=places[0].user, signature=key.sign(waiting.attributes))
    assert nothing_happened()


def test_a_result_that_does_not_pass_is_thrown_away_and_written_down(places, key, monkeypatch):
    monkeypatch.setattr(additions, "_only_grows", lambda *_: False)  # as if the library had erred
    waiting = ready(places[0], key)

    with pytest.raises(SigningError, match="tidak lolos pemeriksaan"):
        finish(waiting, by=places[0].user, signature=key.sign(waiting.attributes))

    assert nothing_happened()
    assert Incident.objects.get().found == [additions.MORE_THAN_THAT]
    monkeypatch.undo()
    finish(waiting, by=places[0].user, signature=key.sign(waiting.attributes))
    assert Signature.objects.count() == 1


def test_the_answer_for_an_older_file_is_asked_for_again(commitment, places, key):
    waiting = ready(places[0], key)
    PreparedSignature.objects.update(head_sha256="0" * 64)  # as if somebody had signed meanwhile
    waiting.refresh_from_db()

    with pytest.raises(HeadMovedError):
        finish(waiting, by=places[0].user, signature=key.sign(waiting.attributes))
    again = prepare_again(waiting, by=places[0].user)
    finish(again, by=places[0].user, signature=key.sign(again.attributes))

    assert head_of(commitment) == file_of(commitment).sha256
    assert FileRevision.objects.count() == 1


# --- the database ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"number": 3},
        {"sha256": "0" * 64},
        {"size": 1},
        {"tail": b"lain"},
        {"kind": "timestamp", "signature": None},
        {"kind": "seal", "signature": None, "tail": b"lain"},
    ],
)
def test_the_database_takes_no_revision_that_does_not_continue_the_file(change, commitment, places):
    sign_in_browser(places[0])
    file = file_of(commitment)
    fields = {
        "number": 2,
        "kind": "seal",
        "signature": None,
        "tail": b"segel",
        "size": len(file.pdf) + 5,
        "sha256": hashlib.sha256(file.pdf + b"segel").hexdigest(),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        FileRevision.objects.create(commitment=commitment, **fields | change)
    FileRevision.objects.create(commitment=commitment, **fields)


@pytest.mark.parametrize("model", [FileRevision, SigningEvidence])
def test_what_was_kept_of_a_signature_never_changes(model, places):
    sign_in_browser(places[0])

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(id=99_999)
