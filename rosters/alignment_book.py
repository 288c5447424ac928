"""The table of the alignment: which programs each row of RPJPD, RPJMD and RTRW names."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from masterplans.documents import plan_held_open
from programs.naming import name_programs
from revisions.tokens import digest
from rosters.books import RosterBook
from sheets.books import Change, Mend, Sheet, SheetRow, StaleRows
from tables.choices import ChoicesColumn, Option, joined, with_distinct_labels
from tables.columns import LineColumn, TextColumn

ELSEWHERE = "Misi, dokumen, dan dimensi diubah di halaman Keselarasan, bukan di sini."
NO_ROW = (
    "Baris keselarasan ini belum ada. Tulis misinya di halaman Keselarasan, lalu sebut programnya."
)


@dataclass
class AlignmentBook(RosterBook):
    """The rows of the alignment of one masterplan; only their programs can be changed."""

    kind: str = "keselarasan"
    title: str = "Program keselarasan"
    one: str = "baris keselarasan"
    view: str = "programs.view_program"
    enter: str = "programs.name_programs"
    page: str = "portfolio:alignment"

    def __post_init__(self):
        programs = self.masterplan.programs.values_list("pk", "name", "expansion")
        options = [Option(str(pk), name, (long,) if long else ()) for pk, name, long in programs]
        self.sheets = [
            Sheet(
                "Program keselarasan",
                (
                    LineColumn("document", "Dokumen", is_key=True, width=12),
                    TextColumn("mission", "Misi daerah", is_key=True, width=48,
                               aliases=("misi",), carries=True),
                    LineColumn("dimension", "Dimensi", is_key=True, width=22),
                    ChoicesColumn(
                        "programs", "Program yang disebut", "Nama program, dipisah titik koma.",
                        48, options=with_distinct_labels(options), box="area",
                        aliases=("program",),
                    ),
                ),
            )
        ]  # fmt: skip

    def rows(self, agencies=None):
        found = self.masterplan.alignments.select_related("dimension").prefetch_related("named")
        return [self._row(one) for one in found]

    def _row(self, alignment):
        named = joined(one.program_id for one in alignment.named.all())
        document, dimension = alignment.get_document_display(), alignment.dimension.name
        values = {
            "document": document, "mission": alignment.mission, "dimension": dimension,
            "programs": named,
        }  # fmt: skip
        note = f"{document} · {dimension}"
        return SheetRow(alignment.pk, digest(named), alignment.mission[:200], None, values, note)

    def url_of(self, row):
        return reverse("portfolio:name_programs", args=[self.masterplan.slug, row.key])

    def meant(self, values, rows):
        """By mission and dimension; the document is said where a mission stands in two."""
        given = {name: value for name, value in values.items() if value}
        found = super().meant(given, rows)
        if found or "document" in given:
            return found
        documents = {row.values["document"] for row in rows}
        tries = (super(AlignmentBook, self).meant(given | {"document": one}, rows)
                 for one in documents)  # fmt: skip
        same = [row for row in tries if row]
        return same[0] if len(same) == 1 else None

    def may_write(self, row):
        return self.user.has_perm(self.enter, self.masterplan)

    def check(self, row, merged, changed):
        if row is None:
            return [Mend("", NO_ROW)]
        mends = [Mend(name, ELSEWHERE) for name in changed if name != "programs"]
        try:
            self.column_of("programs").check(merged.get("programs", ""))
        except ValidationError as error:
            mends.append(Mend("programs", error.messages[0]))
        return mends

    @transaction.atomic
    def save(self, changes: list[Change], *, progress) -> None:
        plan_held_open(self.masterplan)
        stored = {row.key: row for row in self.rows()}
        if stale := [c.key for c in changes if c.key not in stored
                     or c.version != stored[c.key].version]:  # fmt: skip
            raise StaleRows(stale)
        rows = {one.pk: one for one in self.masterplan.alignments.all()}
        for change in changes:
            row = rows[change.key]
            row.masterplan = self.masterplan
            wanted, shown = change.values["programs"], stored[change.key].values["programs"]
            name_programs(row, programs=_keys(wanted), shown=_keys(shown), by=self.user)


def _keys(text):
    return {int(key) for key in text.split(",") if key}
