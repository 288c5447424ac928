"""One masterplan without its programs: the plan itself, the texts of its books, its analyses."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from django.utils.text import slugify

from analyses.models import (
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessHead,
    ReadinessItem,
    SwotEntry,
    SwotKind,
    TowsKind,
    TowsLink,
    TowsStrategy,
)
from bench.filling import words
from bench.filling.copying import Loader
from bench.filling.moments import BEGUN, after
from bench.filling.people import Place
from dimensions.models import Dimension, DimensionSet, SubDimension
from masterplans.creation import proposed_phases
from masterplans.models import (
    DimensionTeam,
    Masterplan,
    Outline,
    OutlineSection,
    Phase,
    RegionalPlan,
    Revision,
    Section,
    SectionKind,
)
from masterplans.models.section import SECTION_REVISIONS
from strategy.models import Alignment, Mission

FIRST_YEAR, LAST_YEAR = 2025, 2034
WORDS_A_PARAGRAPH = 80


class Reference:
    """The real dimensions and the real outline, read once."""

    def __init__(self) -> None:
        self.outline = Outline.objects.newest()
        self.dimension_set = DimensionSet.objects.order_by("-pk")[0]

    @cached_property
    def dimensions(self) -> list[Dimension]:
        return list(self.dimension_set.dimensions.all())

    @cached_property
    def subdimensions(self) -> list[SubDimension]:
        return list(SubDimension.objects.filter(dimension__set=self.dimension_set))

    @cached_property
    def sections(self) -> list[OutlineSection]:
        return list(OutlineSection.objects.filter(chapter__book__outline=self.outline))


@dataclass
class Writing:
    """What everybody who writes a part of one masterplan has at hand."""

    loader: Loader
    reference: Reference
    place: Place
    plan: Masterplan
    rng: Random

    def agency(self):
        """One of the Perangkat Daerah; the first ones do more than the last ones."""
        agencies = self.place.agencies
        return agencies[min(self.rng.randrange(30), self.rng.randrange(30))]


def masterplan(loader: Loader, reference: Reference, place: Place, standing) -> Writing:
    """The masterplan of a region with everything but its programs and its history."""
    region, (stage, status) = place.region, standing
    plan = loader.add(
        Masterplan(
            region=region,
            title=f"Masterplan {region.concept_named()} {FIRST_YEAR}–{LAST_YEAR}",
            slug=slugify(f"{region} {region.code} {FIRST_YEAR} {LAST_YEAR}"),
            outline=reference.outline,
            dimension_set=reference.dimension_set,
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
            vision=f"{region} yang cerdas, layak huni, dan berdaya saing pada tahun {LAST_YEAR}.",
            vision_keywords="cerdas, layak huni, berdaya saing",
            stage=stage,
            status=status,
            stage_since=after(stage, 3),
            created_by=place.lead,
            created_at=BEGUN,
        )
    )
    writing = Writing(loader, reference, place, plan, Random(f"plan {region.code}"))
    _frame(writing)
    for outline in reference.sections:
        _section(writing, outline)
    _analyses(writing)
    return writing


def _frame(w):
    for phase in proposed_phases(FIRST_YEAR, LAST_YEAR):
        w.loader.add(Phase(masterplan=w.plan, **phase))
    for order in range(1, 6):
        w.loader.add(Mission(masterplan=w.plan, order=order, text=words.sentence(w.rng)))
    leads = w.place.by_role["dimension_lead"]
    for number, dimension in enumerate(w.reference.dimensions):
        lead = leads[number % len(leads)]
        w.loader.add(DimensionTeam(masterplan=w.plan, dimension=dimension, lead=lead))
        for document in RegionalPlan:
            texts = {"mission": words.sentence(w.rng), "goal": words.sentence(w.rng)}
            w.loader.add(
                Alignment(masterplan=w.plan, dimension=dimension, document=document, **texts)
            )


def _section(w, outline):
    """A section: written, with two earlier revisions, when its stage has come."""
    is_due = outline.kind == SectionKind.NARRATIVE and outline.stage <= w.plan.stage
    section = Section(masterplan=w.plan, outline=outline)
    writer = w.place.writers[w.rng.randrange(len(w.place.writers))]
    if is_due and w.rng.random() < 0.95:
        section.body = words.text(w.rng, 1 + max(outline.words_min, 160) // WORDS_A_PARAGRAPH)
        section.revision_number, section.changed_by = 2, writer
        section.changed_at = after(outline.stage, 12)
    w.loader.add(section)
    if outline.kind == SectionKind.NARRATIVE:
        link = Section.agencies.through
        w.loader.add(link(section_id=section.pk, agency_id=w.agency().pk))
    first = section.body[: section.body.find("</p>") + 4]
    for number, body in enumerate((first, section.body) if section.body else (), 1):
        w.loader.add(
            Revision(
                masterplan=w.plan,
                kind=SECTION_REVISIONS,
                object_id=section.pk,
                number=number,
                parts={"body": body},
                author=writer,
                at=after(outline.stage, 6 * number),
            )
        )


def _analyses(w):
    for dimension in w.reference.dimensions:
        for _ in range(3):
            facts = {"description": words.sentence(w.rng), "source": "BPS dan laporan tahunan"}
            _finding(w, Issue, dimension=dimension, title=words.sentence(w.rng)[:200], **facts)
        for _ in range(2):
            _finding(w, QuickWinIdea, dimension=dimension, text=words.sentence(w.rng))
        _swot(w, dimension)
    for head in [*ReadinessHead, *ReadinessHead]:
        texts = {"statement": words.sentence(w.rng), "evidence": "Laporan kinerja 2024"}
        _finding(w, ReadinessItem, head=head, score=w.rng.randrange(5), **texts)
    for sub in w.reference.subdimensions:
        texts = {field: words.sentence(w.rng) for field in ("now", "wanted", "gap", "need")}
        _finding(w, GapRow, subdimension=sub, level_now=w.rng.randrange(3), **texts)


def _swot(w, dimension):
    """Two entries of each kind, and four strategies that each join two of them."""
    entries = {}
    for kind in [*SwotKind, *SwotKind]:
        text = words.sentence(w.rng)
        entries[kind] = _finding(w, SwotEntry, dimension=dimension, kind=kind, text=text)
    for kind in TowsKind:
        text = words.sentence(w.rng)
        strategy = _finding(w, TowsStrategy, dimension=dimension, kind=kind, text=text)
        for letter in kind.value:
            w.loader.add(TowsLink(strategy=strategy, entry=entries[SwotKind(letter)]))


def _finding(w, model, /, **fields):
    moment = after(1, w.rng.randrange(20))
    row = model(masterplan=w.plan, agency=w.agency(), changed_at=moment, **fields)
    return w.loader.add(row)
