"""What can be found: for every table with content, how a row is read and where it is shown.

The analyses come from their own registry (`analyses.kinds.KINDS`), so a new kind is found as soon
as its table has a trigger; `tests/search` says when that is forgotten.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.urls import reverse

from analyses.kinds import KINDS, RowKind
from masterplans.models import Decision, Masterplan, Section
from masterplans.rich_text import plain_text
from notes.models import Note
from programs.models import Program
from quickwins.models import QuickWin
from strategy.models import Aim, Alignment, Mission, Strategy

PROGRAM_TEXTS = ("description", "problem", "output", "outcome", "beneficiaries", "rpjmd_link",
                 "risks")  # fmt: skip
ROW_ANCHOR = "b"  # of templates/analyses
LONGEST_PLACE = 400


@dataclass
class SearchText:
    """One thing as it is read: `title` weighs more than `names`, these more than `text`."""

    masterplan_id: int
    object_id: int
    title: str
    names: list[str] = field(default_factory=list)
    text: str = ""
    place: str = ""
    dimension_id: int | None = None
    agency_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing: its word, its page, and how its rows are read.

    `page` takes the key of the row when `is_own_page`; otherwise the row is found on it by
    `anchor`, its key after it.
    """

    slug: str
    label: str
    model: type[models.Model]
    read: Callable[[Iterable[int]], Iterator[SearchText]]
    page: str
    is_own_page: bool = False
    anchor: str = ""
    path: str = "own"  # from a row to its masterplan (`triggers.PATHS`)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def address(self, slug: str, object_id: int) -> str:
        """Where a row is shown, in the masterplan of this slug; with an anchor when it has one."""
        if self.is_own_page:
            return reverse(self.page, args=[slug, object_id])
        return reverse(self.page, args=[slug]) + (
            f"#{self.anchor}-{object_id}" if self.anchor else ""
        )


def sections(keys: Iterable[int]) -> Iterator[SearchText]:
    """Sections of the books, also those that nobody has written yet."""
    rows = Section.objects.filter(pk__in=keys).select_related("outline__chapter__book")
    for row in rows.prefetch_related("agencies"):
        chapter = row.outline.chapter
        yield SearchText(
            masterplan_id=row.masterplan_id,
            object_id=row.pk,
            title=str(row.outline),
            text=plain_text(row.body),
            place=f"Buku {chapter.book.number}, {chapter}",
            agency_ids=[agency.pk for agency in row.agencies.all()],
        )


def programs(keys: Iterable[int]) -> Iterator[SearchText]:
    """Programs with the names of their indicators and partners."""
    rows = Program.objects.filter(pk__in=keys).select_related("subdimension")
    for row in rows.prefetch_related("indicators", "partners", "supports"):
        yield SearchText(
            masterplan_id=row.masterplan_id,
            object_id=row.pk,
            title=f"{row.name}: {row.expansion}" if row.expansion else row.name,
            names=[one.name for one in (*row.indicators.all(), *row.partners.all())],
            text=_lines(getattr(row, name) for name in PROGRAM_TEXTS),
            place=row.subdimension.name,
            dimension_id=row.subdimension.dimension_id,
            agency_ids=[row.agency_id, *(one.agency_id for one in row.supports.all())],
        )


def quickwins(keys: Iterable[int]) -> Iterator[SearchText]:
    """Nominated and chosen quick wins: their profile, risks and milestones."""
    rows = QuickWin.objects.filter(pk__in=keys).select_related("program__subdimension")
    for row in rows.prefetch_related("risks", "milestones"):
        parts = [getattr(row, name) for name in ("reason", *QuickWin.PROFILE_FIELDS)]
        parts += [text for risk in row.risks.all() for text in (risk.text, risk.mitigation)]
        yield SearchText(
            masterplan_id=row.program.masterplan_id,
            object_id=row.pk,
            title=row.program.name,
            text=_lines([*parts, *(step.text for step in row.milestones.all())]),
            place=row.get_standing_display(),
            dimension_id=row.program.subdimension.dimension_id,
            agency_ids=[row.program.agency_id],
        )


def aims(keys: Iterable[int]) -> Iterator[SearchText]:
    """Sasaran of the sub-dimensions."""
    for row in Aim.objects.filter(pk__in=keys).select_related("subdimension"):
        yield _of_subdimension(row.masterplan_id, row, row.subdimension)


def strategies(keys: Iterable[int]) -> Iterator[SearchText]:
    """Strategies of the aims."""
    for row in Strategy.objects.filter(pk__in=keys).select_related("aim__subdimension"):
        yield _of_subdimension(row.aim.masterplan_id, row, row.aim.subdimension)


def visions(keys: Iterable[int]) -> Iterator[SearchText]:
    """The vision of a masterplan with its key words."""
    written = ~Q(vision="") | ~Q(vision_keywords="")
    for row in Masterplan.objects.filter(written, pk__in=keys):
        yield SearchText(
            row.pk, row.pk, f"Visi {row.concept}", text=_lines([row.vision, row.vision_keywords])
        )


