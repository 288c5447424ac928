"""What nominees are judged by: the set that is asked for now, and the one that a plan has kept.

Criteria are data (`data/criteria.json`), and their weights are those of the plan's cohort where its
rules name them. A plan follows both until the first score is given; from then on it keeps the set
under which it was judged, whatever becomes of file and rules.
"""

import json
from functools import cache
from pathlib import Path

from cohorts.terms import terms_of
from masterplans.models import Masterplan
from quickwins.models import Criterion

SOURCE = Path(__file__).resolve().parent / "data" / "criteria.json"


@cache
def usual_criteria() -> tuple[dict, ...]:
    """Key, name, weight and what the values mean of every criterion that is known."""
    return tuple(json.loads(SOURCE.read_text(encoding="utf-8")))


def expected_criteria(masterplan: Masterplan) -> list[Criterion]:
    """The set by which a plan is judged that nobody has judged yet; not stored."""
    weights = dict(terms_of(masterplan).criterion_weights)
    rows = [row | {"weight": weights.get(row["key"], row["weight"])} for row in usual_criteria()]
    asked = [row for row in rows if row["weight"]]  # what weighs nothing is not asked
    return [
        Criterion(masterplan=masterplan, order=order, **row)
        for order, row in enumerate(asked, start=1)
    ]


def criteria_of(masterplan: Masterplan) -> list[Criterion]:
    """The set of a plan: what it has kept, or what is asked for now. One query."""
    return list(masterplan.quickwin_criteria.all()) or expected_criteria(masterplan)


def keep_criteria(masterplan: Masterplan) -> list[Criterion]:
    """The set of a plan that is locked, kept from now on."""
    kept = list(masterplan.quickwin_criteria.all())
    return kept or Criterion.objects.bulk_create(expected_criteria(masterplan))
