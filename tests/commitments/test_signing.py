"""Who signs, in which order, what is kept of it, and who hears of it."""

import threading

import pytest
from django.db import connection

from commitments import preparing, signing
from commitments.locking import SigningError
from commitments.models import (
    Commitment,
    Decline,
    Signature,
)
from commitments.state import CommitmentStatus, state_of
from masterplans.models import Decision, Masterplan, Status, Verb
from tests.commitments.conftest import WORDS, text_of, work
from tests.commitments.making import STROKE, kind, sign, verbs

# --- signing ----------------------------------------------------------------------------------


def test_a_signature_keeps_what_was_seen_and_how_it_was_made(commitment, places):
    signature = sign(places[0], typed_name="diabaikan", second_factor="kata sandi + kode aplikasi")

    assert signature.letter_sha256 == commitment.shown_letter.sha256
    assert signature.edition_sha256 == commitment.edition.sha256
    assert signature.manifest_sha256 == commitment.shown_letter.manifest_sha256
    assert (signature.drawing, signature.typed_name) == (STROKE, "")
    assert signature.second_factor == "kata sandi + kode aplikasi"
    assert kind(commitment) == CommitmentStatus.OPEN
    assert verbs(commitment)[-1] == "signed"


@pytest.mark.parametrize(
    "typed", ["Suryanto", "  suryanto ", "Drs. H. Suryanto, M.Si.", "dr H. Suryanto", "SURYANTO"]
)
def test_a_name_is_forgiven_its_degrees_capitals_and_spaces(places, typed):
    if typed == "dr H. Suryanto":  # a degree without its full stop could be a name
        with pytest.raises(SigningError):
            sign(places[0], method="typed", typed_name=typed)
    else:
        kept = sign(places[0], method="typed", typed_name=typed).typed_name
        assert kept == " ".join(typed.split())


@pytest.mark.parametrize("typed", ["", "Suryant", "Suryanto Wibowo", "Kartika Nugraheni"])
def test_another_name_is_no_signature(places, typed):
    with pytest.raises(SigningError, match="Ketik nama Anda: Suryanto"):
        sign(places[0], method="typed", typed_name=typed)

    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [("", "masih kosong"), ("M1 1 L2 2", "terlalu kecil"), ("<script>", "tidak terbaca")],
)
def test_a_drawing_that_cannot_be_printed_is_refused(places, drawing, sentence):
    with pytest.raises(SigningError, match=sentence):
        sign(places[0], drawing=drawing)


def test_they_sign_in_their_order(places):
    with pytest.raises(SigningError, match=r"Suryanto, M.Si\. ditunggu lebih dahulu"):
        sign(places[1])
    sign(places[0])
    sign(places[1])

    assert list(Signature.objects.values_list("signatory__order", flat=True)) == [1, 2]


def test_nobody_signs_for_another(places, lead):
    with pytest.raises(SigningError, match="bukan Anda"):
        sign(places[0], by=lead)
    with pytest.raises(SigningError, match="bukan Anda"):
        sign(places[0], by=places[1].user)


def test_a_closed_account_does_not_sign(places):
    places[0].user.is_active = False
    places[0].user.save()

    with pytest.raises(SigningError, match="tidak aktif"):
        sign(places[0])


def test_a_double_click_is_one_signature(places):
    assert sign(places[0]) == sign(places[0])
    assert Signature.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_each_next_one_is_told_in_turn(places, sent):
    work()
    sign(places[0])
    work()
    sign(places[1])
    work()

    assert [letter["To"] for letter in sent()] == [place.user.email for place in places]


def at_once(*deeds):
    """Do all of it in threads that start together; what each came to."""
    outcomes, gate = [None] * len(deeds), threading.Barrier(len(deeds))

    def go(number, deed):
        gate.wait()
        try:
            outcomes[number] = deed()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_signings_at_the_same_moment_one_signature_remains(places):
    outcomes = at_once(*[lambda: sign(places[0])] * 4)

    assert len(set(outcomes)) == 1
    assert Signature.objects.get() == outcomes[0]


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_keep_their_order(places):
    first, second = at_once(lambda: sign(places[0]), lambda: sign(places[1]))

    assert isinstance(first, Signature)
    if isinstance(second, Signature):  # she came after him
        assert second.at >= first.at
    else:
        assert "Belum giliran" in str(second)


