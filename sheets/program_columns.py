"""The columns of the three sheets on which people fill programs."""

from django.db import models

from dimensions.models import SubDimension
from masterplans.models import Masterplan
from programs.data import FIELDS, LONGEST
from programs.models import (
    Activity,
    BudgetLine,
    Direction,
    Helix,
    Program,
    ScheduleYear,
    Source,
    Target,
)
from regions.rules import agencies_for
from sheets.books import Sheet
from sheets.columns import (
    Choice,
    Choices,
    Column,
    Line,
    Number,
    Option,
    Pairs,
    Text,
    Year,
    told_apart,
    yes_or_no,
)
from tables.number_fields import CountField, DecimalField, RupiahField, YearField

LABELS = {
    "name": "Nama singkat",
    "agency": "Penanggung jawab",
    "is_new": "Baru atau lanjutan",
    "rpjmd_link": "Kaitan dengan RPJMD atau Renstra",
}
HINTS = {
    "name": "Nama yang dipakai sehari-hari.",
    "supporters": "Nama singkat Perangkat Daerah, dipisah titik koma.",
    "partners": "Satu mitra sebaris, misalnya “Akademisi: Universitas Jenderal Soedirman”.",
    "description": "Dua sampai empat kalimat.",
    "outcome": "Apa yang berubah bagi warga, bukan apa yang dibangun.",
    "beneficiaries_count": "Angka, misalnya 21.000.",
}
REQUIRED = {
    "name": "Tulis nama singkat program.",
    "subdimension": "Pilih subdimensi.",
    "agency": "Pilih Perangkat Daerah penanggung jawab.",
    "kind": "Pilih jenis program.",
    "is_new": "Pilih: program baru, atau melanjutkan yang sudah ada.",
}
AFTER = {"agency": "supporters", "beneficiaries_count": "partners"}  # what stands behind what


def sheets_of(masterplan: Masterplan, user) -> list[Sheet]:
    """Programs with their schedule; amounts by source; indicators with their targets."""
    years = _years(masterplan)
    return [
        Sheet("Program", tuple(_program_columns(masterplan, user, years))),
        Sheet(
            "Anggaran",
            tuple(_budget_columns(years)),
            is_part=True,
            about="Satu baris untuk setiap sumber dana sebuah program. Kosongkan angkanya untuk"
            " menghapus.",
        ),
        Sheet(
            "Indikator",
            tuple(_indicator_columns(years)),
            is_part=True,
            about="Satu baris untuk setiap indikator. Kosongkan seluruh isinya untuk menghapus.",
        ),
    ]


def _years(masterplan):
    """The years of the plan, and any other that holds something: nothing is left out unseen."""
    years = set(masterplan.years)
    for model, path in (
        (ScheduleYear, "program"),
        (BudgetLine, "program"),
        (Target, "indicator__program"),
    ):
        rows = model.objects.filter(**{f"{path}__masterplan": masterplan})
        years |= set(rows.order_by().values_list("year", flat=True).distinct())
    return sorted(years)


def _program_columns(masterplan, user, years):
    agencies = _agencies(masterplan, user)
    made = {
        "supporters": Choices(
            "supporters", "Perangkat Daerah pendukung", HINTS["supporters"], 30, options=agencies
        ),
        "partners": Pairs(
            "partners",
            "Mitra",
            HINTS["partners"],
            36,
            options=tuple(Option(*choice) for choice in Helix.choices),
        ),
        "agency": _column("agency", Choice, width=26, options=agencies),
        "subdimension": _column("subdimension", Choice, width=34, options=_parts(masterplan)),
    }
    for name in FIELDS:
        yield made.get(name) or _of_field(masterplan, name)
        if name in AFTER:
            yield made[AFTER[name]]
    activities = tuple(Option(*choice) for choice in Activity.choices)
    for year in years:
        yield Choice(f"schedule.{year}", f"Jadwal {year}", width=14, options=activities)


def _of_field(masterplan, name) -> Column:
    """A column for a field of the model, by what kind of field it is."""
    field = Program._meta.get_field(name)
    if isinstance(field, models.ForeignKey):  # the aims of the plan
        rows = field.related_model.objects.filter(masterplan=masterplan)
        options = told_apart([Option(str(row.pk), str(row)) for row in rows])
        return _column(name, Choice, width=40, options=options)
    if isinstance(field, models.BooleanField):
        options = yes_or_no("Program baru", "Melanjutkan program yang sudah ada")
        return _column(name, Choice, width=22, options=options)
    if field.choices:
        options = tuple(Option(*choice) for choice in field.choices)
        return _column(name, Choice, width=16, options=options)
    if isinstance(field, models.BigIntegerField):
        return _column(name, Number, width=20, judge=RupiahField(required=False), is_money=True)
    if isinstance(field, models.IntegerField):
        return _column(name, Number, width=16, judge=CountField(required=False))
    if isinstance(field, models.TextField):
        return _column(name, Text, width=48, longest=LONGEST)
    return _column(name, Line, width=32, longest=field.max_length)


def _column(name, kind, **more):
    label = LABELS.get(name) or str(Program._meta.get_field(name).verbose_name)
    label = label[:1].upper() + label[1:]
    return kind(name, label, HINTS.get(name, ""), required=REQUIRED.get(name, ""), **more)


def _budget_columns(years):
    sources = tuple(Option(*choice) for choice in Source.choices)
    yield Choice(
        "source", "Sumber dana", width=16, required="Pilih sumber dana.", is_key=True,
        options=sources,
    )  # fmt: skip
    judge = RupiahField(required=False)
    for year in years:
        yield Number(str(year), f"Anggaran {year}", width=20, judge=judge, is_money=True)


def _indicator_columns(years):
    yield Line("name", "Indikator", width=40, required="Tulis indikatornya.", longest=200)
    yield Line("unit", "Satuan", width=14, required="Tulis satuannya.", longest=40)
    directions = (
        Option(Direction.UP.value, "Naik lebih baik", ("naik",)),
        Option(Direction.DOWN.value, "Turun lebih baik", ("turun",)),
    )
    yield Choice(
        "direction", "Arah yang baik", width=18, required="Pilih arah yang baik.",
        options=directions,
    )  # fmt: skip
    judge = DecimalField(required=False)
    yield Number("baseline", "Nilai awal", width=14, judge=judge)
    yield Year("baseline_year", "Tahun nilai awal", judge=YearField(required=False))
    for year in years:
        yield Number(str(year), f"Target {year}", width=14, judge=judge)


def _agencies(masterplan, user):
    """All agencies of the region; those that this person may write for are offered."""
    offered = set(agencies_for(user, masterplan.region).values_list("pk", flat=True))
    return told_apart(
        [
            Option(str(one.pk), str(one), (one.name,), one.pk in offered)
            for one in masterplan.region.agencies.all()
        ]
    )


def _parts(masterplan):
    rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
    rows = rows.select_related("dimension").order_by("dimension__order", "order")
    return told_apart(
        [Option(str(one.pk), f"{one.dimension.name}: {one.name}", (one.name,)) for one in rows]
    )
