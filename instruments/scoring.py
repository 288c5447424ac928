"""The verbs of assessors: to hand in all their scores, to discuss, to change one after that."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from indonesian import many, terbilang
from instruments.appointing import has_conflict
from instruments.guards import CONFLICT, NOT_SCORING
from instruments.models import (
    Assessment,
    AssessmentState,
    Assessor,
    AssessorScore,
    DiscussionRemark,
    Question,
)
from instruments.results import result_of
from revisions.saving import NotOpen

GIVEN = "Nilai Anda sudah diserahkan. Ubah satu per satu dengan alasan sesudah semua menilai."


class ScoresClosedError(NotOpen):
    """These scores cannot be written now; nothing was changed. The message is for the user."""


class ScoringError(Exception):
    """The step is not possible. The message is meant for the user."""


def held_for_scores(assessor: Assessor, *, by: User) -> Assessor:
    """An assessor's seat, locked, under an assessment that is scored until the transaction ends.

    Raises PermissionDenied for anybody else, ScoresClosedError when nothing can be written.
    """
    _hold(assessor.assessment)
    rows = Assessor.objects.select_for_update(of=("self",)).select_related(
        "user", "assessment__region__parent", "assessment__instrument"
    )
    seat = rows.filter(pk=assessor.pk).first()
    if seat is None or seat.user_id != by.pk:
        raise PermissionDenied
    if why := why_not_scored(seat, by):
        raise ScoresClosedError(why)
    return seat


def why_not_scored(assessor: Assessor, user: User) -> str:
    """Why an assessor cannot write her scores now, in a sentence; "" when she can."""
    if not assessor.assessment.is_scoring:
        return NOT_SCORING
    if assessor.handed_in_at:
        return GIVEN
    return CONFLICT if has_conflict(user, assessor.assessment) else ""


def _hold(assessment):
    """Keep the state of an assessment as it is until the transaction ends; many may together."""
    rows = Assessment.objects.raw(
        "SELECT * FROM instruments_assessment WHERE id = %s FOR SHARE", [assessment.pk]
    )
    return rows[0]


def unscored(assessor: Assessor) -> list[Question]:
    """The questions that lack a value and also the remark why there is none."""
    done = assessor.scores.filter(Q(value__isnull=False) | ~Q(remark="")).values("question")
    return list(Question.objects.of(assessor.assessment.instrument).exclude(pk__in=done))


def hand_in_scores(assessor: Assessor, *, by: User) -> Assessor:
    """Give all scores of an assessor at once: from now on she sees the others, and they hers.

    What she gave first is kept beside whatever the discussion changes. The same again changes
    nothing. Raises ScoringError (what is missing), ScoresClosedError, PermissionDenied.
    """
    with transaction.atomic():
        _hold(assessor.assessment)
        seat = Assessor.objects.select_for_update(of=("self",)).get(pk=assessor.pk)
        if seat.user_id != by.pk:
            raise PermissionDenied
        if seat.handed_in_at:
            return seat
        seat = held_for_scores(assessor, by=by)
        if missing := unscored(seat):
            numbers = ", ".join(question.number for question in missing)
            raise ScoringError(f"Belum dinilai: pertanyaan {numbers}.")
        seat.scores.update(first_value=F("value"), first_remark=F("remark"))
        seat.handed_in_at = timezone.now()
        seat.save(update_fields=["handed_in_at"])
        record(by, "scores.handed_in", seat.assessment, person=by.name)
    return seat


def all_have_scored(assessment: Assessment) -> bool:
    """Whether every appointed assessor has given her scores, so that they can be discussed."""
    seats = assessment.assessors
    return seats.exists() and not seats.filter(handed_in_at=None).exists()


def _held_for_discussion(assessment, by):
    _hold(assessment)
    seat = Assessor.objects.filter(assessment=assessment, user=by).first()
    if seat is None:
        raise PermissionDenied
    assessment = Assessment.objects.select_related("region", "instrument").get(pk=assessment.pk)
    if not assessment.is_scoring:
        raise ScoringError(NOT_SCORING)
    if not all_have_scored(assessment):
        raise ScoringError("Diskusi dibuka sesudah semua asesor menyerahkan nilainya.")
    return seat


def say(assessment: Assessment, question: Question, *, text: str, by: User) -> DiscussionRemark:
    """Say something on a question whose scores differ. The same again is said once.

    Raises ScoringError before all have scored, PermissionDenied for who is no assessor.
    """
    with transaction.atomic():
        seat = _held_for_discussion(assessment, by)
        if not text.strip():
            raise ScoringError("Tulis tanggapan Anda.")
        said = {"assessment": assessment, "question": question, "by": seat, "text": text.strip()}
        last = DiscussionRemark.objects.filter(assessment=assessment, question=question).last()
        if last and (last.by_id, last.text) == (seat.pk, said["text"]):
            return last
        return DiscussionRemark.objects.create(**said)


def change_score(
    assessment: Assessment, question: Question, *, value: int | None, why: str, by: User
) -> AssessorScore:
    """Change one's own score after the discussion, with the reason; the first stays readable.

    Raises ScoringError before all have scored, without a reason, or off the scale.
    """
    with transaction.atomic():
        seat = _held_for_discussion(assessment, by)
        highest = assessment.instrument.highest
        if not why.strip():
            raise ScoringError("Tulis mengapa nilai ini diubah.")
        if value is None or not 0 <= value <= highest:
            raise ScoringError(f"Pilih nilai dari 0 sampai {highest}.")
        score = seat.scores.select_for_update().get(question=question)
        if score.value == value:
            return score
        score.value, score.changed_why, score.changed_at = value, why.strip(), timezone.now()
        score.save(update_fields=["value", "changed_why", "changed_at"])
        record(by, "score.changed", assessment, question=question.number)
    return score


@transaction.atomic
def close_assessment(assessment: Assessment, *, why: str = "", by: User) -> Assessment:
    """Nothing in it moves any more; its result stands.

    Without all scores only with a reason, which stays. Raises ScoringError.
    """
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("instrument")
    assessment = rows.get(pk=assessment.pk)
    if assessment.is_closed:
        return assessment
    if not assessment.is_scoring:
        raise ScoringError(NOT_SCORING)
    result = result_of(assessment)
    if not result.is_complete and not why.strip():
        raise ScoringError(
            f"{many(result.handed_in, 'dari')} {terbilang(result.assessors)} asesor sudah menilai"
            f" dan {result.missing} pertanyaan tanpa nilai. Tulis alasan menutupnya sekarang."
        )
    assessment.state, assessment.closed_why = AssessmentState.CLOSED, why.strip()
    assessment.closed_at, assessment.closed_by = timezone.now(), by
    assessment.save(update_fields=["state", "closed_why", "closed_at", "closed_by"])
    record(by, "assessment.closed", assessment, scored=result.handed_in, of=result.assessors)
    return assessment
