"""From nominee to quick win: nominate, score, choose, drop. One per dimension is expected.

Every verb raises PlanClosedError when the masterplan is not being written.
"""

from django.db import transaction

from accounts.models import User
from audit.trail import record
from cohorts.terms import terms_of
from masterplans.actions import locked_plan
from programs.models import Program
from quickwins.criteria import keep_criteria
from quickwins.models import QuickWin, Score, Side, Standing
from quickwins.scores import ahead_of
from regions.models import Role
from regions.rules import roles_of


class ChoosingError(Exception):
    """The step is not possible now. The message is meant for the user."""


@transaction.atomic
def nominate(program: Program, *, by: User) -> QuickWin:
    """Put a program forward. Doing it twice changes nothing."""
    locked_plan(program.masterplan)
    quickwin, is_new = QuickWin.objects.get_or_create(
        program=program, defaults={"nominated_by": by}
    )
    if is_new:
        record(by, "quickwin.nominated", program)
    return quickwin


@transaction.atomic
def withdraw(quickwin: QuickWin, *, by: User) -> None:
    """Take a nomination back, unless it is chosen. Raises ChoosingError."""
    quickwin = _locked(quickwin)
    if quickwin.standing == Standing.CHOSEN:
        raise ChoosingError("Quick win yang sudah terpilih dilepas dahulu, dengan alasan.")
    record(by, "quickwin.withdrawn", quickwin.program)
    quickwin.delete()


@transaction.atomic
def score(quickwin: QuickWin, *, values: dict[str, int], by: User) -> None:
    """Give (or change) one's own scores, 1 to 5 for each criterion, as team or as expert.

    The first score of a plan fixes its criteria and their weights. Who judges is kept with the
    score: an expert who joins the team later has judged as an expert. Raises ChoosingError when
    `values` are not those of the plan's criteria.
    """
    plan = locked_plan(quickwin.masterplan)
    quickwin, criteria = _locked(quickwin), keep_criteria(plan)
    if {one.key for one in criteria} != values.keys():
        raise ChoosingError("Kriteria baru saja ditetapkan. Periksa nilai Anda, lalu simpan lagi.")
    side = Side.EXPERT if Role.FACILITATOR in roles_of(by, plan.region) else Side.TEAM
    Score.objects.bulk_create(
        [
            Score(quickwin=quickwin, criterion=one.key, by=by, side=side, value=values[one.key])
            for one in criteria
        ],
        update_conflicts=True,
        unique_fields=["quickwin", "criterion", "by"],
        update_fields=["value", "side"],
    )
    record(by, "quickwin.scored", quickwin.program, **values)


@transaction.atomic
def choose(quickwin: QuickWin, *, by: User, reason: str = "") -> QuickWin:
    """Make a nominee the quick win of its dimension.

    So many per dimension as the rules say are expected, one as a rule, not required (Banjarnegara
    has two for economy): one more asks for a reason, and so does one that another nominee
    outranks. Raises ChoosingError without it.
    """
    quickwin = _locked(quickwin)
    others = siblings(quickwin).filter(standing=Standing.CHOSEN)
    expected = terms_of(quickwin.masterplan).quickwins_per_dimension
    if others.count() >= expected and not reason.strip():
        raise ChoosingError(
            f"{quickwin.program.subdimension.dimension} sudah punya quick win"
            f" {others.first()}. Tulis alasan mengapa perlu satu lagi."
        )
    rivals = list(siblings(quickwin).filter(standing=Standing.NOMINATED).select_related("program"))
    if not reason.strip() and (better := ahead_of(quickwin, rivals)):
        raise ChoosingError(
            f"{better} mendapat nilai lebih tinggi. Tulis alasan mengapa calon ini yang dipilih."
        )
    return _set_standing(quickwin, Standing.CHOSEN, reason, by=by, verb="quickwin.chosen")


@transaction.atomic
def drop(quickwin: QuickWin, *, by: User, reason: str) -> QuickWin:
    """Decide against a nominee, or release a chosen one, with a reason that stays readable."""
    quickwin = _locked(quickwin)
    if not reason.strip():
        raise ChoosingError("Tulis alasan mengapa calon ini tidak dipilih.")
    return _set_standing(quickwin, Standing.DROPPED, reason, by=by, verb="quickwin.dropped")


def siblings(quickwin: QuickWin):
    """The other nominees of the same dimension and masterplan."""
    return QuickWin.objects.filter(
        program__masterplan=quickwin.program.masterplan_id,
        program__subdimension__dimension=quickwin.program.subdimension.dimension_id,
    ).exclude(pk=quickwin.pk)


def _set_standing(quickwin, standing, reason, *, by, verb):
    quickwin.standing, quickwin.reason = standing, reason.strip()
    quickwin.save(update_fields=["standing", "reason", "changed_at"])
    record(by, verb, quickwin.program, reason=quickwin.reason)
    return quickwin


def _locked(quickwin):
    locked_plan(quickwin.masterplan)
    return (
        QuickWin.objects.select_for_update(of=("self",))
        .select_related("program__masterplan__region", "program__subdimension__dimension")
        .get(pk=quickwin.pk)
    )
