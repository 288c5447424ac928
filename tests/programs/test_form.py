"""Entering and changing a program: what the form takes, refuses, and gives back."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import Event
from programs.models import Program
from programs.oddities import remarks
from tests.factories import (
    AgencyFactory,
    IndicatorFactory,
    ProgramFactory,
    ScheduleYearFactory,
    TargetFactory,
)
from tests.markup import one_line
from tests.programs.reading import FULL, boxes, sent, words

pytestmark = pytest.mark.django_db


def test_five_fields_make_a_program(masterplan, browser, page, typed, lead):
    response = browser.post(page("add"), typed())

    program = Program.objects.get()
    assert response.url == program.get_absolute_url()
    assert (program.name, program.masterplan, program.version) == ("Banter", masterplan, 1)
    assert program.indicators.count() == program.partners.count() == program.budget.count() == 0
    assert [(e.verb, e.actor) for e in Event.objects.about(program)] == [("program.added", lead)]


def test_a_year_may_stand_for_the_description(browser, page, typed):
    browser.post(page("add"), typed(description="", **{"schedule-2026": "build"}))

    assert [row.year for row in Program.objects.get().schedule.all()] == [2026]


def test_without_a_year_and_a_description_the_form_asks_for_one(browser, page, typed):
    response = browser.post(page("add"), typed(description=""))

    assert response.status_code == 422
    assert "Tulis uraian singkat, atau pilih sedikitnya satu tahun pelaksanaan." in words(response)
    assert boxes(response)["name"] == "Banter"
    assert not Program.objects.exists()


def test_everything_that_the_form_holds_is_written(browser, page, typed, region):
    helper = AgencyFactory(region=region)

    browser.post(page("add"), typed(**FULL, supporters=[helper.pk]))

    program = Program.objects.get()
    assert program.beneficiaries_count == 21_000
    assert list(program.supporters.all()) == [helper]
    assert [(row.helix, row.name) for row in program.partners.all()] == [("community", "TP PKK")]
    assert {row.year: row.activity for row in program.schedule.all()} == {
        2024: "prepare",
        2025: "build",
    }
    assert {(row.year, row.source): row.amount for row in program.budget.all()} == {
        (2024, "apbd"): 1_250_000_000,
        (2025, "csr"): 1_250_000_000,
    }
    indicator = program.indicators.get()
    assert (indicator.baseline, indicator.baseline_year) == (Decimal("84.6"), 2022)
    assert {row.year: row.value for row in indicator.targets.all()} == {
        2024: Decimal("90"),
        2025: Decimal("92.5"),
    }


def test_opening_and_saving_a_form_changes_nothing(program, browser, page):
    response = browser.post(page("edit", program.pk), sent(browser.get(page("edit", program.pk))))

    assert response.status_code == 302
    program.refresh_from_db()
    assert program.version == 1
    assert not Event.objects.exists()


def test_a_change_is_told_to_the_trail_and_keeps_the_rows_that_go_on(program, browser, page):
    indicator = program.indicators.get()
    shown = browser.get(page("edit", program.pk))

    browser.post(
        page("edit", program.pk),
        sent(
            shown,
            outcome="Antre berkurang.",
            **{"indicators-0-target_2024": "61", "indicators-0-name": "Selesai sehari"},
        ),
    )

    program.refresh_from_db()
    assert (program.outcome, program.version) == ("Antre berkurang.", 2)
    assert program.indicators.get() == indicator
    assert indicator.targets.get(year=2024).value == 61
    event = Event.objects.get(verb="program.changed")
    assert event.data == {"version": 2, "fields": ["Hasil bagi warga", "Indikator"]}


def test_an_indicator_is_removed_with_its_mark_and_a_partner_without_its_name(
    program, browser, page
):
    program.partners.create(helix="media", name="Radio")
    shown = browser.get(page("edit", program.pk))

    browser.post(
        page("edit", program.pk),
        sent(shown, **{"indicators-0-DELETE": "on", "partners-0-name": " "}),
    )

    assert program.indicators.count() == program.partners.count() == 0


@pytest.mark.parametrize(
    ("button", "new"),
    [
        ("indikator", "indicators-1-name"),
        ("mitra", "partners-1-name"),
        ("sumber", "budget-2024-kpbu"),
    ],
)
def test_one_more_row_keeps_everything_typed_and_judges_nothing(button, new, browser, page, typed):
    said = FULL | {"name": "", "beneficiaries_count": "± 21 ribu", "budget-2024-dak": "banyak"}

    response = browser.post(page("add"), typed(**said, tambah=button, sumber="kpbu"))

    assert response.status_code == 200
    shown = boxes(response)
    assert new in shown
    assert said.items() <= shown.items()
    assert "perlu diperbaiki" not in words(response)
    assert not Program.objects.exists()


def test_a_source_that_was_added_stays_with_the_next_row(browser, page, typed):
    first = browser.post(page("add"), typed(tambah="sumber", sumber="kpbu"))

    second = browser.post(page("add"), sent(first, tambah="indikator"))

    assert "budget-2030-kpbu" in boxes(second)


def test_rows_are_not_added_without_end(browser, page, typed):
    many = typed(tambah="indikator", **{"indicators-TOTAL_FORMS": "100000"})

    assert len(browser.post(page("add"), many).context["forms"].indicators.forms) == 40


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Nama singkat: Tulis nama singkat program."),
        ({"name": "x" * 81}, "Nama singkat: "),
        ({"subdimension": ""}, "Subdimensi: Pilih subdimensi."),
        ({"subdimension": "999999"}, "Subdimensi: Subdimensi ini tidak ada"),
        ({"kind": "apa"}, "Jenis: "),
        ({"description": "x" * 4001}, "Paling panjang 4000 huruf; sekarang 4001."),
        ({"beneficiaries_count": "± 21 ribu"}, "Tulis angka tanpa huruf, misalnya 21.000."),
        (
            {"budget-2025-apbd": "sejuta"},
            "Anggaran 2025 APBD: Tulis rupiah dengan angka, misalnya 1.250.000.000.",
        ),
        ({"budget-2025-apbd": "-1"}, "Anggaran tidak dapat kurang dari nol."),
        (
            {"budget-2025-apbd": "100.000.000.000.001"},
            "Satu baris anggaran paling banyak Rp 100 triliun.",
        ),
        ({"schedule-2025": "pesta"}, "Jadwal 2025: "),
        ({"indicators-0-name": ""}, "Indikator 1: Indikator: Tulis indikatornya."),
        (
            {"indicators-0-name": "X", "indicators-0-unit": "%", "indicators-0-target_2024": "?"},
            "Indikator 1: Target 2024: Tulis angka, misalnya 84,6 atau 1.250.",
        ),
        ({"partners-0-name": "X", "partners-0-helix": "kawan"}, "Mitra 1: Unsur: "),
        ({"name": "Ban\0ter"}, "Nama singkat: "),
        ({"risks": "a\0b"}, "Risiko: "),
        ({"agency": "a\0"}, "Penanggung jawab: Karakter null tidak diizinkan."),
    ],
)
def test_what_must_be_mended_is_said_and_what_was_typed_stays(said, sentence, browser, page, typed):
    response = browser.post(page("add"), typed(**(FULL | said)))

    assert response.status_code == 422
    assert sentence in words(response)
    shown = boxes(response)
    for name, value in said.items():
        assert shown[name] == value
    assert not Program.objects.exists()


def test_all_problems_are_told_at_once_with_a_link_to_each_box(browser, page, typed):
    response = browser.post(
        page("add"), typed(name="", **{"budget-2024-apbd": "x", "indicators-0-unit": "orang"})
    )

    assert "Tiga hal perlu diperbaiki" in words(response)
    html = one_line(response.content.decode())
    for anchor in ("id_name", "id_budget-2024-apbd", "id_indicators-0-name"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html


def test_script_in_what_was_typed_is_shown_as_text(browser, page, typed):
    script = '"><script>alert(1)</script>'

    response = browser.post(
        page("add"), typed(name="", description=script, **{"partners-0-name": script})
    )

    assert script not in one_line(response.content.decode())
    assert boxes(response)["description"] == script


def test_an_agency_of_another_region_is_refused(browser, page, typed, elsewhere):
    foreign = AgencyFactory(region=elsewhere)

    owner = browser.post(page("add"), typed(agency=foreign.pk))
    helper = browser.post(page("add"), typed(supporters=[foreign.pk]))

    for response in (owner, helper):
        assert response.status_code == 422
        assert "Pilih Perangkat Daerah dari daftar." in words(response)
    assert not Program.objects.exists()


def test_a_writer_enters_programs_of_her_own_agency_only(
    writer, agency, signed_in, page, typed, region
):
    other = AgencyFactory(region=region)
    browser = signed_in(writer)
    offered = browser.get(page("add")).context["forms"].main.fields["agency"].queryset

    response = browser.post(page("add"), typed(agency=other.pk))

    assert list(offered) == [agency]
    assert response.status_code == 422
    assert not Program.objects.exists()


def test_a_writer_cannot_open_or_change_a_program_of_another_agency(
    program, writer, signed_in, page, typed
):
    browser = signed_in(writer)

    assert browser.get(page("edit", program.pk)).status_code == 403
    assert browser.post(page("edit", program.pk), typed(name="Lain")).status_code == 403
    program.refresh_from_db()
    assert program.name == "Banter"


def test_sending_a_new_form_twice_makes_one_program(browser, page, typed):
    form = sent(browser.get(page("add"))) | typed()

    first = browser.post(page("add"), form)
    second = browser.post(page("add"), form)
    corrected = browser.post(page("add"), form | {"name": "Banter Desa"})

    program = Program.objects.get()
    assert first.url == second.url == corrected.url == program.get_absolute_url()
    assert (program.name, program.version) == ("Banter Desa", 2)


def test_two_forms_with_the_same_words_are_two_programs(browser, page, typed):
    browser.post(page("add"), typed(form_key="6b1c3f0e-6f0e-4bb0-9a53-0123456789ab"))
    browser.post(page("add"), typed(form_key="6b1c3f0e-6f0e-4bb0-9a53-0123456789ac"))

    assert Program.objects.count() == 2


def test_saving_a_change_twice_is_one_change(program, browser, page):
    form = sent(browser.get(page("edit", program.pk)), name="Banter Desa")

    browser.post(page("edit", program.pk), form)
    again = browser.post(page("edit", program.pk), form)

    assert again.status_code == 302
    program.refresh_from_db()
    assert (program.name, program.version) == ("Banter Desa", 2)
    assert Event.objects.filter(verb="program.changed").count() == 1


def test_targets_are_asked_only_for_years_in_which_the_program_runs(masterplan, lead, signed_in):
    program = ProgramFactory(masterplan=masterplan)
    indicator = IndicatorFactory(program=program)
    TargetFactory(indicator=indicator, year=2030, value=5)
    ScheduleYearFactory(program=program, year=2024)

    page = signed_in(lead).get(reverse("programs:edit", args=[masterplan.slug, program.pk])).text

    boxes = re.findall(
        r'<div data-year="(\d+)">(?:(?!</div>).)*name="indicators-0-target_', page, re.S
    )
    assert boxes == ["2024", "2030"]  # what was written stays, and is said to be odd
    assert any("tidak ada kegiatan" in one for one in remarks(fetched(program)))


def fetched(program):
    return Program.objects.filter(pk=program.pk).with_rows().select_related("masterplan").get()
