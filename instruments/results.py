"""What the scores of a region come to under an instrument: for one, and for many at once.

    result_of(assessment)            -> Result
    results_under(instrument)        -> {region_id: Result}; three queries, however many regions
    results_under(instrument, regions=[...])
    comparison_of(assessment, user)  -> list[QuestionScores], the largest difference first

The formula, in one function (`_weighed`): the score of a question is the mean of what the assessors
gave it who have handed in; a component is the mean of its questions by their weights, the whole the
mean of the components by theirs. A question without any score counts nowhere, and `missing` says
how many there are: whoever shows a figure shows that, too. Figures are exact to four places, so two
regions have the same `total` only when they are level.

This module asks nobody who may see it. Scores of one assessor: `AssessorScore.objects.visible_to`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Q, Sum

from accounts.models import User
from instruments.models import (
    Assessment,
    AssessmentState,
    AssessorScore,
    Instrument,
    Question,
)

PLACES = 10_000


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
class Result:
    """What an assessment comes to: as far as it goes, and what is still missing.

    `total` is None as long as nobody has handed in a score. `handed_in` of `assessors` have given
    all theirs; `missing` questions have no score of anybody.
    """

    assessment_id: int
    region_id: int
    state: str
    highest: int
    total: Decimal | None
    components: list[ComponentResult] = field(default_factory=list)
    assessors: int = 0
    handed_in: int = 0
    questions: int = 0
    missing: int = 0

    @property
    def waiting(self) -> int:
        """How many assessors have not given their scores."""
        return self.assessors - self.handed_in

    @property
    def is_complete(self) -> bool:
        """Whether every appointed assessor has scored and no question is without a score."""
        return self.assessors > 0 and self.waiting == 0 and self.missing == 0

    @property
    def is_closed(self) -> bool:
        """Whether the officer has closed it: nothing in it can move any more."""
        return self.state == AssessmentState.CLOSED


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
    """What one assessment comes to now."""
    return results_under(assessment.instrument, regions=[assessment.region_id])[
        assessment.region_id
    ]


def results_under(instrument: Instrument, regions: Iterable | None = None) -> dict[int, Result]:
    """What the assessments under an instrument come to, by the key of the region.

    `regions` (rows or keys) limits them; a region that was not asked is not in the answer. Three
    queries, however many regions there are.
    """
    assessments = Assessment.objects.filter(instrument=instrument)
    if regions is not None:
        keys = [getattr(region, "pk", region) for region in regions]
        assessments = assessments.filter(region__in=keys)
    questions = list(Question.objects.of(instrument))
    means = _means(assessments)
    counted = assessments.annotate(
        of_all=Count("assessors"),
        of_given=Count("assessors", filter=Q(assessors__handed_in_at__isnull=False)),
    ).order_by()
    return {
        one.region_id: _result(one, instrument, questions, means.get(one.pk, {})) for one in counted
    }


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


def _means(assessments) -> dict[int, dict[int, Fraction]]:
    """{assessment: {question: exact mean}} of all that was handed in."""
    rows = (
        AssessorScore.objects.filter(
            assessor__assessment__in=assessments.values("pk"),
            assessor__handed_in_at__isnull=False,
            value__isnull=False,
        )
        .values_list("assessor__assessment", "question")
        .annotate(total=Sum("value"), count=Count("value"))
        .order_by()
    )
    means = defaultdict(dict)
    for assessment, question, total, count in rows:
        means[assessment][question] = Fraction(total, count)
    return means


def _result(assessment, instrument, questions, means):
    components = defaultdict(list)
    for question in questions:
        components[question.component].append(question)
    found, weighed = [], []
    for component, asked in components.items():
        pairs = [(question.weight, means.get(question.pk)) for question in asked]
        mean = _weighed(pairs)
        weighed.append((component.weight, mean))
        missing = sum(value is None for _, value in pairs)
        found.append(
            ComponentResult(
                component.code,
                component.name,
                component.weight,
                _rounded(mean),
                len(asked),
                missing,
            )
        )
    return Result(
        assessment.pk,
        assessment.region_id,
        assessment.state,
        instrument.highest,
        _rounded(_weighed(weighed)),
        found,
        assessment.of_all,
        assessment.of_given,
        len(questions),
        sum(one.missing for one in found),
    )


def _weighed(pairs) -> Fraction | None:
    """The mean of (weight, value) by weight, of those that have a value; None without any."""
    there = [(Fraction(weight), value) for weight, value in pairs if value is not None]
    weights = sum(weight for weight, _ in there)
    return sum(weight * value for weight, value in there) / weights if weights else None


def _rounded(value: Fraction | None) -> Decimal | None:
    """A figure to four places, halves upwards."""
    if value is None:
        return None
    return Decimal(int(value * PLACES + Fraction(1, 2))) / PLACES
