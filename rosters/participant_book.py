"""The table of those who take part in the programs of a province: kabupaten, kota, villages."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from programs.models import ParticipatingRegion
from programs.participating import (
    ParticipationError,
    let_take_part,
    participation_of,
    seen_of,
)
from programs.rules import programs_to_write
from regions.models import Level
from revisions.tokens import digest
from rosters.books import RosterBook
from sheets.books import Change, Mend, RowsRefused, Sheet, SheetRow, StaleRows
from tables.choices import ChoiceColumn, Option, with_distinct_labels
from tables.columns import LineColumn

LONGEST = 1000
ALREADY = "Kabupaten/kota ini sudah ikut dalam program itu. Ubah desanya di barisnya."
NOT_YOURS = "Program ini milik Perangkat Daerah lain atau pokja lain."
ELSEWHERE = "Untuk mengganti program atau kabupaten/kota, buat baris baru."


@dataclass
class ParticipantBook(RosterBook):
    """A row for each kabupaten or kota in each program. Raises KeyError but for provinces."""

    kind: str = "yang-ikut"
    title: str = "Kabupaten/kota yang ikut"
    one: str = "kabupaten/kota yang ikut"
    view: str = "programs.view_program"
    enter: str = "programs.enter_program"
    page: str = "portfolio:board"

    def __post_init__(self):
        region = self.masterplan.region
        if region.level != Level.PROVINCE:
            raise KeyError(self.kind)
        self.hers = set(programs_to_write(self.user, self.masterplan).values_list("pk", flat=True))
        self.programs = {one.pk: one for one in self.masterplan.programs.all()}
        programs = [
            Option(str(pk), one.name, offered=pk in self.hers) for pk, one in self.programs.items()
        ]
        places = [Option(str(one.pk), str(one), (one.name,)) for one in region.children.all()]
        self.sheets = [
            Sheet(
                "Yang ikut",
                (
                    ChoiceColumn("program", "Program", width=36, required="Pilih program.",
                                 is_key=True, carries=True, options=with_distinct_labels(programs)),
                    ChoiceColumn("region", "Kabupaten/kota", width=30, is_key=True,
                                 required="Pilih kabupaten atau kota.",
                                 aliases=("kabupaten", "kota", "kab/kota"),
                                 options=with_distinct_labels(places)),
                    LineColumn("villages", "Desa yang ikut", "Desa, dipisah koma.", 60,
                               longest=LONGEST, aliases=("desa", "desa/kelurahan", "kelurahan")),
                ),
            )
        ]  # fmt: skip
        self.pairs: set[tuple[str, str]] = set()

    def rows(self, agencies=None):
        found = ParticipatingRegion.objects.filter(program__masterplan=self.masterplan)
        if agencies is not None:
            found = found.filter(program__agency__in=agencies)
        found = found.select_related("program", "region").order_by(
            "program__subdimension__dimension__order", "program__order", "program", "region__code"
        )
        rows = [self._row(one) for one in found]
        self.pairs = {(row.values["program"], row.values["region"]) for row in rows}
        return rows

    def _row(self, one):
        values = {
            "program": str(one.program_id), "region": str(one.region_id), "villages": one.villages,
        }  # fmt: skip
        title, note = f"{one.region}", one.program.name
        return SheetRow(one.pk, digest(one.villages), title, one.program.agency_id, values, note)

    def url_of(self, row):
        return reverse("portfolio:participants", args=[self.masterplan.slug, row.values["program"]])

    def may_write(self, row):
        return int(row.values["program"]) in self.hers

    def check(self, row, merged, changed):
        mends = []
        for name, value in changed.items():
            try:
                self.column_of(name).check(value)
            except ValidationError as error:
                mends.append(Mend(name, error.messages[0]))
        if row is not None:
            return mends + [Mend(name, ELSEWHERE) for name in changed if name != "villages"]
        pair = merged.get("program", ""), merged.get("region", "")
        if pair[0] and int(pair[0]) not in self.hers:
            mends.append(Mend("program", NOT_YOURS))
        if all(pair):
            if pair in self.pairs:
                mends.append(Mend("region", ALREADY))
            self.pairs.add(pair)
        return mends

    @transaction.atomic
    def save(self, changes: list[Change], *, progress) -> None:
        stored = {row.key: row for row in self.rows()}
        stale = [
            one.key
            for one in changes
            if one.key and (one.key not in stored or stored[one.key].version != one.version)
        ]
        if stale:
            raise StaleRows(stale)
        wanted: dict[int, dict[int, str]] = defaultdict(dict)
        for change in changes:
            row = stored[change.key].values if change.key else {}
            values = row | change.values
            wanted[int(values["program"])][int(values["region"])] = values.get("villages", "")
        for key, villages in wanted.items():
            program = self.programs[key]
            program.masterplan = self.masterplan
            now = participation_of(program)
            try:
                let_take_part(program, villages=now | villages, seen=seen_of(now), by=self.user)
            except ParticipationError as error:
                raise RowsRefused(str(error)) from error
