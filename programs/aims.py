"""The verbs of aims and their strategies; each aim is edited as a whole."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.models import Event
from audit.trail import record
from dimensions.models import Dimension, SubDimension
from masterplans.foundation import version
from masterplans.models import Masterplan
from masterplans.writing import closed_as_sentence, locked_plan
from programs.models import Aim, Strategy


class StaleAim(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster: `aim` is what is stored now, `who` wrote it."""

    def __init__(self, aim: Aim):
        super().__init__("Sasaran ini sudah diubah orang lain.")
        self.aim = aim
        last = Event.objects.about(aim).first()
        self.who = last.actor_name if last else "Orang lain"


@dataclass
class Part:
    """A sub-dimension and its aims; without any, the book has an empty part."""

    subdimension: SubDimension
    aims: list[Aim]

    @property
    def is_ready(self) -> bool:
        return any(aim.strategies.all() for aim in self.aims)


def aims_of(masterplan: Masterplan) -> list[tuple[Dimension, list[Part]]]:
    """All dimensions and sub-dimensions with their aims and strategies, in four queries."""
    by_part = {}
    for aim in masterplan.aims.prefetch_related("strategies"):
        by_part.setdefault(aim.subdimension_id, []).append(aim)
    return [
        (one, [Part(sub, by_part.get(sub.pk, [])) for sub in one.subdimensions.all()])
        for one in masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    ]


def state_of(aim: Aim) -> str:
    """A short name of what an aim says now; a page that began from another one is stale."""
    strategies = [strategy.text for strategy in aim.strategies.all()]
    return version([aim.subdimension_id, aim.text, strategies])


@transaction.atomic
def add_aim(
    masterplan: Masterplan,
    *,
    subdimension: SubDimension,
    text: str,
    strategies: list[str],
    by: User,
) -> Aim:
    """Add an aim. The same aim again adds nothing. Raises PlanClosedError."""
    with closed_as_sentence():
        plan = locked_plan(masterplan)
        present = plan.aims.filter(subdimension=subdimension)
        for aim in present.filter(text=text):
            if [row.text for row in aim.strategies.all()] == strategies:
                return aim
        order = (present.aggregate(last=Max("order"))["last"] or 0) + 1
        aim = Aim.objects.create(masterplan=plan, subdimension=subdimension, text=text, order=order)
        _write_strategies(aim, strategies)
        record(by, "aim.added", aim, strategies=len(strategies))
    return aim


@transaction.atomic
def change_aim(
    aim: Aim, *, subdimension: SubDimension, text: str, strategies: list[str], base: str, by: User
) -> Aim:
    """Change an aim that was read as `base`. Raises PlanClosedError, StaleAim, Aim.DoesNotExist."""
    with closed_as_sentence():
        aim = _locked(aim)
        wanted = version([subdimension.pk, text, strategies])
        if wanted == state_of(aim):
            return aim
        if base != state_of(aim):
            raise StaleAim(aim)
        before = aim.text
        aim.subdimension, aim.text = subdimension, text
        aim.save(update_fields=["subdimension", "text"])
        _write_strategies(aim, strategies)
        record(by, "aim.changed", aim, before=before, strategies=len(strategies))
    return aim


@transaction.atomic
def remove_aim(aim: Aim, *, base: str, by: User) -> None:
    """Remove an aim with its strategies; the trail keeps them. Raises as `change_aim`."""
    with closed_as_sentence():
        aim = _locked(aim)
        if base != state_of(aim):
            raise StaleAim(aim)
        kept = [strategy.text for strategy in aim.strategies.all()]
        record(by, "aim.removed", aim, text=aim.text, strategies=kept)
        aim.delete()


def _locked(aim):
    plan = locked_plan(aim.masterplan)
    aim = Aim.objects.select_for_update().get(pk=aim.pk)
    aim.masterplan = plan
    return aim


def _write_strategies(aim, texts):
    if [row.text for row in aim.strategies.all()] != texts:
        aim.strategies.all().delete()
        Strategy.objects.bulk_create(
            Strategy(aim=aim, text=text, order=order) for order, text in enumerate(texts, 1)
        )
