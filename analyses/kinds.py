"""The kinds of analysis rows and what their pages need: one table instead of six copies."""

from dataclasses import dataclass

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
from masterplans.models import Masterplan


@dataclass(frozen=True)
class Kind:
    """One kind: its address, model, form, words, and how its rows are grouped on the page."""

    slug: str
    url_name: str
    model: type[Finding]
    form: type
    one: str
    many: str
    asked: str
    row_template: str
    joined: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()

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
            "SWOT",
            "Tulis kekuatan, kelemahan, peluang, dan ancaman setiap dimensi.",
            "analyses/_swot.html",
            ("dimension",),
        ),
        Kind(
            "tows",
            "tows",
            TowsStrategy,
            forms.TowsForm,
            "strategi TOWS",
            "Strategi TOWS",
            "Gabungkan kekuatan atau kelemahan dengan peluang atau ancaman menjadi strategi.",
            "analyses/_tows.html",
            ("dimension",),
            ("entries",),
        ),
        Kind(
            "kesiapan",
            "readiness",
            ReadinessItem,
            forms.ReadinessForm,
            "butir kesiapan",
            "Kesiapan",
            "Nilai sembilan unsur kesiapan, masing-masing dengan bukti dukung.",
            "analyses/_readiness.html",
            ("dimension", "evidence_file"),
        ),
        Kind(
            "kesenjangan",
            "gaps",
            GapRow,
            forms.GapForm,
            "baris kesenjangan",
            "Kesenjangan",
            "Bandingkan keadaan sekarang dengan yang diharapkan di setiap subdimensi.",
            "analyses/_gap.html",
            ("subdimension__dimension",),
        ),
        Kind(
            "gagasan",
            "ideas",
            QuickWinIdea,
            forms.IdeaForm,
            "gagasan quick win",
            "Gagasan quick win",
            "Catat gagasan yang hasilnya dapat dirasakan warga dalam satu tahun.",
            "analyses/_idea.html",
            ("dimension",),
        ),
    )
}


@dataclass
class Group:
    """Rows under one heading: a dimension, or an area of readiness."""

    title: str
    rows: list
    dimension: object = None
    parts: list = None


def grouped(kind: Kind, masterplan: Masterplan, rows) -> list[Group]:
    """The rows under their headings; a heading without rows stays, because it is asked for."""
    rows = list(rows)
    if kind.model is ReadinessItem:
        return [_area(area, heads, rows) for area, heads in READINESS_AREAS.items()]
    dimensions = masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    return [_dimension(kind, dimension, rows) for dimension in dimensions]


def _area(area, heads, rows):
    parts = [
        Group(ReadinessHead(head).label, [row for row in rows if row.head == head])
        for head in heads
    ]
    return Group(area, [row for part in parts for row in part.rows], parts=parts)


def _dimension(kind, dimension, rows):
    if kind.model is GapRow:
        parts = [
            Group(sub.name, [row for row in rows if row.subdimension_id == sub.pk])
            for sub in dimension.subdimensions.all()
        ]
        own = [row for part in parts for row in part.rows]
        return Group(dimension.name, own, dimension, parts)
    own = [row for row in rows if row.dimension_id == dimension.pk]
    parts = None
    if kind.model in (SwotEntry, TowsStrategy):
        choices = SwotKind if kind.model is SwotEntry else TowsKind
        parts = [Group(one.label, [row for row in own if row.kind == one]) for one in choices]
    return Group(dimension.name, own, dimension, parts)
