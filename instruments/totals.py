"""What the scores of many regions come to, counted by the database: one query for any number.

    totals_under(instrument)                 -> {region_id: AssessmentTotal}
    totals_under(instrument, regions=[...])

The formula is that of `instruments.results`, which also says what each component comes to, for one
region; a test holds both to the same figures. It asks nobody who may see them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from pathlib import Path

from django.db import connection

from instruments.models import AssessmentState, Instrument, Question

PLACES = 4

TOTALS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class AssessmentTotal:
    """What an assessment comes to: as far as it goes, and what is still missing.

    `total` is None as long as nobody has handed in a score. `handed_in` of `assessors` have given
    all theirs; `missing` of the `questions` have no score of anybody.
    """

    assessment_id: int
    region_id: int
    state: str
    highest: int
    total: Decimal | None
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


def totals_under(
    instrument: Instrument, regions: Iterable | None = None
) -> dict[int, AssessmentTotal]:
    """What the assessments under an instrument come to, by the key of the region.

    `regions` (rows or keys) limits them; a region that was not asked is not in the answer. Two
    queries, however many regions there are.
    """
    weights = ("component", "component__weight", "weight")
    questions = list(Question.objects.of(instrument).values_list(*weights))
    sure = _sure_digits(instrument, questions)
    asked = {
        "instrument": instrument.pk,
        "of_all": regions is None,
        "regions": [getattr(region, "pk", region) for region in regions or ()],
        "digits": sure + 10,  # what is lost by dividing stays behind the digits that are sure
        "sure": sure,
        "places": PLACES,
    }
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, asked)
        rows = cursor.fetchall()
    return {
        region: AssessmentTotal(
            *(assessment, region, state, instrument.highest, total, assessors, handed_in),
            questions=len(questions),
            missing=len(questions) - scored,
        )
        for assessment, region, state, total, assessors, handed_in, scored in rows
    }


def _sure_digits(instrument, questions):
    """With how many digits a total is known well enough to be rounded as if it were exact.

    It is a fraction whose denominator is not larger than this product. One that is not half-way
    between two figures of four places is further from there than the last of these digits.
    """
    within, parts = defaultdict(int), {}
    for component, whole, weight in questions:
        within[component] += int(weight * 100)
        parts[component] = int(whole * 100)
    largest = lcm(*range(1, instrument.most_assessors + 1)) * max(1, sum(parts.values()))
    for weight in within.values():
        largest *= max(1, weight)
    return len(str(largest)) + PLACES + 2
