"""The places of a masterplan that a note can stand on, and which agencies answer for them.

A place is a kind and the key of a row: a section, a program, a quick win, or a row of a worksheet
(the slugs of `analyses.kinds`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.urls import reverse

from accounts.models import User
from analyses.completeness import MODELS, dimension_of
from analyses.kinds import KINDS
from masterplans.documents import SectionDocument
from masterplans.models import Masterplan, Section
from programs.documents import ProgramDocument
from programs.models import Program
from quickwins.documents import KIND as PROFILE
from quickwins.models import QuickWin
from regions.models import Membership, Region
from regions.roles import Role, who_act_as
from revisions.documents import Document
from revisions.registry import document_of

SECTION, PROGRAM, QUICKWIN = "bagian", "program", "quick-win"
SECTION_PART = "body"  # the only one of a section
# What their documents are called where they are saved; rows of worksheets are called alike.
DOCUMENTS = {SECTION: SectionDocument.kind, PROGRAM: ProgramDocument.kind, QUICKWIN: PROFILE}
LONGEST = 80
WRITING_ROLES = who_act_as(Role.LEAD, Role.DIMENSION_LEAD, Role.WRITER)


@dataclass(frozen=True)
class NoteTarget:
    """Where a note stands: its name, its address, the keys of the agencies that answer, and of
    its dimension."""

    kind: str
    row_id: int
    name: str
    url: str
    agencies: frozenset[int]
    dimension: int | None = None


def is_kind(kind: str) -> bool:
    """Whether notes can stand on such rows."""
    return kind in (SECTION, PROGRAM, QUICKWIN) or kind in KINDS


def place_of(masterplan: Masterplan, kind: str, row_id: int) -> NoteTarget | None:
    """One place; None when there is no such row (any more) in this masterplan."""
    return places_of(masterplan, [(kind, row_id)]).get((kind, row_id))


def places_of(masterplan: Masterplan, keys: Iterable[tuple[str, int]]) -> dict[tuple, NoteTarget]:
    """The places by kind and key, those that are still there, in one query a kind at most."""
    wanted = defaultdict(set)
    for kind, row_id in keys:
        wanted[kind].add(row_id)
    found = []
    for kind, row_ids in wanted.items():
        look = {SECTION: _sections, PROGRAM: _programs, QUICKWIN: _quickwins}.get(kind, _findings)
        found += look(masterplan, kind, row_ids)
    return {(place.kind, place.row_id): place for place in found}


def document_at(masterplan: Masterplan, kind: str, row_id: int) -> Document | None:
    """What is saved at a place; None when it is not there (any more)."""
    if kind == SECTION:
        section = Section.objects.filter(masterplan=masterplan, pk=row_id)
        section = section.select_related("outline__chapter__book").first()
        if section is None:
            return None
        section.masterplan = masterplan
        return SectionDocument(section)
    return document_of(masterplan, DOCUMENTS.get(kind, kind), row_id)


def assignable(region: Region) -> QuerySet[User]:
    """Those of a region to whom a note can be given: who writes there and has an account."""
    members = Membership.objects.filter(region=region, role__in=WRITING_ROLES)
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("name")


def may_be_assigned(region: Region, user: User) -> bool:
    """Whether somebody writes in this region."""
    return assignable(region).filter(pk=user.pk).exists()


def owners_of_findings(masterplan: Masterplan, keys) -> dict[tuple, tuple]:
    """Of these rows of worksheets: the agencies that wrote each, and its dimension. One query."""
    wanted = defaultdict(set)
    for kind, row_id in keys:
        if kind in MODELS:
            wanted[kind].add(row_id)
    queries = [
        MODELS[kind]
        .objects.filter(masterplan=masterplan, pk__in=row_ids)
        .order_by()
        .values_list(Value(kind), "pk", "agency", dimension_of(MODELS[kind]))
        for kind, row_ids in wanted.items()
    ]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True)
    return {(kind, pk): (_only(agency), dimension) for kind, pk, agency, dimension in rows}


def _only(agency):
    return frozenset([agency] if agency else [])


def _sections(masterplan, kind, row_ids):
    sections = Section.objects.filter(masterplan=masterplan, pk__in=row_ids)
    for section in sections.select_related("outline").prefetch_related("agencies"):
        url = reverse("masterplans:section", args=[masterplan.slug, section.pk])
        agencies = frozenset(agency.pk for agency in section.agencies.all())
        yield NoteTarget(kind, section.pk, f"Bagian {section.outline}", url, agencies)


def _programs(masterplan, kind, row_ids):
    programs = Program.objects.filter(masterplan=masterplan, pk__in=row_ids)
    for program in programs.select_related("subdimension"):
        url = reverse("programs:detail", args=[masterplan.slug, program.pk])
        dimension = program.subdimension and program.subdimension.dimension_id
        agencies = _only(program.agency_id)
        yield NoteTarget(kind, program.pk, f"Program {program}", url, agencies, dimension)


def _quickwins(masterplan, kind, row_ids):
    found = QuickWin.objects.of(masterplan).filter(pk__in=row_ids)
    for quickwin in found.select_related("program__subdimension"):
        sub = quickwin.program.subdimension
        url = reverse("quickwins:detail", args=[masterplan.slug, quickwin.pk])
        name = f"Quick win {quickwin.program}"
        agencies = _only(quickwin.program.agency_id)
        yield NoteTarget(kind, quickwin.pk, name, url, agencies, sub and sub.dimension_id)


def _findings(masterplan, kind, row_ids):
    one = KINDS[kind]
    rows = one.model.objects.filter(masterplan=masterplan, pk__in=row_ids)
    rows = rows.annotate(of_dimension=dimension_of(one.model))
    for row in rows.select_related(*one.joined):
        url = reverse(f"worksheets:{one.url_name}", args=[masterplan.slug])
        words = str(row)
        words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        name = f"{one.one_capitalised} “{words}”"
        yield NoteTarget(kind, row.pk, name, url, _only(row.agency_id), row.of_dimension)
