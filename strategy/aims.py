"""The verbs of aims and their strategies; each aim is one form that saves itself."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.models import Event
from audit.trail import record
from dimensions.models import Dimension, SubDimension
from masterplans.actions import closed_as_sentence, locked_plan
from masterplans.joining import after_clash, fingerprint, joined
from masterplans.models import Masterplan, RowRevision
from masterplans.row_history import remember, revisions_of
from strategy.models import Aim, Alignment, Strategy

KIND = "sasaran"
LABELS = {
    "subdimension": "Subdimensi",
    "text": "Sasaran",
    "alignment": "Misi daerah yang dilayani",
    "strategies": "Strategi",
}


class StaleAim(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster in the same fields: `aim` is what is stored now, `who` wrote it.

    `mine` is what was refused, `base` what a page goes on from that has shown both.
    """

    def __init__(self, aim: Aim, who: str, fields: list[str], mine: dict, base: str):
        super().__init__("Sasaran ini sudah diubah orang lain.")
        self.aim, self.who, self.fields, self.mine, self.base = aim, who, fields, mine, base


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
    rows = masterplan.aims.select_related("alignment").prefetch_related("strategies")
    for aim in rows:
        by_part.setdefault(aim.subdimension_id, []).append(aim)
    return [
        (one, [Part(sub, by_part.get(sub.pk, [])) for sub in one.subdimensions.all()])
        for one in masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    ]


def said_of(aim: Aim) -> dict:
    """What an aim says, field by field."""
    return {
        "subdimension": aim.subdimension_id,
        "text": aim.text,
        "alignment": aim.alignment_id,
        "strategies": [strategy.text for strategy in aim.strategies.all()],
    }


def state_of(aim: Aim) -> str:
    """The fingerprint of what an aim says now: what its form begins from."""
    return fingerprint(said_of(aim))


def in_words(said: dict) -> list[tuple[str, str]]:
    """What an aim says, as pairs of label and words."""
    sub = SubDimension.objects.filter(pk=said["subdimension"]).first()
    alignment = Alignment.objects.filter(pk=said["alignment"]).first()
    words = {
        "subdimension": str(sub or ""),
        "text": said["text"],
        "alignment": str(alignment or ""),
        "strategies": "\n".join(said["strategies"]),
    }
    return [(LABELS[name], words[name]) for name in LABELS]


@transaction.atomic
def add_aim(
    masterplan: Masterplan,
    *,
    subdimension: SubDimension,
    text: str,
    strategies: list[str],
    alignment: Alignment | None = None,
    form_key: UUID | None = None,
    by: User,
) -> Aim:
    """Add an aim. The same form again finds its aim, and goes on. Raises as `change_aim`."""
    said = {
        "subdimension": subdimension.pk,
        "text": text,
        "alignment": alignment and alignment.pk,
        "strategies": strategies,
    }
    with closed_as_sentence():
        plan = locked_plan(masterplan)
        present = plan.aims.filter(form_key=form_key).first() if form_key else None
        if present:
            last = _last_revision(present)
            base = state_of(present) if last is None or last.author_id == by.pk else ""
            return _change(present, said, base, by)[0]
        order = (plan.aims.filter(subdimension=subdimension).aggregate(n=Max("order"))["n"]) or 0
        aim = Aim.objects.create(
            masterplan=plan,
            subdimension=subdimension,
            text=text,
            alignment=alignment,
            order=order + 1,
            form_key=form_key,
        )
        _write_strategies(aim, strategies)
        remember(aim, kind=KIND, told=in_words(said), by=by)
        record(by, "aim.added", aim, strategies=len(strategies))
    return aim


@transaction.atomic
def change_aim(
    aim: Aim,
    *,
    subdimension: SubDimension,
    text: str,
    strategies: list[str],
    alignment: Alignment | None,
    base: str,
    by: User,
) -> tuple[Aim, str]:
    """Change an aim whose form began from `base`; also what the form goes on from.

    Raises PlanClosedError, StaleAim, Aim.DoesNotExist.
    """
    said = {
        "subdimension": subdimension.pk,
        "text": text,
        "alignment": alignment and alignment.pk,
        "strategies": strategies,
    }
    with closed_as_sentence():
        return _change(_locked(aim), said, base, by)


