"""A row of the alignment names the programs by which the plan serves it."""

from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans.documents import plan_held_open
from programs.models import AlignedProgram
from strategy.models import Alignment


@transaction.atomic
def name_programs(alignment: Alignment, *, programs: set[int], shown: set[int], by: User) -> None:
    """Let a row name these programs of its plan.

    `shown` are the keys that it named when the page was opened: what somebody else has named
    meanwhile stays. Raises PlanClosedError.
    """
    plan = plan_held_open(alignment.masterplan)
    own = set(plan.programs.values_list("pk", flat=True))
    alignment.named.filter(program__in=shown - programs).delete()
    AlignedProgram.objects.bulk_create(
        [
            AlignedProgram(alignment=alignment, program_id=key)
            for key in sorted((programs - shown) & own)
        ],
        ignore_conflicts=True,
    )
    named = alignment.named.values_list("program__name", flat=True)
    record(by, "alignment.named", plan, mission=alignment.mission, programs=list(named))
