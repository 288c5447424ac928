"""The whole content of a masterplan as plain values: what an edition freezes.

Names are written out as they are at this moment, and no key of the database is in it: an agency
that is renamed, merged or removed later changes nothing in what was signed. Every list is in the
order in which the books print it, so the same content always gives the same text.
"""

from django.db.models import Prefetch

from analyses.models import SwotEntry
from masterplans.models import Masterplan, Section
from quickwins.models import QuickWin

FORM = "simpul-edisi-2"  # raise it when the shape changes; old editions keep theirs
PROGRAM_TEXTS = (
    "name", "expansion", "kind", "is_new", "description", "problem", "output", "outcome",
    "beneficiaries", "beneficiaries_count", "rpjmd_link", "rpjmd_amount", "risks",
)  # fmt: skip


def collect(masterplan: Masterplan) -> dict:
    """Everything that the masterplan consists of, ready for `editions.canonical.canonical`."""
    return {
        "form": FORM,
        "masterplan": _identity(masterplan),
        "officials": _officials(masterplan.region),
        "sections": _sections(masterplan),
        "analyses": _analyses(masterplan),
        "aims": _aims(masterplan),
        "programs": _programs(masterplan),
        "quick_wins": _quickwins(masterplan),
        "attachments": _attachments(masterplan),
    }


def _identity(plan):
    region = plan.region
    return {
        "title": plan.title,
        "edition": plan.edition_number,
        "region": {"code": region.code, "name": str(region)},
        "province": str(region.parent) if region.parent else "",
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "outline": plan.outline.version,
        "dimensions": plan.dimension_set.version,
        "vision": plan.vision,
        "vision_keywords": plan.vision_keywords,
        "missions": [mission.text for mission in plan.missions.all()],
        "phases": [_values(p, "name", "first_year", "last_year") for p in plan.phases.all()],
        "alignments": [
            _values(row, "document", "mission", "goal") | {"dimension": row.dimension.name}
            for row in plan.alignments.select_related("dimension")
        ],
        "teams": [
            {"dimension": team.dimension.name, "lead": team.lead.name}
            for team in plan.teams.select_related("dimension", "lead").order_by("dimension__order")
        ],
    }


def _officials(region):
    """Names and positions; NIP and rank are personal and belong to the commitment alone."""
    return [
        {
            "name": official.name,
            "position": official.full_position,
            "agency": _name(official.agency),
            "institution": official.institution,
            "is_head_of_region": official.is_head_of_region,
        }
        for official in region.officials.select_related("agency").order_by("order", "name", "pk")
    ]


def _sections(plan):
    sections = (
        Section.objects.filter(masterplan=plan)
        .select_related("outline__chapter__book")
        .prefetch_related("agencies")
        .in_order()
    )
    return [
        {
            "book": section.outline.chapter.book.number,
            "book_title": section.outline.chapter.book.title,
            "chapter": section.outline.chapter.number,
            "chapter_title": section.outline.chapter.title,
            "number": section.outline.number,
            "title": section.outline.title,
            "slug": section.outline.slug,
            "kind": section.outline.kind,
            "html": section.body,
            "revision": section.revision_number,
            "agencies": [agency.name for agency in section.agencies.all()],
        }
        for section in sections
    ]


def _analyses(plan):
    def rows(related, *fields, **joined):
        found = related.for_book().with_origins().select_related("agency", *joined.values())
        return [
            _values(row, *fields)
            | {"agency": _named(row)}
            | {key: _name(getattr(row, attribute)) for key, attribute in joined.items()}
            for row in found
        ]

    return {
        "issues": rows(plan.issues, "title", "description", "source", dimension="dimension"),
        "swot": rows(plan.swot_entries, "kind", "text", dimension="dimension"),
        "tows": _tows(plan),
        "readiness": rows(
            plan.readiness_items,
            *("head", "statement", "score", "evidence", "evidence_url"),
            dimension="dimension",
            file="evidence_file",
        ),
        "gaps": [
            _values(row, "now", "wanted", "gap", "need", "level_now", "level_wanted")
            | _place(row.subdimension)
            | {"agency": _named(row)}
            for row in plan.gap_rows.for_book()
            .with_origins()
            .select_related("agency", "subdimension__dimension")
        ],
        "ideas": rows(plan.quickwin_ideas, "text", dimension="dimension"),
        "regulations": rows(plan.regulations, "form", "number", "year", "about", "status"),
        "applications": rows(
            plan.applications,
            *("name", "function", "users", "maker", "year", "integration", "url"),
        ),
        "ict_staff": rows(plan.ict_staff, "position", "education", "count", "certified"),
        "ict_spending": rows(plan.ict_spending, "year", "item", "source", "amount"),
        "vision_keywords": rows(plan.keyword_rows, "word", "reason"),
    }


