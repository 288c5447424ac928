"""Which pages are measured, and for whom they are opened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from bench.filling.cohorts import YEAR
from bench.filling.country import FROZEN, LARGE, ORDINARY, PROVINCE, REVIEWED
from bench.filling.people import address
from bench.report import MOST_MS, MOST_QUERIES
from bench.texts import largest_section_html
from masterplans.models import Masterplan, Section
from programs.models import Program
from regions.models import Role

OFFICER = address("national", "id")
EXPERT = address(Role.FACILITATOR, PROVINCE)
LEAD = address(Role.LEAD, ORDINARY)
WRITER = address(Role.WRITER, ORDINARY)
LEAD_OF_LARGE = address(Role.LEAD, LARGE)
THREE = "pengelolaan sampah kecamatan"
SIGNATORY = address(Role.SIGNATORY, FROZEN, 2)


@dataclass(frozen=True)
class Page:
    """A page, the e-mail address of who opens it, and where it is in the database at hand.

    `is_alike`: it shows the same in the nation and in five regions, so it should take as long.
    `most_ms` and `most_queries` are the limits of a page that has its own.
    """

    name: str
    who: str
    address: Callable[[], str]
    is_alike: bool = True
    most_ms: int = MOST_MS
    most_queries: int = MOST_QUERIES


def _of(page: str, code: str = ORDINARY) -> str:
    return reverse(page, args=[Masterplan.objects.get(region__code=code).slug])


def _regions(query: str = "") -> str:
    return reverse("monitoring:regions") + query


def _cohort() -> str:
    """Every region of the country in one table, with its score, its documents and its tahap."""
    return reverse("cohort:table", args=[YEAR])


def _search(words: str, code: str = ORDINARY) -> str:
    return f"{_of('search:find', code)}?{urlencode({'q': words})}"


def _section() -> str:
    """The longest text of the masterplan."""
    sections = Section.objects.filter(masterplan__region__code=ORDINARY)
    longest = max(sections, key=lambda section: len(section.body))
    return reverse("masterplans:section", args=[longest.masterplan.slug, longest.pk])


def _largest_section() -> str:
    """A section of 10,000 words with 20 tables, written into the plan when first asked for."""
    sections = Section.objects.filter(masterplan__region__code=ORDINARY).select_related(
        "masterplan"
    )
    section = sections.order_by("-pk")[0]
    if section.body != (text := largest_section_html()):
        Section.objects.filter(pk=section.pk).update(body=text)
    return section.get_absolute_url()


def _history() -> str:
    sections = Section.objects.filter(masterplan__region__code=ORDINARY, revision_number__gt=0)
    section = sections.select_related("masterplan").order_by("pk")[0]
    return reverse("masterplans:section_history", args=[section.masterplan.slug, section.pk])


def _pokja() -> str:
    plan = Masterplan.objects.get(region__code=ORDINARY)
    dimension = plan.dimension_set.dimensions.order_by("order")[0]
    return reverse("compiling:pokja", args=[plan.slug, dimension.code])


def _program(page: str) -> str:
    """One of the programs of the one who opens the page."""
    programs = Program.objects.filter(masterplan__region__code=ORDINARY)
    program = programs.select_related("masterplan").order_by("pk")[0]
    return reverse(page, args=[program.masterplan.slug, program.pk])


PAGES = [
    # The portfolio of a national officer: may ask 15 queries and take 150 ms.
    Page("region list, all", OFFICER, _regions, is_alike=False, most_ms=150, most_queries=15),
    Page("region list, page 5", OFFICER, partial(_regions, "?halaman=5"), is_alike=False),
    Page("region list, one province", OFFICER, partial(_regions, f"?provinsi={PROVINCE}")),
    Page("table of the cohort", OFFICER, _cohort, is_alike=False, most_ms=150, most_queries=15),
    Page("portfolio, expert with 6 regions", EXPERT, _regions),
    Page("overview, 60 programs", LEAD, partial(_of, "stages:overview")),
    Page("overview, 150 programs", LEAD_OF_LARGE, partial(_of, "stages:overview", LARGE)),
    Page("review, by the expert", EXPERT, partial(_of, "reviews:decide", REVIEWED)),
    Page("program board, 60 programs", LEAD, partial(_of, "portfolio:board")),
    Page("program board, 150 programs", LEAD_OF_LARGE, partial(_of, "portfolio:board", LARGE)),
    Page("roadmap, 60 programs", LEAD, partial(_of, "portfolio:roadmap")),
    Page("roadmap, 150 programs", LEAD_OF_LARGE, partial(_of, "portfolio:roadmap", LARGE)),
    Page("budget, 60 programs", LEAD, partial(_of, "portfolio:budget")),
    Page("budget, 150 programs", LEAD_OF_LARGE, partial(_of, "portfolio:budget", LARGE)),
    Page("program", LEAD, partial(_program, "programs:detail")),
    Page("program form", LEAD, partial(_program, "programs:edit")),
    Page("contents of the books", LEAD, partial(_of, "masterplans:contents")),
    Page("section editor", LEAD, _section),
    Page("section of 10,000 words, 20 tables", LEAD, _largest_section),
    Page("history of a section", LEAD, _history),
    Page("kertas kerja of a writer", WRITER, partial(_of, "assignments:worksheets")),
    Page("matrix of 30 agencies", LEAD, partial(_of, "assignments:worksheets")),
    Page("analyses", LEAD, partial(_of, "worksheets:board")),
    Page("worksheet SWOT, writer", WRITER, partial(_of, "worksheets:swot")),
    Page("worksheet SWOT, coordinator", LEAD, partial(_of, "worksheets:swot")),
    Page("rows of a pokja", LEAD, _pokja),
    Page("aims and strategies", LEAD, partial(_of, "strategy:aims")),
    Page("alignment matrix", LEAD, partial(_of, "portfolio:alignment")),
    Page("many programs in a table", LEAD, partial(_of, "portfolio:grid")),
    Page("warnings, 150 programs", LEAD_OF_LARGE, partial(_of, "portfolio:odd", LARGE)),
    Page("search, a word that is everywhere", LEAD, partial(_search, "pelayanan")),
    Page("search, three words, 150 programs", LEAD_OF_LARGE, partial(_search, THREE, LARGE)),
    Page("search, typing errors", LEAD, partial(_search, "pelayann prizinan")),
    Page("quick wins", LEAD, partial(_of, "quickwins:board")),
    Page("books and editions", LEAD, partial(_of, "exports:books")),
    Page("commitment, before signing", SIGNATORY, partial(_of, "commitments:read", FROZEN)),
    Page("region with its agencies", LEAD, partial(reverse, "monitoring:region", args=[ORDINARY])),
    Page("members of a region", LEAD, partial(reverse, "regions:members", args=[ORDINARY])),
]
