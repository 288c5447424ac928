"""Entering and changing a program: nothing typed is lost, nothing is overwritten unseen."""

from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from audit.models import Event
from programs.models import BudgetLine, Indicator, Program
from tests.factories import AgencyFactory, MembershipFactory, QuickWinFactory, complete_program

pytestmark = pytest.mark.django_db


def words(response):
    text = strip_tags(response.content.decode().replace("<", " <"))
    return " ".join(text.split()).replace(" :", ":")


def boxes(response):
    """What stands in the boxes of the shown form, by name."""
    forms = response.context["forms"]
    parts = [forms.main, forms.schedule, forms.budget, *forms.partners, *forms.indicators]
    return {field.html_name: field.value() for part in parts for field in part}


def sent(response, **said):
    """The shown form sent back as a browser does, with what is said changed."""
    forms = response.context["forms"]
    data = {}
    for part in (forms.main, forms.schedule, forms.budget, *forms.partners, *forms.indicators):
        for field in part:
            value = field.value()
            if isinstance(value, list):
                data[field.html_name] = [getattr(one, "pk", one) for one in value]
            elif field.widget_type not in ("checkbox", "checkboxselectmultiple"):
                data[field.html_name] = "" if value is None else value
    for rows in (forms.partners, forms.indicators):
        data[f"{rows.prefix}-TOTAL_FORMS"] = len(rows.forms)
        data[f"{rows.prefix}-INITIAL_FORMS"] = 0
    return data | said


@pytest.fixture
def browser(signed_in, lead):
    return signed_in(lead)


@pytest.fixture
def program(masterplan, parts):
    return complete_program(masterplan, parts[0], name="Banter")