@transaction.atomic
def remove_aim(aim: Aim, *, base: str, by: User) -> None:
    """Remove an aim with its strategies; trail and history keep them. Raises as `change_aim`."""
    with closed_as_sentence():
        aim = _locked(aim)
        now = said_of(aim)
        if base != state_of(aim):
            raise StaleAim(aim, _who(aim, by), [], now, state_of(aim))
        _remember_first(aim, now, by)
        revisions_of(aim, kind=KIND).filter(is_open=True).update(is_open=False)
        record(by, "aim.removed", aim, text=aim.text, strategies=now["strategies"])
        aim.delete()


@transaction.atomic
def move_aim(aim: Aim, step: int, *, by: User) -> None:
    """Move an aim up (-1) or down (1) within its sub-dimension.

    Raises PlanClosedError, Aim.DoesNotExist.
    """
    with closed_as_sentence():
        aim = _locked(aim)
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


def keep_refused(clash: StaleAim, *, by: User) -> None:
    """Keep what lost a race in the history of its aim; call it when the write is undone."""
    remember(clash.aim, kind=KIND, told=in_words(clash.mine), by=by, refused=True)


def _change(aim, said, base, by):
    now, last = said_of(aim), _last_revision(aim)
    is_own = last is not None and last.author_id == by.pk
    found = joined(base, now=now, wanted=said, is_own=is_own)
    if found.clash:
        after = after_clash(base, now=now, clash=found.clash)
        raise StaleAim(aim, _who(aim, by), found.clash, said, after)
    if found.mine:
        _remember_first(aim, now, by)
        _write(aim, found.values, by)
    return aim, fingerprint(said)


def _write(aim, values, by):
    if values["subdimension"] != aim.subdimension_id:
        others = aim.masterplan.aims.filter(subdimension=values["subdimension"])
        aim.order = (others.aggregate(n=Max("order"))["n"] or 0) + 1
    before = aim.text
    aim.subdimension_id, aim.alignment_id = values["subdimension"], values["alignment"]
    aim.text = values["text"]
    aim.save(update_fields=["subdimension", "alignment", "text", "order"])
    _write_strategies(aim, values["strategies"])
    revision = remember(aim, kind=KIND, told=in_words(values), by=by)
    if revision.at == revision.started_at:  # one line in the trail a sitting, not one a second
        record(by, "aim.changed", aim, before=before, strategies=len(values["strategies"]))


def _remember_first(aim, now, by):
    """What an aim said before its history began (an import, an older version of Simpul)."""
    if _last_revision(aim) is None:
        added = Event.objects.about(aim).filter(verb="aim.added").first()
        author = (added and added.actor) or aim.masterplan.created_by
        revision = remember(aim, kind=KIND, told=in_words(now), by=author)
        if author == by:  # or her sitting would write over it
            RowRevision.objects.filter(pk=revision.pk).update(is_open=False)


def _last_revision(aim):
    return revisions_of(aim, kind=KIND).filter(refused=False).first()


def _who(aim, by) -> str:
    last = _last_revision(aim)
    if last is None:
        return "Orang lain"
    return "Anda di jendela lain" if last.author_id == by.pk else str(last.author)


def _locked(aim):
    plan = locked_plan(aim.masterplan)
    aim = Aim.objects.select_for_update().get(pk=aim.pk)
    aim.masterplan = plan
    return aim


def _write_strategies(aim, texts):
    """Row by row, so that a letter more does not make all of them anew."""
    rows = list(aim.strategies.all())
    for order, (row, text) in enumerate(zip(rows, texts, strict=False), 1):
        if (row.text, row.order) != (text, order):
            row.text, row.order = text, order
            row.save(update_fields=["text", "order"])
    Strategy.objects.filter(pk__in=[row.pk for row in rows[len(texts) :]]).delete()
    Strategy.objects.bulk_create(
        Strategy(aim=aim, text=text, order=order)
        for order, text in enumerate(texts[len(rows) :], len(rows) + 1)
    )
