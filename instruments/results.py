"""What the scores of one region come to, with its components, and how its assessors differ.

    result_of(assessment)            -> Result
    comparison_of(assessment, user)  -> list[QuestionScores], the largest difference first

Of many regions at once the database counts the same: `instruments.totals`.

The formula, in one function (`_weighed`): the score of a question is the mean of what the assessors
gave it who have handed in; a component is the mean of its questions by their weights, the whole the
mean of the components by theirs. A question without any score counts nowhere, and `missing` says
how many there are: whoever shows a figure shows that, too. Figures are exact to four places, so two
regions have the same `total` only when they are level.

This module asks nobody who may see it. Scores of one assessor: `AssessorScore.objects.visible_to`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Sum

from accounts.models import User
from instruments.models import Assessment, AssessorScore, Question
from instruments.totals import PLACES, AssessmentTotal


@dataclass(frozen=True)
class ComponentResult:
    """What one component comes to. `mean` is None as long as nobody has scored any of it."""

    code: str
    name: str
    weight: Decimal
    mean: Decimal | None
    questions: int
    missing: int  # of them without any score


@dataclass(frozen=True)
class Result(AssessmentTotal):
    """The same for one assessment, with what each component comes to."""

    components: list[ComponentResult] = field(default_factory=list)


@dataclass(frozen=True)
class QuestionScores:
    """What the assessors gave one question, those who have handed in, in the order of appointing.

    `difference` is between the highest and the lowest.
    """

    question: Question
    scores: list[AssessorScore]

    @property
    def values(self) -> list[int]:
        return [score.value for score in self.scores if score.value is not None]

    @property
    def difference(self) -> int:
        return max(self.values) - min(self.values) if self.values else 0

    @property
    def mean(self) -> Decimal | None:
        """The mean of those who could score it; None when nobody could."""
        values = self.values
        return _rounded(Fraction(sum(values), len(values))) if values else None


def result_of(assessment: Assessment) -> Result:
    """What one assessment comes to now. Three queries."""
    seats = assessment.assessors.aggregate(all=Count("pk"), given=Count("handed_in_at"))
    questions = list(Question.objects.of(assessment.instrument))
    components, total = _weigh(questions, _means(assessment))
    return Result(
        assessment.pk,
        assessment.region_id,
        assessment.state,
        assessment.instrument.highest,
        total,
        assessors=seats["all"],
        handed_in=seats["given"],
        questions=len(questions),
        missing=sum(one.missing for one in components),
        components=components,
    )


def comparison_of(assessment: Assessment, user: User) -> list[QuestionScores]:
    """The questions with what each assessor gave, the largest difference first.

    Only scores of those who have handed in, and that this person may see. Two queries.
    """
    given = AssessorScore.objects.visible_to(user).filter(
        assessor__assessment=assessment, assessor__handed_in_at__isnull=False
    )
    given = given.select_related("assessor__user", "question")
    by_question = defaultdict(list)
    for score in given.order_by("assessor__appointed_at", "assessor"):
        by_question[score.question_id].append(score)
    found = [
        QuestionScores(question, by_question[question.pk])
        for question in Question.objects.of(assessment.instrument)
    ]
    return sorted(found, key=lambda one: -one.difference)


def _means(assessment) -> dict[int, Fraction]:
    """{question: exact mean} of all that was handed in."""
    rows = (
        AssessorScore.objects.filter(
            assessor__assessment=assessment,
            assessor__handed_in_at__isnull=False,
            value__isnull=False,
        )
        .values_list("question")
        .annotate(total=Sum("value"), count=Count("value"))
        .order_by()
    )
    return {question: Fraction(total, count) for question, total, count in rows}


def _weigh(questions, means):
    """What each component comes to, and the whole."""
    asked = defaultdict(list)
    for question in questions:
        asked[question.component].append(question)
    found, weighed = [], []
    for component, its_questions in asked.items():
        pairs = [(question.weight, means.get(question.pk)) for question in its_questions]
        mean = _weighed(pairs)
        weighed.append((component.weight, mean))
        missing = sum(value is None for _, value in pairs)
        found.append(
            ComponentResult(
                *(component.code, component.name, component.weight, _rounded(mean)),
                questions=len(its_questions),
                missing=missing,
            )
        )
    return found, _rounded(_weighed(weighed))


def _weighed(pairs) -> Fraction | None:
    """The mean of (weight, value) by weight, of those that have a value; None without any."""
    there = [(Fraction(weight), value) for weight, value in pairs if value is not None]
    weights = sum(weight for weight, _ in there)
    return sum(weight * value for weight, value in there) / weights if weights else None


def _rounded(value: Fraction | None) -> Decimal | None:
    """A figure to four places, halves upwards."""
    if value is None:
        return None
    return Decimal(int(value * 10**PLACES + Fraction(1, 2))) / 10**PLACES
