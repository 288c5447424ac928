"""The verbs of a region: to prove its answers, and to hand them in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from indonesian import tanggal
from instruments.models import (
    Assessment,
    AssessmentAnswer,
    AssessmentState,
    Evidence,
    Question,
)
from revisions.saving import NotOpen
from uploads.checking import check
from uploads.keeping import described, stored

MOST_EVIDENCE = 20  # pieces for one answer; nobody reads more
GIVEN_IN = "Jawaban sudah diserahkan, jadi tidak dapat diubah."


class AnswersClosedError(NotOpen):
    """This assessment takes no answers now; nothing was changed. The message is for the user."""


class HandInError(Exception):
    """The answers cannot be handed in, or given back. The message is meant for the user."""


def why_not_answered(assessment: Assessment) -> str:
    """Why a region cannot write its answers now, in a sentence; "" when it can."""
    if not assessment.is_answering:
        return GIVEN_IN
    if not assessment.has_begun:
        return f"Masa menjawab dimulai {tanggal(assessment.opens_on)}."
    if assessment.is_late:
        return (
            f"Masa menjawab berakhir {tanggal(assessment.closes_on)}."
            " Mintalah perpanjangan kepada kementerian."
        )
    return ""


def held_for_answers(assessment: Assessment) -> Assessment:
    """The assessment as it is now, which takes answers until the transaction ends.

    Many may hold it so together; who hands in waits for all of them. Raises AnswersClosedError.
    """
    held = _with_share_lock(assessment)
    if why := why_not_answered(held):
        raise AnswersClosedError(why)
    return held


def _with_share_lock(assessment):
    rows = Assessment.objects.raw(
        "SELECT * FROM instruments_assessment WHERE id = %s FOR SHARE", [assessment.pk]
    )
    assert rows[0].pk == assessment.pk  # fetched, so locked
    return Assessment.objects.select_related("region__parent", "instrument").get(pk=assessment.pk)


def add_evidence(
    assessment: Assessment, question: Question, *, title: str, upload=None, link: str = "", by: User
) -> Evidence:
    """Prove an answer with a file (an uploaded one) or a link.

    The same file or link for the same answer is kept once. Raises UploadRefused with a sentence
    about the file, ValidationError, AnswersClosedError; then nothing is kept.
    """
    if bool(upload) == bool(link):
        raise ValidationError("Pilih satu berkas, atau tulis satu tautan.")
    checked = check(upload) if upload else None
    known = described(upload, checked) if upload else {"link": link}
    with transaction.atomic():
        assessment = held_for_answers(assessment)
        answer = locked_answer(assessment, question, by=by)
        same = {"sha256": known["sha256"]} if upload else known
        if found := answer.evidence.filter(**same).first():
            return found
        if answer.evidence.count() >= MOST_EVIDENCE:
            raise ValidationError(f"Paling banyak {MOST_EVIDENCE} bukti untuk satu pertanyaan.")
        evidence = Evidence(answer=answer, title=title, added_by=by, **known)
        if checked is None:
            evidence.save()
        else:
            with stored(evidence, checked.content):
                evidence.save()
        record(by, "evidence.added", assessment, question=question.number, title=title)
    return evidence


def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a piece of evidence back, as long as nothing was handed in."""
    with transaction.atomic():
        assessment = held_for_answers(evidence.answer.assessment)
        number = evidence.answer.question.number
        record(by, "evidence.removed", assessment, question=number, title=evidence.title)
        evidence.delete()


def locked_answer(assessment: Assessment, question: Question, *, by: User) -> AssessmentAnswer:
    """The answer to a question, made when it is new, locked until the transaction ends."""
    AssessmentAnswer.objects.get_or_create(
        assessment=assessment, question=question, defaults={"changed_by": by}
    )
    rows = AssessmentAnswer.objects.select_for_update(of=("self",))
    return rows.get(assessment=assessment, question=question)


def unanswered(assessment: Assessment) -> list[Question]:
    """The questions to which nothing was written yet."""
    answered = assessment.answers.exclude(text="").values("question")
    return list(Question.objects.of(assessment.instrument).exclude(pk__in=answered))


def without_evidence(assessment: Assessment) -> list[Question]:
    """The questions that were answered and not proven: they count as unproven."""
    bare = assessment.answers.exclude(text="").filter(evidence=None).values("question")
    return list(Question.objects.of(assessment.instrument).filter(pk__in=bare))


@transaction.atomic
def hand_in(assessment: Assessment, *, by: User) -> Assessment:
    """Give the answers out of hand. Without evidence they may go; without words they may not.

    A national officer may do it for a region also after the last day. Raises HandInError; the same
    again is no error and changes nothing.
    """
    assessment = _locked(assessment)
    if not assessment.is_answering:
        return assessment
    if not by.is_national and (why := why_not_answered(assessment)):
        raise HandInError(why)
    open_ones = unanswered(assessment)
    if open_ones and not by.is_national:
        numbers = ", ".join(question.number for question in open_ones)
        raise HandInError(f"Belum dijawab: pertanyaan {numbers}.")
    assessment.state = AssessmentState.HANDED_IN
    assessment.handed_in_at, assessment.handed_in_by = timezone.now(), by
    assessment.save(update_fields=["state", "handed_in_at", "handed_in_by"])
    record(by, "assessment.handed_in", assessment, unanswered=len(open_ones))
    return assessment


@transaction.atomic
def return_answers(assessment: Assessment, *, why: str, closes_on: date, by: User) -> Assessment:
    """Give the answers back to the region until a day, with the reason that it reads.

    Only before they are scored. Raises HandInError.
    """
    assessment = _locked(assessment)
    if not assessment.is_handed_in:
        raise HandInError("Jawaban hanya dapat dikembalikan sebelum dinilai.")
    if not why.strip():
        raise HandInError("Tulis alasan yang dapat dibaca daerah.")
    _check_day(assessment, closes_on)
    assessment.state, assessment.returned_why = AssessmentState.ANSWERING, why
    assessment.closes_on = closes_on
    assessment.save(update_fields=["state", "returned_why", "closes_on"])
    record(by, "assessment.returned", assessment, why=why)
    return assessment


@transaction.atomic
def extend(assessment: Assessment, *, closes_on: date, by: User) -> Assessment:
    """Give a region another last day. Raises HandInError."""
    assessment = _locked(assessment)
    if not assessment.is_answering:
        raise HandInError(GIVEN_IN)
    _check_day(assessment, closes_on)
    assessment.closes_on = closes_on
    assessment.save(update_fields=["closes_on"])
    record(by, "assessment.extended", assessment, until=closes_on.isoformat())
    return assessment


def _check_day(assessment, closes_on):
    if closes_on < timezone.localdate(timezone=assessment.region.zone):
        raise HandInError("Batas penyerahan harus hari ini atau sesudahnya.")


def _locked(assessment):
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("region__parent", "instrument").get(pk=assessment.pk)
