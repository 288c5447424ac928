"""What looks odd is said in sentences, each with its place, and blocks nothing."""

import random
import time
from itertools import combinations

import pytest

from portfolio.similar_names import alike
from portfolio.warnings import warnings_of
from programs.models import Program
from programs.oddities import ProgramFacts
from programs.rules import programs_to_write
from tests.factories import (
    AgencyFactory,
    BudgetLineFactory,
    IndicatorFactory,
    ProgramFactory,
    ScheduleYearFactory,
    TargetFactory,
    complete_program,
)
from tests.markup import one_line
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(masterplan):
    """`told("money")` gives the sentences of one kind."""

    def sentences(kind, **narrowed):
        return [one.sentence for one in warnings_of(masterplan, **narrowed) if one.kind == kind]

    return sentences


@pytest.fixture
def bare(masterplan, parts):
    """`bare(name="Banter")` is a program with nothing in it."""

    def make(**said):
        return ProgramFactory(masterplan=masterplan, subdimension=parts[0], **said)

    return make


def test_a_complete_program_gives_no_warning(masterplan, parts):
    program = complete_program(masterplan, parts[0])

    assert [one for one in warnings_of(masterplan) if one.program == program.pk] == []


def test_years_outside_the_plan(bare, told):
    program = bare(name="Banter")
    ScheduleYearFactory(program=program, year=2023)
    BudgetLineFactory(program=program, year=2040)
    TargetFactory(indicator=IndicatorFactory(program=program, name="Antre"), year=2039)

    assert told("years") == [
        "Banter: jadwal tahun 2023 berada di luar masa masterplan (2024–2033).",
        "Banter: anggaran tahun 2040 berada di luar masa masterplan (2024–2033).",
        "Banter: target “Antre” tahun 2039 di luar masa masterplan.",
    ]


def test_money_without_a_source_and_without_work(bare, told):
    program = bare(name="Banter")
    ScheduleYearFactory(program=program, year=2024)
    BudgetLineFactory(program=program, year=2024, source="undecided")
    BudgetLineFactory(program=program, year=2026, source="apbd")
    bare(name="Sapa", rpjmd_amount=5_000_000)

    assert told("money") == [
        "Banter: ada anggaran tahun 2026, tetapi tidak ada kegiatan.",
        "Banter: anggaran tahun 2024 belum punya sumber dana.",
        "Sapa: pagu RPJMD Rp 5.000.000 belum dibagi per tahun dan sumber.".replace("Rp ", "Rp\xa0"),
    ]


def test_a_sum_that_differs_from_the_rpjmd(bare, told):
    over, under, same = (bare(name=name, rpjmd_amount=1000) for name in ("Atas", "Bawah", "Pas"))
    for program, amount in ((over, 1500), (under, 400), (same, 1000)):
        BudgetLineFactory(program=program, year=2024, amount=amount)

    assert [sentence.replace("\xa0", " ") for sentence in told("rpjmd")] == [
        "Atas: jumlah anggaran Rp 1.500, lebih Rp 500 dari pagu RPJMD Rp 1.000.",
        "Bawah: jumlah anggaran Rp 400, kurang Rp 600 dari pagu RPJMD Rp 1.000.",
    ]


def test_indicators_without_a_baseline_and_targets_that_go_the_wrong_way(bare, told):
    program = bare(name="Banter")
    IndicatorFactory(program=program, name="Kosong", baseline=None)
    queue = IndicatorFactory(
        program=program, name="Antre", baseline=10, baseline_year=2023, direction="down"
    )
    for year, value in ((2024, 8), (2025, 9), (2026, 12)):
        TargetFactory(indicator=queue, year=year, value=value)

    assert told("baseline") == ["Banter: indikator “Kosong” belum punya nilai awal."]
    assert told("target") == [
        "Banter: target “Antre” tahun 2025, 2026 mundur, padahal yang baik adalah turun.",
        "Banter: target akhir “Antre” (12) lebih buruk daripada nilai awal (10).",
    ]


@pytest.mark.parametrize(
    ("first", "second", "are_alike"),
    [
        ("Satu Data Banjarnegara", "Program Satu Data Banjar Negara", True),
        ("SI MANIS", "Simanis", True),
        ("Pasar Nontunai", "Pasar Non Tunai", True),
        ("E-Monev Terpadu", "e-Monev terpadu", True),
        ("Banter", "Bantar", False),
        ("Pasar Nontunai", "Pasar Digital", False),
        ("Sistem Informasi Desa", "Sistem Informasi Pasar", False),
        ("Program", "Aplikasi", False),
        ("–", "…", False),
    ],
)
def test_names_that_are_nearly_the_same(first, second, are_alike):
    found = [
        ProgramFacts(n, name, "", "", 1, n, f"OPD {n}", None)
        for n, name in enumerate([first, second])
    ]

    assert bool(list(alike(found))) == are_alike


