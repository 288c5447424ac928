"""The kinds of columns that worksheets have, each made of a field of a model.

What kind of column it is, its label and its choices the model says; `bound` adds what one person
may choose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from django.db import models

from analyses.models import Regulation, RegulationForm
from dimensions.models import Dimension, SubDimension
from masterplans.models import Attachment, Masterplan
from regions.models import Agency
from regions.rules import agencies_for
from tables.choices import ChoiceColumn, ChoicesColumn, Option, with_distinct_labels
from tables.columns import Column, LineColumn, NumberColumn, TextColumn, YearColumn
from tables.numbers import RUPIAH

MOST_CHOICES = 5000  # rows of another worksheet that a list offers
EMPTY = "Isian ini masih kosong. Tulis atau pilih isinya."
LEVEL_WORDS = (
    (0, "0, belum ada"),
    (1, "1, baru mulai"),
    (2, "2, sebagian"),
    (3, "3, berjalan"),
    (4, "4, berjalan dan terukur"),
)
LEVELS = tuple(Option(str(level), words, short=str(level)) for level, words in LEVEL_WORDS)
HALVES = tuple(
    one
    for level in LEVELS
    for one in (level, Option(f"{level.value}.5", f"{level.value},5"))
    if one.value != "4.5"
)


@dataclass(frozen=True)
class AgencyColumn(ChoiceColumn):
    """A Perangkat Daerah; in the grid its name is typed, with proposals."""

    width: int = 26
    box: str = "agency"
    carries: bool = True


@dataclass(frozen=True)
class PlaceColumn(ChoiceColumn):
    """A dimension or a sub-dimension of the masterplan."""

    width: int = 26
    box: str = "place"
    nothing: str = "Semua"
    may_be_empty: bool = True
    carries: bool = True


@dataclass(frozen=True)
class LevelColumn(ChoiceColumn):
    """0 to 4, also with words behind the figure: "2, sebagian"; 2,5 is none."""

    options: tuple[Option, ...] = LEVELS

    def find(self, text):
        figure = re.match(r"\s*\d+(?![\d.,]*\d)", text)
        return super().find(figure[0] if figure else text)


@dataclass(frozen=True)
class HalfLevelColumn(LevelColumn):
    """0 to 4 by halves: "2,5"."""

    options: tuple[Option, ...] = HALVES

    def find(self, text):
        figure = re.match(r"\s*(\d+)[.,]([05])0*(?![\d.,]*\d)", text)
        if not figure:
            return super().find(text)
        return ChoiceColumn.find(self, figure[1] + (",5" if figure[2] == "5" else ""))


@dataclass(frozen=True)
class FileColumn(ChoiceColumn):
    """A file of the masterplan."""

    width: int = 26


@dataclass(frozen=True)
class FormColumn(ChoiceColumn):
    """What kind of regulation it is, as this region says it."""


SHORT_FORMS = {
    "Bupati": ("perbup",),
    "Wali Kota": ("perwali", "perwal", "perwako", "peraturan walikota"),
    "Gubernur": ("pergub",),
}


@dataclass(frozen=True)
class CodesColumn(ChoicesColumn):
    """SWOT rows, by their codes in the grid ("S1, O2") and by their words in a workbook."""

    width: int = 36
    box: str = "codes"
    input_name: ClassVar[str] = "codes"


COLUMN_OF = {
    Agency: AgencyColumn,
    Dimension: PlaceColumn,
    SubDimension: PlaceColumn,
    Attachment: FileColumn,
}


def column(model, name, *aliases, words=None, label="", **more) -> Column:
    """The column of a field of a model. `words` are others for its choices, as Excel has them."""
    field = model._meta.get_field(name)
    label = label or str(field.verbose_name)
    kind, own = _kind_of(field, words or {})
    own["required"] = "" if field.blank else EMPTY
    if kind is LineColumn and more.get("box") == "area":
        kind = TextColumn  # a short text may have line ends, too
    return kind(name, label[:1].upper() + label[1:], aliases=aliases, **own | more)


def _kind_of(field, words):
    if isinstance(field, models.ManyToManyField):
        return CodesColumn, {}
    if isinstance(field, models.ForeignKey):
        return COLUMN_OF[field.related_model], {}
    if field.choices:
        options = [Option(key, word, tuple(words.get(key, ()))) for key, word in field.choices]
        kind = FormColumn if field.model is Regulation and field.name == "form" else ChoiceColumn
        return kind, {"options": tuple(options), "width": 24}
    if isinstance(field, models.TextField):
        return TextColumn, {"width": 48}
    if isinstance(field, models.CharField):
        return LineColumn, {"width": 36, "longest": field.max_length}
    return _kind_of_number(field)


def _kind_of_number(field):
    if isinstance(field, models.DecimalField):
        return HalfLevelColumn, {"width": 24}
    if isinstance(field, models.BigIntegerField):
        return NumberColumn, {"width": 20, "box": "money", "number_format": RUPIAH}
    if "year" in field.name:
        return YearColumn, {}
    if isinstance(field, models.PositiveSmallIntegerField):
        return LevelColumn, {"width": 24}
    return NumberColumn, {}


def agency_column(model) -> Column:
    """Whose row it is."""
    names = ("opd", "pd", "skpd", "dinas", "instansi", "pengisi", "perangkat daerah yang mengisi")
    label = "Perangkat Daerah yang mengisi"
    return column(
        model, "agency", *names, label=label, short="Perangkat Daerah",
        required="Pilih Perangkat Daerah.",
    )  # fmt: skip


def dimension_column(model, required="Pilih dimensi.", **more) -> Column:
    """The dimension that a row belongs to."""
    names = ("dimensi smart city", "pilar", "dimension")
    return column(model, "dimension", *names, required=required, **more)


def bound(
    columns: Iterable[Column], masterplan: Masterplan, user, *, with_rows: bool = False
) -> list[Column]:
    """Columns with what this person may choose in this masterplan.

    SWOT rows are named by codes; `with_rows` offers them by their words.
    """
    return [_bound(one, masterplan, user, with_rows) for one in columns]


def _bound(column, masterplan, user, with_rows):
    if isinstance(column, AgencyColumn):
        return replace(column, options=agency_options(masterplan, user))
    if isinstance(column, PlaceColumn):
        return replace(column, options=place_options(masterplan, column.name))
    if isinstance(column, CodesColumn):
        return replace(column, options=_swot_rows(masterplan)) if with_rows else column
    if isinstance(column, FormColumn):
        return replace(column, options=_forms(column.options, masterplan.region))
    if isinstance(column, FileColumn):
        options = [Option(str(one.pk), str(one)) for one in masterplan.attachments.all()]
        return replace(column, options=with_distinct_labels(options))
    return column


def _forms(options, region):
    """The kinds of regulation, with the words of this region's own head for two of them."""
    head = region.head_title
    own = {
        RegulationForm.HEAD_REGULATION: (f"Peraturan {head}", *SHORT_FORMS[head]),
        RegulationForm.HEAD_DECREE: (f"Keputusan {head}", f"SK {head}"),
    }
    twice = {RegulationForm.PROVINCE_BYLAW, RegulationForm.GOVERNOR, RegulationForm.GOVERNOR_DECREE}
    if region.parent_id is None:  # in a province these are its own
        options = [option for option in options if option.value not in twice]
    return tuple(
        replace(
            option,
            label=own[option.value][0],
            others=(*option.others, option.label, *own[option.value][1:]),
        )
        if option.value in own
        else option
        for option in options
    )