def _tows(plan):
    strategies = plan.tows_strategies.for_book().with_origins()
    printed = Prefetch("entries", SwotEntry.objects.for_book())
    return [
        _values(row, "kind", "text")
        | {"agency": _named(row), "dimension": row.dimension.name}
        | {"from": [_values(entry, "kind", "text") for entry in row.entries.all()]}
        for row in strategies.select_related("agency", "dimension").prefetch_related(printed)
    ]


def _aims(plan):
    aims = plan.aims.select_related("subdimension__dimension", "alignment")
    return [
        _place(aim.subdimension)
        | {"aim": aim.text, "strategies": [strategy.text for strategy in aim.strategies.all()]}
        | {"serves": str(aim.alignment) if aim.alignment else ""}
        for aim in aims.prefetch_related("strategies")
    ]


def _programs(plan):
    programs = plan.programs.select_related("agency", "subdimension__dimension", "aim")
    return [
        _values(program, *PROGRAM_TEXTS)
        | _place(program.subdimension)
        | {
            "agency": program.agency.name,
            "aim": program.aim.text if program.aim else "",
            "supporters": [agency.name for agency in program.supporters.all()],
            "partners": [_values(partner, "helix", "name") for partner in program.partners.all()],
            "indicators": [_indicator(indicator) for indicator in program.indicators.all()],
            "schedule": [_values(year, "year", "activity") for year in program.schedule.all()],
            "budget": [_values(line, "year", "source", "amount") for line in program.budget.all()],
        }
        for program in programs.prefetch_related(
            "supporters", "partners", "indicators__targets", "schedule", "budget"
        )
    ]


def _indicator(indicator):
    return _values(indicator, "name", "unit", "baseline_year", "direction") | {
        "baseline": _number(indicator.baseline),
        "targets": [
            {"year": target.year, "value": _number(target.value)}
            for target in indicator.targets.all()
        ],
    }


def _quickwins(plan):
    quickwins = QuickWin.objects.of(plan).select_related("program")
    return [
        _values(quickwin, "standing", "reason", *QuickWin.PROFILE_FIELDS)
        | {
            "program": quickwin.program.name,
            # what was judged, not who judged: the book prints the means
            "scores": sorted([score.criterion, score.value] for score in quickwin.scores.all()),
            "risks": [
                _values(risk, "text", "likelihood", "impact", "mitigation")
                for risk in quickwin.risks.all()
            ],
            "milestones": [_values(step, "month", "text") for step in quickwin.milestones.all()],
        }
        for quickwin in quickwins.prefetch_related("scores", "risks", "milestones")
    ]


def _attachments(plan):
    return [_values(file, "name", "sha256", "alt") for file in plan.attachments.order_by("pk")]


def _values(row, *fields):
    return {field: getattr(row, field) for field in fields}


def _place(sub):
    return {"dimension": sub.dimension.name, "subdimension": sub.name}


def _name(thing):
    """The full name as it is now; of an agency not its short name."""
    return thing.name if thing is not None else ""


def _named(finding):
    """Who named it: its own agency, and those whose rows were merged into it."""
    return ", ".join(agency.name for agency in finding.agencies)


def _number(value):
    """A decimal as text, because JSON's numbers lose digits."""
    return None if value is None else f"{value:f}"
