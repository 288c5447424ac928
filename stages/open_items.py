"""What the steps of a plan add to the list: a stage to be reviewed, a plan to be frozen."""

from collections.abc import Iterator

from masterplans.models import Status
from progress.areas import Area
from progress.completeness import Completeness
from progress.counts import Counts
from progress.items import AskedOf, OpenItem
from stages.models import Freezing, FreezingState

REVIEW, FREEZE = "review", "freeze"


def last_freezing(counts: Counts) -> Freezing | None:
    """The last attempt to freeze a plan."""
    return counts.masterplan.freezings.first()


def waiting_steps(completeness: Completeness) -> Iterator[OpenItem]:
    """Whose step it is. While the worker freezes, it is nobody's."""
    plan = completeness.masterplan
    if plan.status == Status.REVIEW:
        sentence = f"Tahap {plan.stage} menunggu tinjauan."
        yield _step(plan, REVIEW, sentence, AskedOf.EXPERT)
    if plan.status == Status.APPROVED:
        last = completeness.counts.once(last_freezing)
        if last is None or not last.is_under_way or last.is_silent:
            has_failed = last and last.state == FreezingState.FAILED
            lacks = "gagal dibekukan" if has_failed else "belum dibekukan"
            sentence = f"Edisi {plan.edition_number} {lacks}."
            yield _step(plan, FREEZE, sentence, AskedOf.COORDINATOR)


def _step(plan, kind, sentence, asked_of):
    return OpenItem(
        kind=kind, stage=plan.stage, sentence=sentence, asked_of=asked_of, area=Area.STEPS
    )