def _swot_rows(masterplan):
    rows = masterplan.swot_entries.standing()[:MOST_CHOICES]
    return with_distinct_labels([Option(str(row.pk), str(row)) for row in rows])


def agency_options(masterplan: Masterplan, user) -> tuple[Option, ...]:
    """All agencies of the region; those that this person may write for are to be chosen."""
    offered = set(agencies_for(user, masterplan.region).values_list("pk", flat=True))
    agencies = masterplan.region.agencies.all()
    return with_distinct_labels(
        [Option(str(one.pk), str(one), (one.name,), one.pk in offered) for one in agencies]
    )


def place_options(masterplan: Masterplan, name: str) -> tuple[Option, ...]:
    """The dimensions or sub-dimensions of a plan by every name that people use for them."""
    if name == "dimension":
        rows = masterplan.dimension_set.dimensions.all()
        named = [(row, row.name, "", (row.local_name, row.code, *row.aliases)) for row in rows]
    else:
        rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
        rows = rows.select_related("dimension").order_by("dimension__order", "order")
        named = [
            (
                row,
                row.both_names,
                row.dimension.name,
                (row.name, row.english, row.code, *row.aliases),
            )
            for row in rows
        ]
    return with_distinct_labels(
        [
            Option(str(row.pk), label, tuple(filter(None, names)), group=group)
            for row, label, group, names in named
        ]
    )
