"""The columns of programs: one description for the table of programs and for the workbook."""

from collections.abc import Iterable, Iterator

from django.db import models

from dimensions.models import SubDimension
from masterplans.models import Masterplan
from programs.data import FIELDS, LONGEST
from programs.models import Activity, Direction, Helix, Program, Source
from programs.rules import subdimensions_for
from regions.rules import agencies_for
from tables.choices import (
    ChoiceColumn,
    ChoicesColumn,
    Option,
    PairsColumn,
    with_distinct_labels,
    yes_or_no,
)
from tables.columns import Column, LineColumn, NumberColumn, TextColumn, YearColumn
from tables.numbers import DECIMAL, RUPIAH, YEAR

LABELS = {
    "name": "Nama singkat",
    "agency": "Penanggung jawab",
    "is_new": "Baru atau lanjutan",
    "rpjmd_link": "Kaitan dengan RPJMD atau Renstra",
}
SHORT = {"expansion": "Kepanjangan", "rpjmd_amount": "Pagu menurut RPJMD"}
HINTS = {
    "name": "Nama yang dipakai sehari-hari, misalnya Banter.",
    "expansion": "Misalnya Banjarnegara Pelayanan Terpadu.",
    "subdimension": "Menentukan bab tempat program ini muncul.",
    "aim": "Sasaran dari subdimensi yang dipilih.",
    "since_year": "Bila melanjutkan program yang sudah ada.",
    "achievement": "Yang sudah tercapai sampai sekarang, sebaiknya dengan angka.",
    "description": "Apa yang dilakukan, di mana, dan bagaimana. Dua sampai empat kalimat.",
    "problem": "Masalah warga yang dijawab, sebaiknya dengan angka.",
    "output": "Apa yang dihasilkan. Misalnya loket di 20 kecamatan.",
    "outcome": "Apa yang berubah bagi warga, bukan apa yang dibangun. Misalnya “Setiap ibu"
    " hamil berisiko dikunjungi bidan dalam tiga hari.”",
    "beneficiaries": "Siapa yang merasakan hasilnya.",
    "beneficiaries_count": "Misalnya 21.000.",
    "rpjmd_link": "Nama atau kode program dalam RPJMD atau Renstra.",
    "rpjmd_amount": "Seluruh masa masterplan, misalnya 1,25 miliar. Dibandingkan dengan anggaran.",
    "risks": "Apa yang dapat menggagalkan program ini.",
}
REQUIRED = {
    "name": "Tulis nama singkat program.",
    "subdimension": "Pilih subdimensi.",
    "agency": "Pilih Perangkat Daerah penanggung jawab.",
    "kind": "Pilih jenis program.",
    "is_new": "Pilih: program baru, atau melanjutkan yang sudah ada.",
}
ACTIVITIES = tuple(Option(*choice) for choice in Activity.choices)
AFTER = {"agency": "supporters", "beneficiaries_count": "partners"}  # what stands behind what


def program_columns(masterplan: Masterplan, user, years: Iterable[int]) -> Iterator[Column]:
    """What a program says, and what is done in each year."""
    agencies = agency_options(masterplan, user)
    made = {
        "supporters": ChoicesColumn(
            "supporters",
            "Perangkat Daerah pendukung",
            "Nama singkat Perangkat Daerah, dipisah titik koma.",
            30,
            options=agencies,
        ),
        "partners": PairsColumn(
            "partners",
            "Mitra",
            "Satu mitra sebaris, misalnya “Akademisi: Universitas Jenderal Soedirman”.",
            36,
            options=tuple(Option(*choice) for choice in Helix.choices),
        ),
        "agency": _column("agency", ChoiceColumn, width=26, options=agencies),
        "subdimension": _column(
            "subdimension", ChoiceColumn, width=34, options=part_options(masterplan, user)
        ),
    }
    made["since_year"] = _column("since_year", YearColumn)
    for name in FIELDS:
        yield made.get(name) or _of_field(masterplan, name)
        if name in AFTER:
            yield made[AFTER[name]]
    for year in years:
        yield schedule_column(year)


def columns_in_words() -> list[Column]:
    """What the columns of a program's own fields are called and ask for, without their choices."""
    return [_column(name, Column) for name in FIELDS]


