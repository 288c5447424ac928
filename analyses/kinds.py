"""The kinds of analysis rows and what their pages need: one table instead of six copies."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from analyses import forms
from analyses.models import (
    READINESS_AREAS,
    Finding,
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessHead,
    ReadinessItem,
    SwotEntry,
    SwotKind,
    TowsKind,
    TowsStrategy,
)
from dimensions.models import Dimension
from masterplans.models import Masterplan


@dataclass(frozen=True)
class Kind:
    """One kind: its address, model, form, words, and how its rows are grouped on the page."""

    slug: str
    url_name: str
    model: type[Finding]
    form: type
    one: str
    short: str
    many: str
    asked: str
    row_template: str
    joined: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    unit: str = "dimensi"  # each of these is asked for at least one row
    is_square: bool = False  # four parts, shown two by two

    @property
    def one_capitalised(self) -> str:
        """ "baris SWOT" is "Baris SWOT": `str.capitalize` would make "Baris swot" of it."""
        return self.one[0].upper() + self.one[1:]

    @property
    def many_within(self) -> str:
        """The name within a sentence: "isu daerah", but "SWOT"."""
        return self.many if self.many.isupper() else self.many[0].lower() + self.many[1:]

    def rows(self, masterplan: Masterplan) -> QuerySet:
        """All rows of a masterplan, with what a row shows, in two queries at most."""
        return (
            self.model.objects.filter(masterplan=masterplan)
            .select_related("agency", *self.joined)
            .prefetch_related(*self.linked)
        )


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "isu",
            "issues",
            Issue,
            forms.IssueForm,
            "isu",
            "isu",
            "Isu daerah",
            "Tulis masalah daerah yang dirasakan warga, dengan angka dan sumbernya.",
            "analyses/_issue.html",
            ("dimension",),
        ),
        Kind(
            "swot",
            "swot",
            SwotEntry,
            forms.SwotForm,
            "baris SWOT",
            "baris",
            "SWOT",
            "Tulis kekuatan, kelemahan, peluang, dan ancaman setiap dimensi.",
            "analyses/_swot.html",
            ("dimension",),
            is_square=True,
        ),
        Kind(
            "tows",
            "tows",
            TowsStrategy,
            forms.TowsForm,
            "strategi TOWS",
            "strategi",
            "Strategi TOWS",
            "Gabungkan kekuatan atau kelemahan dengan peluang atau ancaman menjadi strategi.",
            "analyses/_tows.html",
            ("dimension",),
            ("entries",),
            is_square=True,
        ),
        Kind(
            "kesiapan",
            "readiness",
            ReadinessItem,
            forms.ReadinessForm,
            "butir kesiapan",
            "butir",
            "Kesiapan",
            "Nilai sembilan unsur kesiapan, masing-masing dengan bukti dukung.",
            "analyses/_readiness.html",
            ("dimension", "evidence_file"),
            unit="unsur",
        ),
        Kind(
            "kesenjangan",
            "gaps",
            GapRow,
            forms.GapForm,
            "baris kesenjangan",
            "baris",
            "Kesenjangan",
            "Bandingkan keadaan sekarang dengan yang diharapkan di setiap subdimensi.",
            "analyses/_gap.html",
            ("subdimension__dimension",),
            unit="subdimensi",
        ),
        Kind(
            "gagasan",
            "ideas",
            QuickWinIdea,
            forms.IdeaForm,
            "gagasan quick win",
            "gagasan",
            "Gagasan quick win",
            "Catat gagasan yang hasilnya dapat dirasakan warga dalam satu tahun.",
            "analyses/_idea.html",
            ("dimension",),
        ),
    )
}


@dataclass
class Group:
    """Rows under one heading: a dimension or an area of readiness, or a part of one."""

    title: str
    rows: list
    start: str  # what the form of its next row begins with, as a query
    dimension: Dimension | None = None
    parts: list["Group"] = field(default_factory=list)


def grouped(kind: Kind, masterplan: Masterplan, rows) -> list[Group]:
    """The rows under their headings; a heading without rows stays, because it is asked for."""
    rows = list(rows)
    if kind.model is ReadinessItem:
        return [_area(area, heads, rows) for area, heads in READINESS_AREAS.items()]
    dimensions = masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    return [_dimension(kind, dimension, rows) for dimension in dimensions]


def unfilled(kind: Kind, groups: list[Group]) -> tuple[list[Group], int]:
    """Which of the things that are asked for are not filled yet, and how many are asked for."""
    if kind.unit == "dimensi":
        swot = kind.model is SwotEntry  # strategies may come from any pair, SWOT needs all four
        empty = [one for one in groups if not (all(_rows(one)) if swot else one.rows)]
        return empty, len(groups)
    parts = [part for group in groups for part in group.parts]
    return [part for part in parts if not part.rows], len(parts)


def _rows(group):
    return [part.rows for part in group.parts]


def _area(area, heads, rows):
    parts = [
        Group(ReadinessHead(head).label, [row for row in rows if row.head == head], f"head={head}")
        for head in heads
    ]
    return Group(area, [row for part in parts for row in part.rows], parts[0].start, parts=parts)


def _dimension(kind, dimension, rows):
    if kind.model is GapRow:
        parts = [
            Group(
                sub.name,
                [row for row in rows if row.subdimension_id == sub.pk],
                f"subdimension={sub.pk}",
            )
            for sub in dimension.subdimensions.all()
        ]
        own = [row for part in parts for row in part.rows]
        start = parts[0].start if parts else ""
        return Group(dimension.name, own, start, dimension, parts)
    own = [row for row in rows if row.dimension_id == dimension.pk]
    start = f"dimension={dimension.pk}"
    parts = []
    if kind.model in (SwotEntry, TowsStrategy):
        choices = SwotKind if kind.model is SwotEntry else TowsKind
        parts = [
            Group(one.label, [row for row in own if row.kind == one], f"{start}&kind={one}")
            for one in choices
        ]
    return Group(dimension.name, own, start, dimension, parts)
