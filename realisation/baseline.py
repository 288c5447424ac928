"""The baseline: what an edition froze, as rows that can be summed."""

import json
from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from editions.models import Edition
from programs.models import Program
from realisation.models import FrozenAmount, FrozenProgram, FrozenTarget, TrackedProgram


@transaction.atomic
def keep_baseline(edition: Edition) -> list[FrozenProgram]:
    """Keep what an edition says of its programs; one that is kept already stays as it is.

    Called while the edition is frozen, when its programs are still those of the plan; of an older
    edition programs are found by name, sub-dimension and agency, and by those without the last.
    """
    found = list(edition.frozen_programs.all())
    if found:
        return found
    content = json.loads(edition.content)
    programs = content.get("programs", [])
    chosen = {one["program"] for one in content.get("quick_wins", []) if _is_chosen(one)}
    tracked = _tracked(edition.masterplan, programs)
    rows = [
        FrozenProgram(
            edition=edition,
            tracked=one,
            number=said["number"],
            name=said["name"],
            agency_name=said["agency"]["name"] or "",
            dimension=said["dimension"],
            subdimension=said["subdimension"],
            first_year=min((year["year"] for year in said["schedule"]), default=None),
            last_year=max((year["year"] for year in said["schedule"]), default=None),
            is_quickwin=said["number"] in chosen,
        )
        for said, one in zip(programs, tracked, strict=True)
    ]
    FrozenProgram.objects.bulk_create(rows)
    FrozenAmount.objects.bulk_create(
        amount
        for row, said in zip(rows, programs, strict=True)
        for amount in _amounts(row, said["budget"])
    )
    FrozenTarget.objects.bulk_create(
        target for row, said in zip(rows, programs, strict=True) for target in _targets(row, said)
    )
    return rows


def _is_chosen(quickwin):
    return quickwin["standing"] == "chosen"


def _amounts(row, budget):
    """Lines of one source and year are one amount."""
    sums: dict[tuple, int] = defaultdict(int)
    for line in budget:
        sums[line["year"], line["source"]] += line["amount"]
    return [
        FrozenAmount(frozen=row, year=year, source=source, amount=amount)
        for (year, source), amount in sums.items()
    ]


def _targets(row, said):
    for order, indicator in enumerate(said["indicators"], 1):
        for target in indicator["targets"]:
            baseline = indicator["baseline"]
            yield FrozenTarget(
                frozen=row,
                order=order,
                indicator=indicator["name"],
                unit=indicator["unit"],
                direction=indicator["direction"],
                baseline=None if baseline is None else Decimal(baseline),
                year=target["year"],
                value=Decimal(target["value"]),
            )


def _tracked(masterplan, programs) -> list[TrackedProgram]:
    """The tracked program of each frozen one, made where there is none yet."""
    live: dict[tuple, list[Program]] = defaultdict(list)
    for one in masterplan.programs.select_related("agency", "subdimension__dimension", "tracked"):
        live[one.name, one.subdimension.code].append(one)
    agencies = {one.name: one for one in masterplan.region.agencies.all()}
    return [
        _track(masterplan, said, live[said["name"], said["subdimension"]], agencies)
        for said in programs
    ]


def _track(masterplan, said, candidates, agencies):
    same = [one for one in candidates if one.agency.name == said["agency"]["name"]]
    program = next(iter(same or candidates), None)
    if program is not None:
        candidates.remove(program)
        if tracked := getattr(program, "tracked", None):
            return tracked
    owner = program.agency if program else agencies.get(said["agency"]["name"])
    return TrackedProgram.objects.create(
        masterplan=masterplan,
        program=program,
        name=said["name"],
        agency=owner or next(iter(agencies.values())),
        dimension=said["dimension"],
        subdimension=said["subdimension"],
    )