FULL = {
    "expansion": "Banjarnegara Pelayanan Terpadu",
    "beneficiaries": "Warga desa",
    "beneficiaries_count": "21.000",
    "schedule-2024": "prepare",
    "schedule-2025": "build",
    "budget-2024-apbd": "Rp 1.250.000.000",
    "budget-2025-csr": "1,25 M",
    "budget-2026-apbd": "0",
    "indicators-0-name": "Layanan selesai sehari",
    "indicators-0-unit": "persen",
    "indicators-0-baseline": "84,6",
    "indicators-0-baseline_year": "2022",
    "indicators-0-target_2024": "90",
    "indicators-0-target_2025": "92,5",
    "partners-0-name": "TP PKK",
    "partners-0-helix": "community",
}


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
    assert event.data == {"version": 2, "fields": ["Hasil bagi warga", "Indikator 1"]}


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
        ({"subdimension": "999999"}, "Subdimensi: Pilih subdimensi dari daftar."),
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

    assert "3 hal perlu diperbaiki" in words(response)
    html = response.content.decode()
    for anchor in ("id_name", "id_budget-2024-apbd", "id_indicators-0-name"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html


def test_script_in_what_was_typed_is_shown_as_text(browser, page, typed):
    script = '"><script>alert(1)</script>'

    response = browser.post(
        page("add"), typed(name="", description=script, **{"partners-0-name": script})
    )

    assert script not in response.content.decode()
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


@pytest.fixture
def stale(program, browser, signed_in, people, region, page):
    """Two people opened the form; Retno was faster. Gives the answer to the slower one."""
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = sent(browser.get(page("edit", program.pk)), outcome="Menurut saya.")
    hers = signed_in(retno)
    hers.post(
        page("edit", program.pk),
        sent(
            hers.get(page("edit", program.pk)),
            outcome="Menurut Retno.",
            **{"budget-2024-apbd": "5.000"},
        ),
    )
    return browser.post(page("edit", program.pk), mine)


def test_a_stale_page_is_refused_and_shows_both(stale, program):
    program.refresh_from_db()
    assert (program.outcome, program.version) == ("Menurut Retno.", 2)
    assert stale.status_code == 409
    shown = words(stale)
    assert "Retno Wulandari menyimpan program ini ketika Anda masih mengisi" in shown
    assert "Hasil bagi warga Menurut saya. Menurut Retno." in shown
    assert "Anggaran 2024 APBD Rp\xa0250.000.000 Rp\xa05.000".replace("\xa0", " ") in shown
    assert boxes(stale)["outcome"] == "Menurut saya."


def test_what_is_stored_is_not_overwritten_by_showing_both(stale, program):
    assert BudgetLine.objects.get(program=program, year=2024).amount == 5_000


def test_saving_mine_over_it_is_one_knowing_click(stale, program, browser, page):
    response = browser.post(page("edit", program.pk), sent(stale))

    assert response.status_code == 302
    program.refresh_from_db()
    assert (program.outcome, program.version) == ("Menurut saya.", 3)
    assert BudgetLine.objects.get(program=program, year=2024).amount == 250_000_000


def test_keeping_theirs_is_one_link(stale, program, page):
    assert f'href="{page("edit", program.pk)}">Pakai yang tersimpan' in stale.content.decode()


def test_a_second_stale_save_is_refused_again(stale, program, browser, signed_in, people, page):
    national = MembershipFactory(region=program.region, role="lead").user
    other = signed_in(national)
    other.post(
        page("edit", program.pk),
        sent(other.get(page("edit", program.pk)), outcome="Menurut orang ketiga."),
    )

    assert browser.post(page("edit", program.pk), sent(stale)).status_code == 409


def test_a_stage_handed_in_meanwhile_keeps_what_was_typed(program, browser, page, typed, hand_in):
    shown = browser.get(page("edit", program.pk))
    hand_in()

    edited = browser.post(page("edit", program.pk), sent(shown, outcome="Tulisan saya."))
    added = browser.post(page("add"), typed(**FULL))

    for response in (edited, added):
        assert response.status_code == 409
        assert "Masterplan ini tidak sedang ditulis" in words(response)
    assert boxes(edited)["outcome"] == "Tulisan saya."
    assert FULL.items() <= boxes(added).items()
    program.refresh_from_db()
    assert program.outcome != "Tulisan saya."
    assert Program.objects.count() == 1


def test_a_program_removed_meanwhile_can_be_saved_anew(program, browser, page, lead):
    form = sent(browser.get(page("edit", program.pk)), outcome="Tulisan saya.")
    browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    response = browser.post(page("edit", program.pk), form)

    assert response.status_code == 409
    assert f"{lead.name} menghapus program ini" in words(response)
    assert f'action="{page("add")}"' in response.content.decode()
    assert browser.post(page("add"), sent(response)).status_code == 302
    assert Program.objects.get().outcome == "Tulisan saya."


def test_removing_needs_a_reason_and_keeps_the_content_in_the_trail(program, browser, page):
    without = browser.post(page("remove", program.pk), {"version": 1, "reason": " "})
    assert "Tulis alasannya." in words(without)
    assert Program.objects.count() == 1

    browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung dengan Sapa."})

    assert not Program.objects.exists()
    assert not Indicator.objects.exists()
    event = Event.objects.get(verb="program.removed")
    assert event.data["reason"] == "Digabung dengan Sapa."
    assert event.data["content"]["Masalah yang dijawab"] == program.problem
    assert event.region_code == "33.04"


def test_a_program_that_was_changed_meanwhile_is_not_removed(program, browser, page):
    Program.objects.filter(pk=program.pk).update(version=2)

    response = browser.post(
        page("remove", program.pk), {"version": 1, "reason": "Digabung."}, follow=True
    )

    assert "belum dihapus" in words(response)
    assert Program.objects.count() == 1


def test_a_quick_win_is_let_go_before_its_program_is_removed(program, browser, page, lead):
    QuickWinFactory(program=program, nominated_by=lead)

    response = browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    assert "Batalkan dahulu pencalonannya" in words(response)
    assert Program.objects.count() == 1


def test_looking_at_the_page_of_removal_removes_nothing(program, browser, page):
    assert "Hapus program Banter dengan alasan" in words(browser.get(page("remove", program.pk)))
    assert Program.objects.count() == 1


def test_years_that_the_plan_has_lost_stay_in_the_form_and_are_warned_about(
    program, browser, page, masterplan
):
    program.schedule.create(year=2033, activity="operate")
    form = sent(browser.get(page("edit", program.pk)), name="Banter Desa")
    masterplan.last_year = 2030
    masterplan.save()

    response = browser.post(page("edit", program.pk), form, follow=True)

    assert program.schedule.filter(year=2033).exists()
    assert "Jadwal tahun 2033 berada di luar masa masterplan (2024–2030)." in words(response)
    assert "schedule-2033" in boxes(browser.get(page("edit", program.pk)))


def test_odd_things_are_said_and_do_not_stand_in_the_way(browser, page, typed):
    said = FULL | {"indicators-0-target_2025": "80", "budget-2030-apbd": "1.000"}

    shown = words(browser.post(page("add"), typed(**said), follow=True))

    assert "Target “Layanan selesai sehari” tahun 2025 mundur" in shown
    assert "lebih buruk daripada nilai awal (84,6)" in shown
    assert "Ada anggaran tahun 2030, tetapi tidak ada kegiatan." in shown


def test_a_link_from_an_empty_subdimension_fills_it_in(browser, page, parts):
    shown = boxes(browser.get(page("add"), {"subdimensi": parts[2].pk}))

    assert shown["subdimension"] == str(parts[2].pk)
