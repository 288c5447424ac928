"""The workbook of programs: one sheet of programs, one of amounts, one of indicators."""

from dataclasses import dataclass, field
from sys import intern

from django.core.exceptions import ValidationError

from programs.bulk import ProgramChange, save_programs
from programs.models import Direction, Program, Source
from regions.rules import agencies_for, agencies_of, roles_of
from sheets.books import Change, Mend, Progress, SheetBook, SheetLine, StaleRows, Values
from sheets.program_sheets import sheets_of
from sheets.program_values import EMPTY, INDICATOR, Entries, parts, rows_of
from strategy.rules import NOT_OFFERED, led_subdimensions
from tables.choices import joined
from tables.columns import Column

NEEDS_ONE = "Tulis uraian singkat, atau pilih sedikitnya satu tahun pelaksanaan."
NOT_YOURS = "Anda hanya dapat menulis untuk Perangkat Daerah Anda sendiri."
OTHER_PART = "Sasaran ini milik subdimensi lain. Pilih lagi, atau kosongkan."
MOST_INDICATORS = 40
HEADS = {"budget": 1, "indicator": 2}


@dataclass
class ProgramBook(SheetBook):
    """Programs of one masterplan."""

    kind: str = "program"
    title: str = "Program"
    one: str = "program"
    view: str = "programs.view_program"
    enter: str = "programs.enter_program"
    page: str = "portfolio:board"
    offered: set[str] = field(default_factory=set)

    def __post_init__(self):
        region = self.masterplan.region
        self.sheets = sheets_of(self.masterplan, self.user)
        self.offered = set(map(str, agencies_for(self.user, region).values_list("pk", flat=True)))
        self.for_all = bool(roles_of(self.user, region) & {"lead", "dimension_lead"})
        self.led = led_subdimensions(self.user, self.masterplan)
        self.own = agencies_of(self.user, region)
        aims = self.masterplan.aims.values_list("pk", "subdimension")
        self.aims = {str(aim): str(part) for aim, part in aims}
        self.by_name = {sheet.title: {c.name: c for c in sheet.columns} for sheet in self.sheets}

    def rows(self, agencies=None):
        programs = Program.objects.filter(masterplan=self.masterplan)
        if agencies is not None:
            programs = programs.filter(agency__in=agencies)
        return rows_of(programs, self.columns())

    def lines(self, sheet, row):
        if not sheet.is_part:
            return super().lines(sheet, row)
        if sheet.title == "Anggaran":
            amounts = parts(row.values, "budget")
            keys = [one for one in Source.values if one in amounts]
            lines = [SheetLine(key, {"source": key, **amounts[key]}) for key in keys]
            return lines or [SheetLine("", {"source": Source.APBD.value})]
        return [SheetLine(*own) for own in parts(row.values, "indicator").items()] or [
            SheetLine("", {})
        ]

    def addresses(self, sheet, key, cells):
        if sheet.title == "Indikator":
            if key.startswith("+") and any(cells.values()) and not cells.get("direction"):
                cells = cells | {"direction": Direction.UP.value}
            return {intern(f"indicator.{key}.{name}"): value for name, value in cells.items()}
        if sheet.title == "Anggaran":
            source = cells.get("source", "")
            return {
                intern(f"budget.{source}.{year}"): value
                for year, value in cells.items()
                if year != "source"
            }
        return cells

    def column_of(self, address: str) -> Column:
        head, *rest = address.split(".")
        if head in HEADS:
            return self.by_name[self.sheets[HEADS[head]].title][rest[-1]]
        return self.columns()[address]

    def place_of(self, address):
        head, *rest = address.split(".")
        return f"{self.sheets[HEADS[head]].title}.{rest[0]}" if head in HEADS else ""

    def label_of(self, address: str) -> str:
        head, *rest = address.split(".")
        label = self.column_of(address).label
        if head == "budget":
            return f"{label} {Source(rest[0]).label}"
        if head == "indicator":
            return f"Indikator, {label[:1].lower()}{label[1:]}"
        return label

    def may_write(self, row):
        return self._is_hers(row.agency, row.values["subdimension"])

    def _is_hers(self, agency, place):
        """The permission `write_program`, asked of two thousand rows."""
        leads_it = self.led is None or int(place) in self.led
        return agency in self.own or (self.for_all and leads_it)

    def check(self, row, merged, changed):
        mends = [*self._each(changed), *self._agency(row, changed), *self._place(merged, changed)]
        scheduled = any(value for one, value in merged.items() if one.startswith("schedule."))
        if row is None and not merged.get("description") and not scheduled:
            mends.append(Mend("description", NEEDS_ONE))
        if (aim := merged.get("aim")) and self.aims.get(aim) != merged.get("subdimension"):
            mends.append(Mend("aim", OTHER_PART))
        return mends + list(self._indicators(merged))

    def filled(self, values: Values) -> Values:
        """A new row with what people leave out."""
        made = EMPTY | {address: value for address, value in values.items() if value}
        helping = set(made.pop("supporters", "").split(",")) - {"", made.get("agency")}
        return made | ({"supporters": joined(helping)} if helping else {})

    def _each(self, changed):
        for address, value in changed.items():
            if address.startswith("indicator."):
                continue  # judged together: an emptied indicator is removed
            try:
                self.column_of(address).check(value)
            except ValidationError as error:
                yield Mend(address, error.messages[0])

    def _agency(self, row, changed):
        agency = changed.get("agency")
        if agency and agency not in self.offered:
            yield Mend("agency", NOT_YOURS)

    def _place(self, merged, changed):
        agency, place = merged.get("agency"), changed.get("subdimension")
        if agency and place and not self._is_hers(int(agency), place):
            yield Mend("subdimension", NOT_OFFERED)

    def _indicators(self, merged):
        own = parts(merged, "indicator")
        if len(own) > MOST_INDICATORS:
            yield Mend("", f"Paling banyak {MOST_INDICATORS} indikator untuk satu program.")
        for key, values in own.items():
            if not any(values.get(name) for name in values if name != "direction"):
                continue
            for name in (*INDICATOR, *(one for one in values if one not in INDICATOR)):
                address = f"indicator.{key}.{name}"
                try:
                    self.column_of(address).check(values.get(name, ""))
                except ValidationError as error:
                    yield Mend(address, error.messages[0])

    def save(self, changes: list[Change], *, progress: Progress) -> None:
        entries = Entries(self.masterplan)
        wanted = [
            ProgramChange(
                key=change.key,
                version=int(change.version or 0),
                of=lambda stored, values=change.values: entries.changed(stored, values),
            )
            for change in changes
        ]
        stale = save_programs(self.masterplan, wanted, by=self.user, progress=progress)
        if stale:
            raise StaleRows(stale)
