"""The verb of the profile: what a quick win is, its risks and its twelve months.

A save carries what its page began from (`programs.merging.Base`): what only one of two people
changed is joined; what both changed stays as stored, and the other text is kept in the history.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from audit.models import Event
from audit.trail import record
from masterplans.writing import closed_as_sentence
from programs.merging import Base, merge_parts
from programs.remembering import close_sitting, last_writer, remember_refused, remember_save
from programs.writing import plan_held_open
from quickwins.entry import KIND, Parts, belongs_to, parts_of, told
from quickwins.models import Milestone, QuickWin, Risk


class StaleProfile(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster: `quickwin` is the row now, `theirs` its parts, `who` wrote them.

    `clashes` are the parts that both changed; the rest of what was typed is stored.
    """

    def __init__(self, quickwin: QuickWin, clashes: Sequence[str]):
        super().__init__("Profil ini sudah diubah orang lain.")
        self.quickwin, self.clashes = quickwin, clashes
        self.theirs = parts_of(quickwin)
        self.who = _last_writer(quickwin, clashes[0])


def state_of(quickwin: QuickWin) -> str:
    """What the form carries along, so that a change in between is noticed."""
    return str(Base.of_parts(parts_of(quickwin)))


def describe(
    quickwin: QuickWin, parts: Parts, *, base: Base, by: User, goes_on: bool = False
) -> QuickWin:
    """Write a profile that began from `base`. The same again changes nothing.

    `goes_on`: she is still typing, so the trail hears of it once a sitting. Raises PlanClosedError;
    StaleProfile when somebody else changed the same part: what did not clash is stored then.
    """
    with closed_as_sentence(), transaction.atomic():
        quickwin = _locked(quickwin)
        stored = parts_of(quickwin)
        joined, clashes = merge_parts(parts, stored, base, version=-1)
        own = [part for part in clashes if _is_hers(quickwin, part, by)]
        if own:
            close_sitting(quickwin, kind=KIND)
        joined |= {part: parts[part] for part in own}
        clashes = [part for part in clashes if part not in own]
        if joined != stored:
            _write(quickwin, stored, joined, by, goes_on)
        if clashes:
            remember_refused(quickwin, kind=KIND, told=told(parts), by=by)
            stale = StaleProfile(_fresh(quickwin), clashes)
    if clashes:
        raise stale
    return _fresh(quickwin)


def keep_typed(quickwin: QuickWin, parts: Parts, *, by: User) -> None:
    """What cannot be stored any more stays readable in the history."""
    remember_refused(quickwin, kind=KIND, told=told(parts), by=by)


def _write(quickwin, before, parts, by, goes_on):
    for name in QuickWin.PROFILE_FIELDS:
        setattr(quickwin, name, parts[name])
    quickwin.save(update_fields=[*QuickWin.PROFILE_FIELDS, "changed_at"])
    if parts["risks"] != before["risks"]:
        quickwin.risks.all().delete()
        names = ("text", "likelihood", "impact", "mitigation")
        Risk.objects.bulk_create(
            Risk(quickwin=quickwin, **dict(zip(names, row, strict=True))) for row in parts["risks"]
        )
    if parts["milestones"] != before["milestones"]:
        quickwin.milestones.all().delete()
        Milestone.objects.bulk_create(
            Milestone(quickwin=quickwin, month=month, text=text)
            for month, text in parts["milestones"]
        )
    is_new_sitting = remember_save(quickwin, kind=KIND, before=told(before), now=told(parts), by=by)
    if is_new_sitting or not goes_on:
        changed = [part for part in parts if parts[part] != before.get(part)]
        record(by, "quickwin.described", quickwin.program, fields=changed)


def _is_hers(quickwin, part, by):
    return last_writer(quickwin, kind=KIND, belongs=belongs_to(part)) == by


def _locked(quickwin):
    plan_held_open(quickwin.masterplan)
    rows = QuickWin.objects.select_related("program__masterplan__region")
    return rows.select_for_update(of=("self",)).get(pk=quickwin.pk)


def _fresh(quickwin):
    rows = QuickWin.objects.select_related("program__masterplan__region", "program__agency")
    return rows.prefetch_related("risks", "milestones").get(pk=quickwin.pk)


def _last_writer(quickwin, part):
    if writer := last_writer(quickwin, kind=KIND, belongs=belongs_to(part)):
        return writer.name
    event = Event.objects.filter(
        verb__startswith="quickwin.",
        target_type__model="program",
        target_id=quickwin.program_id,
    ).first()
    return event.actor_name if event else "Orang lain"