def test_no_pair_is_missed_by_comparing_the_rarest_triples_only():
    chance = random.Random(7)
    words = ["satu", "data", "pasar", "desa", "puskesmas", "nontunai", "wisata", "lapor", "air"]
    found = [
        ProgramFacts(
            n, " ".join(chance.choices(words, k=chance.randint(1, 4))), "", "", 1, n, "", None
        )
        for n in range(120)
    ]

    pairs = {(first.key, second.key) for first, second in alike(found)}

    alone = {(one.key, two.key) for one, two in combinations(found, 2) if list(alike([one, two]))}
    assert pairs == alone
    assert len(pairs) > 50


def test_the_parts_of_a_split_program_are_not_taken_for_one(bare, told, region):
    one, two = AgencyFactory(region=region), AgencyFactory(region=region)
    bare(name="Layanan Desa Terpadu", agency=one)
    bare(name=f"Layanan Desa Terpadu {two.short_name}", agency=two)

    assert told("names") == []


def test_a_hundred_and_fifty_programs_are_compared_quickly():
    found = [
        ProgramFacts(
            n, f"Layanan {n * 7919} terpadu desa {n}", f"Kepanjangan {n * 31}" * 4, "", 1, n, "", 0
        )
        for n in range(150)
    ]

    start = time.perf_counter()
    list(alike(found))

    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("naming", "clever"), [("city", "kota cerdas"), ("province", "provinsi cerdas")]
)
def test_everything_is_an_application(naming, clever, bare, told, masterplan, parts):
    masterplan.naming = naming
    masterplan.save()
    for _ in range(3):
        bare(kind="application")
    bare(kind="policy")

    place = f"{parts[0].dimension.name} "
    assert told("kinds") == [
        f"Tiga dari empat program {where}berupa aplikasi. Kebijakan, kelembagaan, infrastruktur,"
        f" dan literasi juga membuat {clever}."
        for where in ("", place)
    ]


def test_an_agency_with_nothing_is_led_to_its_first_program(bare, masterplan, region, page):
    owner, helper, idle = (AgencyFactory(region=region, name=f"Dinas {n}") for n in "ABC")
    AgencyFactory(region=region, name="Dinas Bubar", is_active=False)
    bare(agency=owner).supporters.add(helper)

    found = [one for one in warnings_of(masterplan) if one.kind == "agencies"]

    assert [(one.sentence, one.url) for one in found if one.sentence < "Dinas K"] == [
        (
            "Dinas C belum punya program, sebagai penanggung jawab atau pendukung.",
            f"{page('quick')}?perangkat={idle.pk}",
        )
    ]


def test_warnings_can_be_narrowed_to_one_agency(bare, told, agency):
    for owner in (agency, None):
        program = bare(**({"agency": owner, "name": "Milik kami"} if owner else {"name": "Lain"}))
        ScheduleYearFactory(program=program, year=2023)

    assert len(told("years")) == 2
    assert told("years", agency=agency.pk) == [
        "Milik kami: jadwal tahun 2023 berada di luar masa masterplan (2024–2033)."
    ]


def test_the_page_leads_writers_to_the_box_and_readers_to_the_program(
    bare, page, signed_in, writer, people, agency
):
    own, other = bare(name="Milik kami", agency=agency), bare(name="Milik lain")
    for program in (own, other):
        ScheduleYearFactory(program=program, year=2023)

    html = one_line(signed_in(writer).get(page("odd")).content.decode())
    read_only = one_line(signed_in(people["viewer"]).get(page("odd")).content.decode())

    assert f'href="{page("edit", own.pk)}#isi-schedule"' in html
    assert f'href="{page("detail", other.pk)}"' in html
    assert page("edit", own.pk) not in read_only


def test_the_list_tells_how_many(bare, page, browser):
    ScheduleYearFactory(program=bare(name="Banter"), year=2023)
    count = len(warnings_of(Program.objects.get().masterplan))

    assert count > 0
    assert "sebaiknya diperiksa" in words(browser.get(page("board")))


def test_the_queries_do_not_grow_with_the_programs(masterplan, parts, page, browser, queries_of):
    complete_program(masterplan, parts[0])
    one = queries_of(browser, page("odd")), queries_of(browser, page("board"))
    for _ in range(5):
        complete_program(masterplan, parts[1])

    assert (queries_of(browser, page("odd")), queries_of(browser, page("board"))) == one


@pytest.mark.parametrize("role", ["lead", "dimension_lead", "writer", "facilitator", "viewer"])
def test_programs_to_write_are_those_of_the_permission(
    role, people, masterplan, bare, agency, hand_in
):
    bare(agency=agency)
    bare()
    person = people[role]

    def allowed():
        found = Program.objects.select_related("masterplan__region")
        return [one.pk for one in found if person.has_perm("programs.change_program", one)]

    assert [one.pk for one in programs_to_write(person, masterplan)] == allowed()
    closed = hand_in()
    assert [one.pk for one in programs_to_write(person, closed)] == allowed() == []
