"""What the steps of a stage add to the list of what is missing: a reason that was given."""

from collections.abc import Iterator

from masterplans.models import Decision, Status, Verb
from masterplans.prepared_queries import PreparedObjects
from progress.counts import Counts
from progress.items import AskedOf, OpenItem

KIND = "returned"
WAYS_BACK = {Verb.RETURNED: "dikembalikan", Verb.REOPENED: "dibuka kembali"}


def _decisions(masterplan):
    return Decision.objects.filter(masterplan=masterplan).select_related("by")


_read_decisions = PreparedObjects(_decisions)


def decisions_of(counts: Counts) -> list[Decision]:
    """The steps of a plan, newest first, with who took them."""
    return _read_decisions(counts.masterplan)


def return_decision(counts: Counts) -> Decision | None:
    """The decision that sent the stage back, while the team is repairing it."""
    if counts.masterplan.status != Status.WRITING:
        return None
    last = next(iter(counts.once(decisions_of)), None)
    return last if last and last.verb in WAYS_BACK else None


def returned_stage(counts: Counts) -> Iterator[OpenItem]:
    """Until the stage is handed in again, its reason is open for everybody of the team."""
    if decision := return_decision(counts):
        yield OpenItem(
            kind=KIND,
            stage=decision.to_stage,
            sentence=f"Tahap {decision.to_stage} {WAYS_BACK[decision.verb]} dengan alasan.",
            asked_of=AskedOf.TEAM,
        )
