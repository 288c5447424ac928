"""Programs as rows of plain texts, and back to what the verbs of programs take.

Addresses: `name`, `schedule.2026`, `budget.apbd.2026`, `indicator.12.unit`, `indicator.12.2026`;
an indicator that is still to be made has the key `+7`, after its line in the file.
"""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from sys import intern

from programs.data import FIELDS, IndicatorEntry, ProgramEntry
from programs.models import (
    BudgetLine,
    Indicator,
    Partner,
    Program,
    ScheduleYear,
    Support,
    Target,
)
from regions.models import Agency
from sheets.books import SheetRow, Values
from tables.cells import figures, one_line, plain
from tables.choices import joined, paired, pairs
from tables.columns import Column, TextColumn

INDICATOR = ("name", "unit", "direction", "baseline", "baseline_year")
EMPTY = {"is_new": "1"}


def rows_of(programs, columns: dict[str, Column]) -> list[SheetRow]:
    """The programs of a queryset as rows: a query for each table, no object for each line."""
    programs = programs.order_by(*Program._meta.ordering)
    own = [Program._meta.get_field(name).attname for name in FIELDS]
    rows = {}
    for key, version, *found in programs.values_list("pk", "version", *own):
        values = {
            name: _plain(columns[name], value)
            for name, value in zip(FIELDS, found, strict=True)
            if value not in (None, "")
        }
        agency = int(values["agency"])
        rows[key] = SheetRow(key, str(version), values.get("name", ""), agency, values)
    _add_lists(rows)
    _add_years(rows)
    _add_indicators(rows)
    return list(rows.values())


def _plain(column, value):
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | Decimal):
        return figures(value)
    return plain(value) if isinstance(column, TextColumn) else one_line(value)


def _add_lists(rows):
    supporters, partners = defaultdict(list), defaultdict(list)
    found = Support.objects.filter(program__in=rows).values_list("program_id", "agency_id")
    for key, agency in found:
        supporters[key].append(agency)
    found = Partner.objects.filter(program__in=rows).order_by("helix", "pk")
    for key, helix, name in found.values_list("program_id", "helix", "name"):
        partners[key].append((helix, one_line(name)))
    for key, agencies in supporters.items():
        rows[key].values["supporters"] = joined(agencies)
    for key, names in partners.items():
        rows[key].values["partners"] = paired(names)


def _add_years(rows):
    years = ScheduleYear.objects.filter(program__in=rows).order_by()
    for key, year, activity in years.values_list("program_id", "year", "activity"):
        rows[key].values[intern(f"schedule.{year}")] = activity
    lines = BudgetLine.objects.filter(program__in=rows, amount__gt=0).order_by("pk")
    for key, source, year, amount in lines.values_list("program_id", "source", "year", "amount"):
        rows[key].values[intern(f"budget.{source}.{year}")] = str(amount)


def _add_indicators(rows):
    found = Indicator.objects.filter(program__in=rows).order_by("order", "pk")
    for key, own, *fields in found.values_list("program_id", "pk", *INDICATOR):
        for name, value in zip(INDICATOR, fields, strict=True):
            if value not in (None, ""):
                text = one_line(value) if isinstance(value, str) else figures(value)
                rows[key].values[intern(f"indicator.{own}.{name}")] = text
    targets = Target.objects.filter(indicator__program__in=rows).order_by()
    for key, own, year, value in targets.values_list(
        "indicator__program_id", "indicator_id", "year", "value"
    ):
        rows[key].values[intern(f"indicator.{own}.{year}")] = figures(value)


def parts(values: Values, head: str) -> dict[str, Values]:
    """The part of a row under one head, by the key of the line: {"apbd": {"2026": "5"}}."""
    found = {}
    for address, value in values.items():
        if address.startswith(f"{head}."):
            _, key, name = address.split(".")
            found.setdefault(key, {})[name] = value
    return found


class Entries:
    """Makes entries of rows; looks every agency and sub-dimension up once."""

    def __init__(self, masterplan):
        self.agencies = {str(one.pk): one for one in masterplan.region.agencies.all()}
        self.related = {"agency": self.agencies}
        for name in FIELDS:
            field = Program._meta.get_field(name)
            if field.is_relation and name not in self.related:
                rows = field.related_model.objects.all()
                if name == "subdimension":
                    rows = rows.filter(dimension__set=masterplan.dimension_set_id)
                else:
                    rows = rows.filter(masterplan=masterplan)
                self.related[name] = {str(one.pk): one for one in rows}

    def changed(self, stored: ProgramEntry | None, values: Values) -> ProgramEntry:
        """An entry with some of its values changed; without one, a new entry."""
        fields = dict(stored.fields) if stored else {
            name: Program._meta.get_field(name).get_default() for name in FIELDS
        }  # fmt: skip
        for name in FIELDS:
            if name in values:
                fields[name] = self._field(name, values[name])
        entry = replace(stored, fields=fields) if stored else ProgramEntry(fields=fields)
        return replace(
            entry,
            supporters=self._supporters(entry, values) - {fields["agency"]},
            partners=tuple(pairs(values["partners"])) if "partners" in values else entry.partners,
            indicators=self._indicators(entry, values),
            schedule=_merged(entry.schedule, values, "schedule"),
            budget=_budget(entry.budget, values),
        )

    def _field(self, name, value):
        field = Program._meta.get_field(name)
        if name in self.related:
            return self.related[name][value] if value else None
        if field.get_internal_type() == "BooleanField":
            return value == "1"
        if field.get_internal_type().endswith("IntegerField"):
            return int(value) if value else None
        return value

    def _supporters(self, entry, values) -> frozenset[Agency]:
        if "supporters" not in values:
            return entry.supporters
        return frozenset(self.agencies[key] for key in values["supporters"].split(",") if key)

    @staticmethod
    def _indicators(entry, values):
        changed = parts(values, "indicator")
        made = []
        for row in entry.indicators:
            if row := _indicator(row, changed.pop(str(row.key), {})):
                made.append(row)
        made += [_indicator(None, own) for own in changed.values() if any(own.values())]
        return tuple(made)


def _indicator(row: IndicatorEntry | None, values: Values) -> IndicatorEntry | None:
    """An indicator with some values changed; None when nothing is left of it."""
    if not values:
        return row
    row = row or IndicatorEntry(name="", unit="")
    own = {name: values[name] for name in INDICATOR if name in values}
    for name, kind in (("baseline", Decimal), ("baseline_year", int)):
        if name in own:
            own[name] = kind(own[name]) if own[name] else None
    changed = {int(name): value for name, value in values.items() if name.isdecimal()}
    targets = {year: value for year, value in row.targets.items() if year not in changed}
    targets |= {year: Decimal(value) for year, value in changed.items() if value}
    row = replace(row, **own, targets=dict(sorted(targets.items())))
    return row if (row.name or row.unit or row.targets or row.baseline is not None) else None


def _merged(schedule, values, head):
    merged = dict(schedule)
    for address, value in values.items():
        if address.startswith(f"{head}."):
            year = int(address.split(".")[1])
            merged.pop(year, None)
            if value:
                merged[year] = value
    return dict(sorted(merged.items()))


def _budget(budget, values):
    merged = dict(budget)
    for source, amounts in parts(values, "budget").items():
        for year, amount in amounts.items():
            merged.pop((int(year), source), None)
            if amount and int(amount):
                merged[int(year), source] = int(amount)
    return merged
