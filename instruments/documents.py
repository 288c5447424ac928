"""What saves itself here: an answer of a region, a score of an assessor."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from instruments.answering import GIVEN_IN, AnswersClosedError, held_for_answers, locked_answer
from instruments.guards import NOT_ANSWERING
from instruments.models import (
    Assessment,
    AssessmentAnswer,
    AssessmentRevision,
    Assessor,
    AssessorScore,
    Question,
)
from instruments.scoring import held_for_scores
from revisions.documents import Document
from revisions.tokens import Parts


class AssessmentDocument(Document):
    """A document of an assessment. It is known by its question, so it is never new."""

    labels: dict[str, str]

    def __init__(self, assessment: Assessment, question: Question):
        self.assessment, self.question = assessment, question

    @property
    def key(self):
        return self.question.pk

    def revisions(self):
        return AssessmentRevision.objects.filter(
            assessment=self.assessment, kind=self.kind, object_id=self.key
        )

    def new_revision(self, **fields) -> AssessmentRevision:
        return AssessmentRevision(
            assessment=self.assessment, kind=self.kind, object_id=self.key, **fields
        )

    def heading(self, parts: Parts) -> str:
        return f"Pertanyaan {self.question.number}"

    def label(self, part: str) -> str:
        return self.labels[part]

    def order(self, parts):
        return [part for part in self.labels if part in parts]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        return "" if value is None else str(value)

    def _check(self, part, value):
        highest = self.assessment.instrument.highest
        if value is not None and not 0 <= value <= highest:
            raise ValidationError({part: f"Pilih nilai dari 0 sampai {highest}."})


class AnswerDocument(AssessmentDocument):
    """What a region answers to one question."""

    kind = "answer"
    title = "jawaban ini"
    labels = {"text": "Jawaban", "claimed": "Nilai menurut daerah"}

    def lock(self, by: User) -> None:
        self.assessment = held_for_answers(self.assessment)
        if not by.has_perm("instruments.answer_assessment", self.assessment):
            raise PermissionDenied

    def read(self) -> Parts:
        found = self._stored()
        return {"text": found.text, "claimed": found.claimed} if found else {}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        self._check("claimed", parts.get("claimed"))
        answer = locked_answer(self.assessment, self.question, by=by)
        answer.text, answer.claimed = parts.get("text") or "", parts.get("claimed")
        answer.changed_by, answer.changed_at = by, timezone.now()
        answer.save(update_fields=["text", "claimed", "changed_by", "changed_at"])

    def record(self, verb, *, changed, by, reason=""):
        record(by, "assessment.answered", self.assessment, question=self.question.number)

    def refusal(self, error: IntegrityError):
        return AnswersClosedError(GIVEN_IN) if NOT_ANSWERING in str(error) else None

    def _stored(self):
        return AssessmentAnswer.objects.filter(
            assessment=self.assessment, question=self.question
        ).first()


class ScoreDocument(AssessmentDocument):
    """What one assessor gives one question, before she hands in. Nobody else reads it."""

    title = "nilai ini"
    labels = {"value": "Nilai", "remark": "Catatan"}

    def __init__(self, assessor: Assessor, question: Question):
        super().__init__(assessor.assessment, question)
        self.assessor = assessor

    @property
    def kind(self):
        return f"score-{self.assessor.pk}"

    def lock(self, by: User) -> None:
        self.assessor = held_for_scores(self.assessor, by=by)
        self.assessment = self.assessor.assessment

    def read(self) -> Parts:
        found = AssessorScore.objects.filter(assessor=self.assessor, question=self.question).first()
        return {"value": found.value, "remark": found.remark} if found else {}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        self._check("value", parts.get("value"))
        values = {"value": parts.get("value"), "remark": parts.get("remark") or ""}
        AssessorScore.objects.update_or_create(
            assessor=self.assessor,
            question=self.question,
            defaults=values | {"changed_at": timezone.now()},
        )

    def record(self, verb, *, changed, by, reason=""):
        """Nothing: the trail is read by others, and a draft is nobody's business."""