@pytest.mark.django_db(transaction=True)
def test_signing_and_cancelling_at_the_same_moment_do_not_both_win_at_the_end(places, lead):
    sign(places[0])
    sign(places[1])
    signed, cancelled = at_once(
        lambda: sign(places[2]),
        lambda: signing.cancel(places[0].commitment, by=lead, reason="Keliru"),
    )

    outcomes = {isinstance(signed, Signature), isinstance(cancelled, Commitment)}
    assert outcomes == {True, False}
    assert kind(places[0].commitment) in (CommitmentStatus.COMPLETE, CommitmentStatus.CANCELLED)


# --- the end ----------------------------------------------------------------------------------


def sign_all(places):
    for place in places:
        sign(place)


def test_the_last_signature_signs_the_masterplan_in_the_same_deed(commitment, places):
    sign_all(places)

    assert kind(commitment) == CommitmentStatus.COMPLETE
    assert Masterplan.objects.get(pk=commitment.masterplan.pk).status == Status.SIGNED
    decision = Decision.objects.first()
    assert (decision.verb, decision.by) == (Verb.SIGNED, places[2].user)


def test_when_the_masterplan_cannot_follow_the_last_signature_is_not_written(
    commitment, places, monkeypatch
):
    def refuse(masterplan, *, by):
        raise RuntimeError("tidak sekarang")

    monkeypatch.setattr(signing, "_completion", [refuse])
    sign(places[0])
    sign(places[1])
    with pytest.raises(RuntimeError):
        sign(places[2])

    assert state_of(commitment).signed == 2


# --- declining, cancelling, reminding ---------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_decline_is_told_with_its_reason_to_the_team_the_ministry_and_who_signed(
    commitment, places, lead, national, sent
):
    work()
    sign(places[0])
    work()
    before = len(sent())
    signing.decline(places[1], by=places[1].user, reason="Anggaran belum dibahas DPRD.")
    work()

    told = sent()[before:]
    assert {letter["To"] for letter in told} == {
        lead.email,
        national.email,
        places[0].user.email,
    }
    assert all("Anggaran belum dibahas DPRD." in text_of(letter) for letter in told)
    assert all("Ir. Kartika Nugraheni, M.T. tidak bersedia" in one["Subject"] for one in told)
    assert kind(commitment) == CommitmentStatus.DECLINED


def test_after_a_decline_nobody_signs(places):
    signing.decline(places[0], by=places[0].user, reason="Belum dibahas.")

    with pytest.raises(SigningError, match=r"Suryanto, M.Si\. tidak bersedia"):
        sign(places[1])
    with pytest.raises(SigningError, match="tidak bersedia"):
        sign(places[0])


def test_a_decline_needs_a_reason_and_its_turn(places):
    with pytest.raises(SigningError, match="Tulis alasan"):
        signing.decline(places[0], by=places[0].user, reason=" ")
    with pytest.raises(SigningError, match="Belum giliran"):
        signing.decline(places[2], by=places[2].user, reason="Tidak setuju")

    assert not Decline.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_cancelling_tells_who_signed_and_who_was_about_to(commitment, places, lead, sent):
    sign(places[0])
    work()
    before = len(sent())
    signing.cancel(commitment, by=lead, reason="Susunan OPD berubah.")
    work()

    told = sent()[before:]
    assert {letter["To"] for letter in told} == {places[0].user.email, places[1].user.email}
    assert all("Susunan OPD berubah." in text_of(letter) for letter in told)
    with pytest.raises(SigningError, match="dibatalkan"):
        sign(places[1])


def test_after_cancelling_a_new_one_can_be_prepared(commitment, officials, lead):
    signing.cancel(commitment, by=lead, reason="Salah nama.")
    again = preparing.prepare(commitment.edition, **WORDS, officials=officials, by=lead)

    assert kind(again) == CommitmentStatus.DRAFT
    assert again.code != commitment.code


def test_what_everybody_has_signed_is_not_cancelled(commitment, places, lead):
    sign_all(places)

    with pytest.raises(SigningError, match="tidak dapat dibatalkan"):
        signing.cancel(commitment, by=lead, reason="Terlambat.")


@pytest.mark.django_db(transaction=True)
def test_a_reminder_goes_to_the_one_who_is_waited_for(commitment, places, lead, sent):
    work()
    sign(places[0])
    work()
    before = len(sent())
    signing.remind(commitment, by=lead)
    work()

    assert [letter["To"] for letter in sent()[before:]] == [places[1].user.email]
