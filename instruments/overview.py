"""An assessment as its page lists it: its questions with what was said, proven and scored."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from accounts.models import User
from instruments.models import (
    Assessment,
    AssessmentAnswer,
    Assessor,
    AssessorScore,
    InstrumentComponent,
    Question,
)
from instruments.rules import assessor_of


@dataclass
class QuestionLine:
    """One question, what the region said to it, and what the reader gave it herself."""

    question: Question
    answer: AssessmentAnswer | None = None
    score: AssessorScore | None = None

    @property
    def is_answered(self) -> bool:
        return bool(self.answer and self.answer.text)

    @property
    def evidence(self) -> int:
        """How many pieces of evidence there are."""
        return self.answer.pieces if self.answer else 0

    @property
    def is_unproven(self) -> bool:
        """Answered, and nothing proves it: assessors see that."""
        return self.is_answered and not self.evidence

    @property
    def is_scored(self) -> bool:
        """By the reader: a value, or the remark why there is none."""
        return bool(self.score and (self.score.value is not None or self.score.remark))


@dataclass
class ComponentLines:
    """The questions of one component."""

    component: InstrumentComponent
    lines: list[QuestionLine] = field(default_factory=list)


@dataclass
class AssessmentOverview:
    """All questions of an assessment for one reader."""

    assessment: Assessment
    seat: Assessor | None
    groups: list[ComponentLines]

    @property
    def lines(self) -> list[QuestionLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def unanswered(self) -> list[QuestionLine]:
        return [line for line in self.lines if not line.is_answered]

    @property
    def unproven(self) -> list[QuestionLine]:
        return [line for line in self.lines if line.is_unproven]

    @property
    def unscored(self) -> list[QuestionLine]:
        return [line for line in self.lines if not line.is_scored]


def overview_of(assessment: Assessment, user: User) -> AssessmentOverview:
    """What a reader sees of an assessment; her own scores alone. Four queries."""
    seat = assessor_of(user, assessment)
    counted = assessment.answers.annotate(pieces=Count("evidence")).order_by()
    answers = {answer.question_id: answer for answer in counted}
    scores = {score.question_id: score for score in seat.scores.all()} if seat else {}
    groups = defaultdict(list)
    for question in Question.objects.of(assessment.instrument):
        line = QuestionLine(question, answers.get(question.pk), scores.get(question.pk))
        groups[question.component].append(line)
    made = [ComponentLines(component, lines) for component, lines in groups.items()]
    return AssessmentOverview(assessment, seat, made)


def neighbours(assessment: Assessment, question: Question) -> tuple[Question | None, ...]:
    """The questions before and after one, and how many there are before it."""
    questions = list(Question.objects.of(assessment.instrument))
    at = questions.index(question)
    before = questions[at - 1] if at else None
    after = questions[at + 1] if at + 1 < len(questions) else None
    return before, after, at, len(questions)