def missions(keys: Iterable[int]) -> Iterator[SearchText]:
    """The missions under the vision."""
    for row in Mission.objects.filter(pk__in=keys):
        yield SearchText(row.masterplan_id, row.pk, row.text)


def alignments(keys: Iterable[int]) -> Iterator[SearchText]:
    """Missions and aims of the regional plans that the masterplan answers."""
    for row in Alignment.objects.filter(pk__in=keys):
        yield SearchText(
            masterplan_id=row.masterplan_id,
            object_id=row.pk,
            title=row.mission,
            text=row.goal,
            place=row.get_document_display(),
            dimension_id=row.dimension_id,
        )


def decisions(keys: Iterable[int]) -> Iterator[SearchText]:
    """What was said when a stage was handed in, returned, approved or reopened."""
    for row in Decision.objects.filter(pk__in=keys).exclude(note=""):
        place = row.get_stage_display()
        yield SearchText(
            row.masterplan_id, row.pk, row.get_verb_display(), text=row.note, place=place
        )


def notes(keys: Iterable[int]) -> Iterator[SearchText]:
    """Notes in the margin with their answers."""
    for row in Note.objects.filter(pk__in=keys).prefetch_related("answers"):
        yield SearchText(
            masterplan_id=row.masterplan_id,
            object_id=row.pk,
            title=row.place_name,
            text=_lines([row.text, *(answer.text for answer in row.answers.all())]),
            place=row.get_state_display(),
        )


def findings(kind: RowKind) -> Callable[[Iterable[int]], Iterator[SearchText]]:
    """How rows of a kind of analysis are read: its texts are found, its choices tell the place."""
    fields = [one for one in kind.model._meta.concrete_fields if one.name != "form_key"]
    texts = [
        one.name
        for one in fields
        if isinstance(one, models.CharField | models.TextField)
        and not one.choices
        and not one.name.endswith("url")
    ]
    choices = [one.name for one in fields if one.choices]
    joined = {one.name for one in fields} & {"dimension", "subdimension"}

    def read(keys: Iterable[int]) -> Iterator[SearchText]:
        rows = kind.model.objects.filter(pk__in=keys, merged_into=None)
        for row in rows.select_related(*joined, "agency", "masterplan__region__parent"):
            yield _finding(row, texts, choices)

    return read


def _finding(row, texts, choices):
    written = [text for name in texts if (text := getattr(row, name))]
    is_short = not written or row.is_named or len(str(row)) <= len(written[0])
    title = str(row) if is_short else written[0]
    told = [getattr(row, f"get_{name}_display")() for name in choices]
    sub = getattr(row, "subdimension", None)
    return SearchText(
        masterplan_id=row.masterplan_id,
        object_id=row.pk,
        title=title,
        text=_lines(text for text in written if text != title),
        place=" · ".join(filter(None, [sub.name if sub else "", *told]))[:LONGEST_PLACE],
        dimension_id=sub.dimension_id if sub else getattr(row, "dimension_id", None),
        agency_ids=[row.agency_id] if row.agency_id else [],
    )


def _of_subdimension(masterplan_id, row, sub):
    return SearchText(
        masterplan_id, row.pk, row.text, place=sub.name, dimension_id=sub.dimension_id
    )


def _lines(texts):
    return "\n".join(text for text in texts if text)


def _sources() -> Iterator[SearchSource]:
    yield SearchSource(
        "bagian", "Bagian", Section, sections, "masterplans:section", is_own_page=True
    )
    yield SearchSource("program", "Program", Program, programs, "programs:detail", is_own_page=True)
    yield SearchSource(
        "quick-win", "Quick win", QuickWin, quickwins, "quickwins:detail", True, path="by_program"
    )
    for kind in KINDS.values():
        page = f"worksheets:{kind.url_name}"
        yield SearchSource(
            kind.slug, kind.many, kind.model, findings(kind), page, anchor=ROW_ANCHOR
        )
    yield SearchSource("visi", "Visi", Masterplan, visions, "strategy:vision", path="masterplan")
    yield SearchSource("misi", "Misi", Mission, missions, "strategy:vision")
    yield SearchSource("keselarasan", "Keselarasan", Alignment, alignments, "strategy:alignment")
    yield SearchSource("sasaran", "Sasaran", Aim, aims, "strategy:aims", anchor="sasaran")
    yield SearchSource(
        "strategi",
        "Strategi",
        Strategy,
        strategies,
        "strategy:aims",
        anchor="strategi",
        path="by_aim",
    )
    yield SearchSource("catatan", "Catatan", Note, notes, "notes:notes", anchor="catatan")
    yield SearchSource("langkah", "Langkah tahap", Decision, decisions, "stages:decisions")


SOURCES = {source.table: source for source in _sources()}