def schedule_column(year: int) -> ChoiceColumn:
    """What is done in a year."""
    return ChoiceColumn(
        f"schedule.{year}", f"Jadwal {year}", width=14, options=ACTIVITIES, nothing="–",
        may_be_empty=True,
    )  # fmt: skip


def amount_column(year: int) -> NumberColumn:
    """The money of a year, of one source."""
    return NumberColumn(str(year), f"Anggaran {year}", width=20, number_format=RUPIAH, box="money")


def _of_field(masterplan, name) -> Column:
    """A column for a field of the model, by what kind of field it is."""
    field = Program._meta.get_field(name)
    if isinstance(field, models.ForeignKey):  # the aims of the plan
        rows = field.related_model.objects.filter(masterplan=masterplan)
        options = with_distinct_labels([Option(str(row.pk), str(row)) for row in rows])
        return _column(name, ChoiceColumn, width=40, options=options)
    if isinstance(field, models.BooleanField):
        options = yes_or_no("Program baru", "Melanjutkan program yang sudah ada")
        return _column(name, ChoiceColumn, width=22, options=options)
    if field.choices:
        options = tuple(Option(*choice) for choice in field.choices)
        return _column(name, ChoiceColumn, width=16, options=options)
    if isinstance(field, models.BigIntegerField):
        return _column(name, NumberColumn, width=20, number_format=RUPIAH, box="money")
    if isinstance(field, models.IntegerField):
        return _column(name, NumberColumn, width=16)
    if isinstance(field, models.TextField):
        return _column(name, TextColumn, width=48, longest=LONGEST)
    return _column(name, LineColumn, width=32, longest=field.max_length)


def _column(name, kind, **more):
    label = LABELS.get(name) or str(Program._meta.get_field(name).verbose_name)
    label = label[:1].upper() + label[1:]
    more |= {"required": REQUIRED.get(name, ""), "short": SHORT.get(name, "")}
    return kind(name, label, HINTS.get(name, ""), **more)


def budget_columns(years: Iterable[int]) -> Iterator[Column]:
    """The money of each source, year by year."""
    sources = tuple(Option(*choice) for choice in Source.choices)
    yield ChoiceColumn(
        "source", "Sumber dana", width=16, required="Pilih sumber dana.", is_key=True,
        options=sources,
    )  # fmt: skip
    for year in years:
        yield amount_column(year)


def indicator_columns(years: Iterable[int]) -> Iterator[Column]:
    """An indicator with its targets."""
    yield LineColumn("name", "Indikator", width=40, required="Tulis indikatornya.", longest=200)
    yield LineColumn("unit", "Satuan", width=14, required="Tulis satuannya.", longest=40)
    directions = (
        Option(Direction.UP.value, "Naik lebih baik", ("naik",)),
        Option(Direction.DOWN.value, "Turun lebih baik", ("turun",)),
    )
    yield ChoiceColumn(
        "direction", "Arah yang baik", width=18, required="Pilih arah yang baik.",
        options=directions,
    )  # fmt: skip
    yield NumberColumn("baseline", "Nilai awal", width=14, number_format=DECIMAL)
    yield YearColumn("baseline_year", "Tahun nilai awal", number_format=YEAR)
    for year in years:
        yield NumberColumn(str(year), f"Target {year}", width=14, number_format=DECIMAL)


def agency_options(masterplan: Masterplan, user) -> tuple[Option, ...]:
    """All agencies of the region; those that this person may write for are offered."""
    offered = set(agencies_for(user, masterplan.region).values_list("pk", flat=True))
    return with_distinct_labels(
        [
            Option(str(one.pk), str(one), (one.name,), one.pk in offered)
            for one in masterplan.region.agencies.all()
        ]
    )


def part_options(masterplan: Masterplan, user) -> tuple[Option, ...]:
    """All sub-dimensions of the plan; those that this person may put a program into are offered."""
    offered = subdimensions_for(user, masterplan)
    rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
    rows = rows.select_related("dimension").order_by("dimension__order", "order")
    return with_distinct_labels(
        [
            Option(
                str(one.pk),
                f"{one.dimension.name}: {one.name}",
                (one.name,),
                offered is None or one.pk in offered,
            )
            for one in rows
        ]
    )
