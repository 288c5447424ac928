"""The many rows of an example masterplan, written in bulk: analyses, aims, programs."""

from collections import defaultdict
from itertools import cycle, repeat

from analyses.models import (
    Application,
    GapRow,
    IctSpending,
    IctStaff,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    Regulation,
    SwotEntry,
    TowsLink,
    TowsStrategy,
    VisionKeyword,
)
from programs.models import (
    BudgetLine,
    Indicator,
    ParticipatingRegion,
    Partner,
    Program,
    ScheduleYear,
    Support,
    Target,
)
from strategy.models import Aim, Strategy

SIMPLE = (
    "name",
    "expansion",
    "kind",
    "is_new",
    "since_year",
    "achievement",
    "description",
    "problem",
    "output",
    "outcome",
    "beneficiaries",
    "beneficiaries_count",
    "rpjmd_link",
    "risks",
)


def write_analyses(plan, data: dict) -> None:
    """Issues, SWOT and TOWS, readiness, gaps and first ideas."""
    _findings(plan, Issue, data["issues"], "title", "description", "source")
    _findings(plan, QuickWinIdea, data["ideas"], "text")
    entries = _findings(plan, SwotEntry, data["swot"], "kind", "text")
    strategies = _findings(plan, TowsStrategy, data["tows"], "kind", "text")
    _link(entries, zip(strategies, data["tows"], strict=True))
    GapRow.objects.bulk_create(
        GapRow(
            masterplan=plan.masterplan,
            subdimension=plan.subdimension(row),
            **_only(row, "now", "wanted", "gap", "need", "level_now", "level_wanted"),
        )
        for row in data["gaps"]
    )
    ReadinessItem.objects.bulk_create(
        ReadinessItem(
            masterplan=plan.masterplan,
            order=order,
            evidence_url=row["link"],
            **_only(row, "head", "statement", "score", "evidence"),
        )
        for order, row in enumerate(data["readiness"], 1)
    )


INVENTORIES = {
    "regulations": Regulation,
    "applications": Application,
    "ict_staff": IctStaff,
    "ict_spending": IctSpending,
    "vision_keywords": VisionKeyword,
}


def write_inventories(plan, data: dict) -> None:
    """What the region has: regulations, applications, ICT staff, spending; words for the visi."""
    for name, rows in data.items():
        INVENTORIES[name].objects.bulk_create(
            INVENTORIES[name](
                masterplan=plan.masterplan,
                order=order,
                **row | {"agency": plan.agencies[row["agency"]]},
            )
            for order, row in enumerate(rows, 1)
        )


def _findings(plan, model, rows, *fields):
    """Rows that belong to a dimension and were written by an agency, in the order of the data."""
    return model.objects.bulk_create(
        model(
            masterplan=plan.masterplan,
            dimension=plan.dimensions[row["dimension"]],
            agency=plan.agencies[row["agency"]] if row.get("agency") else None,
            order=order,
            **_only(row, *fields),
        )
        for order, row in enumerate(rows, 1)
    )


def _link(entries, strategies):
    """A strategy names its entries as the worksheet does: S1 is the first strength there."""
    named, seen = {}, {}
    for entry in entries:
        kind = (entry.dimension_id, entry.kind)
        seen[kind] = seen.get(kind, 0) + 1
        named[entry.dimension_id, f"{entry.kind}{seen[kind]}"] = entry
    TowsLink.objects.bulk_create(
        TowsLink(strategy=strategy, entry=named[strategy.dimension_id, name])
        for strategy, row in strategies
        for name in row["entries"]
    )


def write_aims(plan, rows: list[dict]) -> None:
    """One aim a sub-dimension, with its strategies; each serves a mission of its dimension."""
    missions = defaultdict(list)
    for alignment in plan.masterplan.alignments.order_by("pk"):
        missions[alignment.dimension_id].append(alignment)
    turns = {dimension: cycle(found) for dimension, found in missions.items()}
    places = [plan.subdimension(row) for row in rows]
    aims = Aim.objects.bulk_create(
        Aim(
            masterplan=plan.masterplan,
            subdimension=place,
            text=row["aim"],
            alignment=next(turns.get(place.dimension_id, repeat(None))),
        )
        for place, row in zip(places, rows, strict=True)
    )
    Strategy.objects.bulk_create(
        Strategy(aim=aim, text=text, order=order)
        for aim, row in zip(aims, rows, strict=True)
        for order, text in enumerate(row["strategies"], 1)
    )


def write_programs(plan, rows: list[dict]) -> None:
    """Programs with everything that hangs on them, a handful of inserts for all of them.

    A program serves the aim of its sub-dimension: the examples have one each.
    """
    aims = {aim.subdimension_id: aim for aim in plan.masterplan.aims.all()}
    programs = Program.objects.bulk_create(
        Program(
            masterplan=plan.masterplan,
            subdimension=plan.subdimension(row),
            aim=aims.get(plan.subdimension(row).pk),
            agency=plan.agencies[row["owner"]],
            order=order,
            **_only(row, *SIMPLE),
        )
        for order, row in enumerate(rows, 1)
    )
    pairs = list(zip(programs, rows, strict=True))
    _write_hands(plan, pairs)
    _write_indicators(pairs)
    ScheduleYear.objects.bulk_create(
        ScheduleYear(program=program, year=year, activity=activity)
        for program, row in pairs
        for year, activity in row["schedule"].items()
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(program=program, year=year, source=source, amount=amount)
        for program, row in pairs
        for year, sources in row["budget"].items()
        for source, amount in sources.items()
    )


def _write_hands(plan, pairs):
    """Who helps: other agencies of the region, and partners outside it."""
    Support.objects.bulk_create(
        Support(program=program, agency=plan.agencies[name])
        for program, row in pairs
        for name in row["supporting"]
    )
    places = {one.code: one for one in plan.masterplan.region.children.all()}
    ParticipatingRegion.objects.bulk_create(
        ParticipatingRegion(program=program, region=places[code], villages=villages)
        for program, row in pairs
        for code, villages in row.get("participants", {}).items()
    )
    Partner.objects.bulk_create(
        Partner(program=program, **partner) for program, row in pairs for partner in row["partners"]
    )


def _write_indicators(pairs):
    indicators = [
        (Indicator(program=program, order=order, **_without(indicator, "targets")), indicator)
        for program, row in pairs
        for order, indicator in enumerate(row["indicators"], 1)
    ]
    Indicator.objects.bulk_create(indicator for indicator, _ in indicators)
    Target.objects.bulk_create(
        Target(indicator=indicator, year=year, value=value)
        for indicator, row in indicators
        for year, value in row["targets"].items()
    )


def _only(row, *fields):
    return {field: row[field] for field in fields if field in row}


def _without(row, field):
    return {name: value for name, value in row.items() if name != field}
