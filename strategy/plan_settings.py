"""The verbs of what a masterplan stands on: title and years, vision, alignment, teams.

Each part is small and edited on one page, which carries a fingerprint of its fields. What two
people changed in different fields is joined; where both changed the same one, nothing is written:
StalePartError, both texts are in the history of the part, and she decides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.trail import record
from masterplans.actions import closed_as_sentence, locked_plan
from masterplans.creation import TAKEN
from masterplans.joining import Joined, after_clash, fingerprint, joined, knows
from masterplans.models import DimensionTeam, Masterplan, Phase, RowRevision
from masterplans.row_history import remember, revisions_of
from strategy.display import told
from strategy.models import Alignment, Mission

IDENTITY, VISION, ALIGNMENT, TEAMS = "pokok", "visi", "keselarasan", "pokja"
VERBS = {
    IDENTITY: "masterplan.identity_changed",
    VISION: "masterplan.vision_changed",
    ALIGNMENT: "masterplan.alignment_changed",
    TEAMS: "masterplan.teams_changed",
}


class StalePartError(Exception):
    """Somebody changed the same fields in the meantime. `who` did it.

    `fields` are those that clash, `mine` and `now` both states; `base` is what a page goes on from
    that has shown both.
    """

    def __init__(self, who: str, fields: list[str], mine: dict, now: dict, base: str):
        super().__init__("Bagian ini sudah diubah orang lain.")
        self.who, self.fields, self.mine, self.now = who, fields, mine, now
        self.base = after_clash(base, now=now, clash=fields)


class TakenError(Exception):
    """The region has another masterplan of this first year. The message is for the user."""


@dataclass(frozen=True)
class PartRow:
    """A part of a masterplan, as its history asks for it."""

    masterplan_id: int

    @property
    def pk(self) -> int:
        return self.masterplan_id


@dataclass
class Written:
    """A part that was saved. `base` is what its page begins from next."""

    masterplan: Masterplan
    base: str


def identity_of(masterplan: Masterplan) -> dict:
    """What the identity page edits, field by field."""
    phases = [[p.name, p.first_year, p.last_year] for p in masterplan.phases.all()]
    return {
        "title": masterplan.title,
        "first_year": masterplan.first_year,
        "last_year": masterplan.last_year,
        "phases": phases,
    }


def vision_of(masterplan: Masterplan) -> dict:
    """What the vision page edits, field by field."""
    return {
        "vision": masterplan.vision,
        "keywords": masterplan.vision_keywords,
        "missions": [mission.text for mission in masterplan.missions.all()],
    }


def alignment_of(masterplan: Masterplan) -> dict:
    """The rows of the alignment page by their keys."""
    rows = masterplan.alignments.order_by("pk")
    return {str(row.pk): [row.document, row.mission, row.goal, row.dimension_id] for row in rows}


def teams_of(masterplan: Masterplan) -> dict:
    """Who leads which dimension, by its key."""
    leads = {team.dimension_id: team.lead_id for team in masterplan.teams.all()}
    dimensions = masterplan.dimension_set.dimensions.all()
    return {str(dimension.pk): leads.get(dimension.pk) for dimension in dimensions}


def version(part: dict) -> str:
    """The fingerprint of a part: what a page begins from."""
    return fingerprint(part)


def revisions_of_part(masterplan: Masterplan, kind: str):
    """The history of a part, the newest first."""
    return revisions_of(PartRow(masterplan.pk), kind=kind)


@transaction.atomic
def change_identity(
    masterplan: Masterplan,
    *,
    title: str,
    first_year: int,
    last_year: int,
    phases: list[dict],
    base: str,
    by: User,
) -> Written:
    """Set title, years and phases (name, first_year, last_year; in their order).

    Raises PlanClosedError, StalePartError, or TakenError when another plan has this first year.
    """
    wanted = {
        "title": title,
        "first_year": first_year,
        "last_year": last_year,
        "phases": [[p["name"], p["first_year"], p["last_year"]] for p in phases],
    }
    masterplan, found = _opened(masterplan, IDENTITY, identity_of, wanted, base, by)
    new = found.values
    masterplan.title = new["title"]
    masterplan.first_year, masterplan.last_year = new["first_year"], new["last_year"]
    try:
        with transaction.atomic():
            masterplan.save(update_fields=["title", "first_year", "last_year"])
    except IntegrityError as error:
        if "masterplan_once_for_region_and_first_year" in str(error):
            raise TakenError(TAKEN) from error
        raise
    if "phases" in found.mine:
        masterplan.phases.all().delete()
        Phase.objects.bulk_create(
            Phase(masterplan=masterplan, order=order, name=name, first_year=first, last_year=last)
            for order, (name, first, last) in enumerate(new["phases"], 1)
        )
    return _closed(masterplan, IDENTITY, found, wanted, by)


@transaction.atomic
def write_vision(
    masterplan: Masterplan, *, vision: str, keywords: str, missions: list[str], base: str, by: User
) -> Written:
    """Set the vision, its keywords and the missions. Raises PlanClosedError, StalePartError."""
    wanted = {"vision": vision, "keywords": keywords, "missions": missions}
    masterplan, found = _opened(masterplan, VISION, vision_of, wanted, base, by)
    masterplan.vision = found.values["vision"]
    masterplan.vision_keywords = found.values["keywords"]
    masterplan.save(update_fields=["vision", "vision_keywords"])
    if "missions" in found.mine:
        masterplan.missions.all().delete()
        Mission.objects.bulk_create(
            Mission(masterplan=masterplan, order=order, text=text)
            for order, text in enumerate(found.values["missions"], 1)
        )
    return _closed(masterplan, VISION, found, wanted, by)


@transaction.atomic
def align(
    masterplan: Masterplan, *, rows: list[dict], base: str, by: User, unread: Iterable[str] = ()
) -> Written:
    """Set the alignment rows: dicts of document, mission, goal, dimension, and `id` or `form_key`.

    A row keeps its identity: what was linked to it stays linked. A row that the page showed and
    does not send any more is removed; those of `unread` (keys) are left as they are. Raises
    PlanClosedError, StalePartError.
    """
    with closed_as_sentence():
        masterplan = locked_plan(masterplan)
    now = alignment_of(masterplan)
    made = dict(masterplan.alignments.exclude(form_key=None).values_list("form_key", "pk"))
    wanted, new = {key: now[key] for key in unread if key in now}, []
    for row in rows:
        said = [row["document"], row["mission"], row.get("goal", ""), row["dimension"].pk]
        key = str(row.get("id") or made.get(row.get("form_key")) or "")
        if key in now and not knows(base, key):  # her own new row, sent again
            base = f"{base}.{fingerprint({key: now[key]})}"
        if key and (key in now or knows(base, key)):
            wanted[key] = said
        else:
            new.append((row.get("form_key"), said))
    masterplan, found = _opened(masterplan, ALIGNMENT, alignment_of, wanted, base, by)
    for key in found.mine:
        _realign(masterplan.alignments.filter(pk=key), wanted.get(key))
    for form_key, said in new:
        key = str(_aligned(masterplan, form_key, said).pk)
        wanted[key] = found.values[key] = said
        found.mine.append(key)
    return _closed(masterplan, ALIGNMENT, found, wanted, by)


def _realign(row, said):
    if said is None:
        row.delete()
        return
    document, mission, goal, dimension = said
    row.update(document=document, mission=mission, goal=goal, dimension=dimension)


def _aligned(masterplan: Masterplan, form_key: UUID | None, said: list) -> Alignment:
    document, mission, goal, dimension = said
    return Alignment.objects.create(
        masterplan=masterplan,
        document=document,
        mission=mission,
        goal=goal,
        dimension_id=dimension,
        form_key=form_key,
    )


@transaction.atomic
def set_teams(masterplan: Masterplan, *, leads: dict, base: str, by: User) -> Written:
    """Say who leads the working group of each dimension: `{dimension: user or None}`.

    Raises PlanClosedError, StalePartError.
    """
    wanted = {str(dimension.pk): lead and lead.pk for dimension, lead in leads.items()}
    masterplan, found = _opened(masterplan, TEAMS, teams_of, wanted, base, by)
    masterplan.teams.all().delete()
    DimensionTeam.objects.bulk_create(
        DimensionTeam(masterplan=masterplan, dimension_id=int(dimension), lead_id=lead)
        for dimension, lead in found.values.items()
        if lead
    )
    return _closed(masterplan, TEAMS, found, wanted, by)


def _opened(
    masterplan: Masterplan, kind: str, part: Callable, wanted: dict, base: str, by: User
) -> tuple[Masterplan, Joined]:
    """The masterplan, locked and open, and what is to be stored."""
    with closed_as_sentence():
        masterplan = locked_plan(masterplan)
    now = part(masterplan)
    last = revisions_of_part(masterplan, kind).filter(refused=False).first()
    is_own = last is not None and last.author_id == by.pk
    found = joined(base, now=now, wanted=wanted, is_own=is_own)
    if found.clash:
        who = "Anda di jendela lain" if is_own else str(last.author if last else "Orang lain")
        raise StalePartError(who, found.clash, wanted, now, base)
    if found.mine and last is None:
        _remember_first(masterplan, kind, now, by)
    return masterplan, found


def keep_refused(masterplan: Masterplan, kind: str, clash: StalePartError, *, by: User) -> None:
    """Keep what lost a race in the history of its part; call it when the write is undone."""
    remember(PartRow(masterplan.pk), kind=kind, told=told(kind, clash.mine), by=by, refused=True)


def _remember_first(masterplan, kind, now, by):
    """What stood there before the history began (an import, an older version of Simpul)."""
    if any(now.values()):
        row = PartRow(masterplan.pk)
        author = masterplan.created_by
        revision = remember(row, kind=kind, told=told(kind, now), by=author)
        if author == by:  # or her sitting would write over it
            RowRevision.objects.filter(pk=revision.pk).update(is_open=False)


def _closed(masterplan, kind, found, shown, by):
    """Remember what was written; one line in the trail a sitting, not one a second.

    The page goes on from what it shows, also where that is older than what stands there.
    """
    if found.mine:
        row = PartRow(masterplan.pk)
        revision = remember(row, kind=kind, told=told(kind, found.values), by=by)
        if revision.at == revision.started_at:
            record(by, VERBS[kind], masterplan)
    return Written(masterplan, fingerprint(shown))
