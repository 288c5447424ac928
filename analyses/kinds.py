"""The kinds of worksheet rows and what their pages need: one table instead of eleven copies."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from analyses import columns, groups
from analyses.completeness import AnalysisCounts
from analyses.models import (
    Application,
    Finding,
    GapRow,
    IctSpending,
    IctStaff,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    Regulation,
    SwotEntry,
    TowsStrategy,
    VisionKeyword,
)
from masterplans.models import Masterplan
from tables.columns import Column


@dataclass(frozen=True)
class RowKind:
    """One kind: its address, model, words, and how its rows are grouped on the page."""

    slug: str
    url_name: str
    model: type[Finding]
    one: str
    short: str
    many: str
    asked: str
    row_template: str
    grouping: Callable[[Masterplan, list], list[groups.Group]]
    columns: tuple[Column, ...]
    fixed: tuple[str, ...] = ()  # what the heading of a row says already
    joined: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    unit: str = "dimensi"  # each of these is asked for at least one row; "" when one is enough
    page: tuple[str, ...] = ()  # the fields of one row's page, when not in the order of the grid
    wide: tuple[str, ...] = ("text",)  # those that take the whole width
    kept: tuple[str, ...] = ("agency",)  # what the next row most likely shares

    @property
    def one_capitalised(self) -> str:
        """ "baris SWOT" is "Baris SWOT": `str.capitalize` would make "Baris swot" of it."""
        return self.one[0].upper() + self.one[1:]

    @property
    def many_within(self) -> str:
        """The name within a sentence: "isu daerah", but "SWOT"."""
        return self.many if self.many.isupper() else self.many[0].lower() + self.many[1:]

    @property
    def is_inventory(self) -> bool:
        return not self.unit

    @property
    def grid_columns(self) -> list[Column]:
        """The columns that a row of the grid has; the heading says the others."""
        return [one for one in self.columns if one.in_grid and one.name not in self.fixed]

    @property
    def page_columns(self) -> list[Column]:
        """The columns in the order of the page of one row, which the workbook has as well."""
        order = self.page or tuple(column.name for column in self.columns)
        return [self.column(name) for name in order]

    def column(self, name: str) -> Column:
        """The column of this name. Raises StopIteration."""
        return next(column for column in self.columns if column.name == name)

    def rows(self, masterplan: Masterplan) -> QuerySet:
        """The standing rows of a masterplan, with what a row shows, in two queries at most.

        Each row knows this masterplan as its own: rules ask it for its region.
        """
        of_plan = self.model._meta.get_field("masterplan").remote_field.get_accessor_name()
        return (
            getattr(masterplan, of_plan)
            .standing()
            .select_related("agency", *self.joined)
            .prefetch_related(*self.linked)
        )


KINDS = {
    kind.slug: kind
    for kind in (
        RowKind(
            "isu",
            "issues",
            Issue,
            "isu",
            "isu",
            "Isu daerah",
            "Tulis masalah daerah yang dirasakan warga, dengan angka dan sumbernya.",
            "analyses/_issue.html",
            groups.by_dimension,
            columns.ISU,
            page=("dimension", "agency", "title", "description", "source"),
            wide=("title", "description", "source"),
            kept=("dimension", "agency"),
            fixed=("dimension",),
            joined=("dimension",),
        ),
        RowKind(
            "swot",
            "swot",
            SwotEntry,
            "baris SWOT",
            "baris",
            "SWOT",
            "Tulis kekuatan, kelemahan, peluang, dan ancaman setiap dimensi.",
            "analyses/_swot.html",
            groups.by_dimension_and_side,
            columns.SWOT,
            kept=("dimension", "kind", "agency"),
            fixed=("dimension", "kind"),
            joined=("dimension",),
        ),
        RowKind(
            "tows",
            "tows",
            TowsStrategy,
            "strategi TOWS",
            "strategi",
            "Strategi TOWS",
            "Gabungkan kekuatan atau kelemahan dengan peluang atau ancaman menjadi strategi.",
            "analyses/_tows.html",
            groups.by_dimension_and_pair,
            columns.TOWS,
            page=("dimension", "kind", "text", "agency", "entries"),
            wide=("text", "entries"),
            kept=("dimension", "kind", "agency"),
            fixed=("dimension", "kind"),
            joined=("dimension",),
            linked=("entries",),
        ),
        RowKind(
            "kesiapan",
            "readiness",
            ReadinessItem,
            "butir kesiapan",
            "butir",
            "Kesiapan",
            "Nilai sembilan unsur kesiapan, masing-masing dengan bukti dukung.",
            "analyses/_readiness.html",
            groups.by_readiness_head,
            columns.KESIAPAN,
            page=(
                *("head", "dimension", "statement", "score", "agency"),
                *("evidence", "evidence_url", "evidence_file"),
            ),
            wide=("statement", "evidence", "evidence_url"),
            kept=("head", "agency"),
            fixed=("head",),
            joined=("dimension", "evidence_file"),
            unit="unsur",
        ),
        RowKind(
            "kesenjangan",
            "gaps",
            GapRow,
            "baris kesenjangan",
            "baris",
            "Kesenjangan",
            "Bandingkan keadaan sekarang dengan yang diharapkan di setiap subdimensi.",
            "analyses/_gap.html",
            groups.by_subdimension,
            columns.KESENJANGAN,
            page=(
                *("subdimension", "agency", "now", "wanted", "level_now", "level_wanted"),
                *("gap", "need"),
            ),
            fixed=("subdimension",),
            joined=("subdimension__dimension",),
            unit="subdimensi",
        ),
        RowKind(
            "gagasan",
            "ideas",
            QuickWinIdea,
            "gagasan quick win",
            "gagasan",
            "Gagasan quick win",
            "Catat gagasan yang hasilnya dapat dirasakan warga dalam satu tahun.",
            "analyses/_idea.html",
            groups.by_dimension,
            columns.GAGASAN,
            page=("dimension", "agency", "text"),
            kept=("dimension", "agency"),
            fixed=("dimension",),
            joined=("dimension",),
        ),
        RowKind(
            "regulasi",
            "regulations",
            Regulation,
            "regulasi",
            "regulasi",
            "Inventaris regulasi",
            "Daftarkan peraturan daerah yang menjadi dasar masterplan.",
            "analyses/_regulation.html",
            groups.by_form,
            columns.REGULASI,
            wide=("about",),
            kept=("form", "agency"),
            fixed=("form",),
            unit="",
        ),
        RowKind(
            "aplikasi",
            "applications",
            Application,
            "aplikasi",
            "aplikasi",
            "Inventaris aplikasi",
            "Daftarkan aplikasi yang dipakai Perangkat Daerah Anda.",
            "analyses/_application.html",
            groups.in_one_list,
            columns.APLIKASI,
            wide=("function", "url"),
            unit="",
        ),
        RowKind(
            "sdm-tik",
            "ict_staff",
            IctStaff,
            "baris SDM TIK",
            "baris",
            "SDM TIK",
            "Hitung pegawai yang mengerjakan teknologi informasi dan komunikasi.",
            "analyses/_ict_staff.html",
            groups.in_one_list,
            columns.SDM_TIK,
            unit="",
        ),
        RowKind(
            "belanja-tik",
            "ict_spending",
            IctSpending,
            "belanja TIK",
            "belanja",
            "Belanja TIK",
            "Catat belanja TIK tiga sampai lima tahun terakhir.",
            "analyses/_ict_spending.html",
            groups.by_year,
            columns.BELANJA_TIK,
            wide=("item",),
            kept=("year", "source", "agency"),
            fixed=("year",),
            unit="",
        ),
        RowKind(
            "kata-kunci",
            "vision_keywords",
            VisionKeyword,
            "kata kunci visi",
            "kata kunci",
            "Kata kunci visi",
            "Usulkan kata yang harus ada dalam visi, dan alasannya.",
            "analyses/_keyword.html",
            groups.in_one_list,
            columns.KATA_KUNCI,
            wide=("reason",),
            unit="",
        ),
    )
}
KIND_OF = {kind.model: kind for kind in KINDS.values()}


def grouped(kind: RowKind, masterplan: Masterplan, rows) -> list[groups.Group]:
    """The rows under their headings; a heading without rows stays, because it is asked for."""
    return kind.grouping(masterplan, list(rows))


def unfilled(
    kind: RowKind, found: list[groups.Group], counts: AnalysisCounts
) -> tuple[list[groups.Group], int]:
    """Which of the things that are asked for are not filled yet, and how many are asked for."""
    if kind.is_inventory:
        empty = not any(group.rows for group in found)
        return ([found[0].leaves[0]] if empty else []), 1
    filled = {str(key) for key in counts.filled(kind.slug)}
    if kind.unit == "dimensi":
        return [one for one in found if str(one.dimension.pk) not in filled], len(found)
    parts = [part for group in found for part in group.parts]
    (name,) = kind.fixed  # of a part: its sub-dimension, or its head of readiness
    return [part for part in parts if part.fixed[name] not in filled], len(parts)
