"""What nominees are judged by: the set that is asked for now, and the one that a plan has kept.

Criteria are data, and their weights are those of the plan's cohort (`cohorts.criteria`). A plan
follows both until the first score is given; from then on it keeps the set under which it was
judged, whatever becomes of file and rules.
"""

from cohorts.criteria import criteria_under
from cohorts.terms import terms_of
from masterplans.models import Masterplan
from quickwins.models import Criterion


def expected_criteria(masterplan: Masterplan) -> list[Criterion]:
    """The set by which a plan is judged that nobody has judged yet; not stored."""
    rows = criteria_under(terms_of(masterplan))
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
