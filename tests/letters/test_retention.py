from datetime import timedelta

from django.utils import timezone

from letters.models import Letter, LetterState
from letters.retention import empty_old_texts


def letter(state, days):
    made = Letter.objects.create(
        address="a@contoh.example",
        kind="x",
        subject="x",
        text="isi",
        html="<p>isi",
        state=state,
        sent_at=timezone.now(),
    )
    Letter.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days))
    return made


def test_the_words_of_finished_letters_are_forgotten_after_a_month(db):
    old, new = letter(LetterState.SENT, 31), letter(LetterState.SENT, 29)
    waiting = letter(LetterState.WAITING, 31)

    assert empty_old_texts() == 1

    kept = {one.pk: one.text for one in Letter.objects.all()}
    assert kept == {old.pk: "", new.pk: "isi", waiting.pk: "isi"}
