"""The verbs of aims and their strategies; each aim is one form that saves itself."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.trail import record
from dimensions.models import Dimension, SubDimension
from masterplans.documents import closed_as_sentence
from masterplans.models import Masterplan
from revisions.saving import Saved, remove, save
from revisions.tokens import Parts, Token
from strategy.documents import AimDocument
from strategy.models import Aim


@dataclass
class SubDimensionAims:
    """A sub-dimension and its aims; without any, the book has an empty part."""

    subdimension: SubDimension
    aims: list[Aim]

    @property
    def is_ready(self) -> bool:
        return any(aim.strategies.all() for aim in self.aims)


def aims_of(masterplan: Masterplan) -> list[tuple[Dimension, list[SubDimensionAims]]]:
    """All dimensions and sub-dimensions with their aims and strategies, in four queries."""
    by_part = {}
    rows = masterplan.aims.select_related("alignment").prefetch_related("strategies")
    for aim in rows:
        by_part.setdefault(aim.subdimension_id, []).append(aim)
    return [
        (one, [SubDimensionAims(sub, by_part.get(sub.pk, [])) for sub in one.subdimensions.all()])
        for one in masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    ]


def save_aim(
    masterplan: Masterplan,
    wanted: Parts,
    *,
    aim: Aim | None = None,
    form_key: UUID | None = None,
    token: Token,
    by: User,
    autosave: bool = False,
) -> Saved:
    """Make an aim say what was wanted, or add one. The same new form again finds its aim.

    Raises as `revisions.saving.save`.
    """
    document = AimDocument(masterplan, aim, form_key=form_key)
    return save(document, wanted, token=token, by=by, autosave=autosave)


def remove_aim(aim: Aim, *, token: Token, by: User) -> None:
    """Remove an aim with its strategies; its history keeps them.

    Raises as `revisions.saving.remove`.
    """
    remove(AimDocument(aim.masterplan, aim), token=token, by=by)


@transaction.atomic
def move_aim(aim: Aim, step: int, *, by: User) -> None:
    """Move an aim up (-1) or down (1) within its sub-dimension.

    Raises PlanClosedError, Gone.
    """
    with closed_as_sentence():
        document = AimDocument(aim.masterplan, aim)
        document.lock(by)
        aim = document.aim
        rows = list(aim.masterplan.aims.filter(subdimension=aim.subdimension_id))
        at = rows.index(aim)
        to = at + step
        if not 0 <= to < len(rows):
            return
        rows[at], rows[to] = rows[to], rows[at]
        for order, row in enumerate(rows, 1):
            row.order = order
        Aim.objects.bulk_update(rows, ["order"])
        record(by, "aim.moved", aim, to=to + 1)
