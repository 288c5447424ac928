"""Programs in a real browser: two people race, the network goes; no letter is lost."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from programs.models import Program
from revisions.models import Outcome
from tests.factories import MembershipFactory, complete_program
from tests.programs.reading import written_in

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def browser(launch_browser):
    """The real one; beside it, this room's tests call the test client so."""
    real = launch_browser()
    yield real
    real.close()


@pytest.fixture
def retno(region):
    return MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user


@pytest.fixture
def opens(desk, page, program):
    """`opens(person)` has the form of the program open in a browser of her own."""

    def go(person, address=None):
        return desk(person, path=address or page("edit", program.pk))

    return go


def types(seen, name, text, delay=4):
    box = seen.locator(f'[name="{name}"]')
    box.focus()
    seen.keyboard.press("Control+End")
    seen.keyboard.type(text, delay=delay)


def is_saved(seen):
    expect(seen.locator("[data-save-state]").first).to_contain_text("Tersimpan pukul")


def serious(seen):
    found = Axe().run(seen).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_two_people_who_type_at_once_lose_no_letter(opens, lead, retno, program):
    mine, hers = opens(lead), opens(retno)
    a, b = "Antrean di loket menjadi pendek. " * 3, "Warga menunggu dua jam di kabupaten. " * 3
    Program.objects.update(outcome="", problem="")
    mine.reload()
    hers.reload()

    for at in range(0, max(len(a), len(b)), 9):
        types(mine, "outcome", a[at : at + 9], delay=1)
        types(hers, "problem", b[at : at + 9], delay=1)
    is_saved(mine)
    is_saved(hers)

    program.refresh_from_db()
    assert (program.outcome, program.problem) == (a.strip(), b.strip())
    assert not written_in(program).filter(outcome=Outcome.CLASH).exists()


def test_two_people_in_the_same_box_are_asked_and_both_texts_stay(opens, lead, retno, program):
    mine, hers = opens(lead), opens(retno)
    types(hers, "outcome", " Menurut Retno.")
    is_saved(hers)

    types(mine, "outcome", " Menurut saya.")
    choice = mine.locator(".sp-clash")
    expect(choice).to_contain_text("Retno Wulandari menyimpan isian ini")
    assert "saya" in choice.locator("mark").first.inner_text()
    assert serious(mine) == []
    choice.get_by_role("button", name="Pakai tulisan saya").click()
    is_saved(mine)

    program.refresh_from_db()
    assert program.outcome == "Warga dilayani di desanya sendiri. Menurut saya."
    texts = {one.parts.get("outcome") for one in written_in(program)}
    assert {
        "Warga dilayani di desanya sendiri. Menurut Retno.",
        "Warga dilayani di desanya sendiri. Menurut saya.",
    } <= texts


def test_keeping_the_others_text_puts_it_into_the_box(opens, lead, retno, program):
    mine, hers = opens(lead), opens(retno)
    types(hers, "outcome", " Menurut Retno.")
    is_saved(hers)
    types(mine, "outcome", " Menurut saya.")

    mine.get_by_role("button", name="Pakai tulisan Retno Wulandari").click()

    expect(mine.locator("[name=outcome]")).to_have_value(re.compile("Menurut Retno.$"))
    program.refresh_from_db()
    assert program.outcome.endswith("Menurut Retno.")


def test_typing_while_a_save_is_under_way_loses_nothing(opens, lead, program):
    seen = opens(lead)
    seen.route("**/ubah/", lambda route: (seen.wait_for_timeout(700), route.continue_())[1])
    text = " Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas."

    types(seen, "outcome", text, delay=40)
    is_saved(seen)

    program.refresh_from_db()
    assert program.outcome == "Warga dilayani di desanya sendiri." + text


def test_a_cut_network_and_an_ended_session_lose_nothing(opens, lead, program, signed_in):
    seen = opens(lead)
    seen.context.set_offline(True)
    types(seen, "outcome", " Tanpa sambungan.")
    expect(seen.locator("[data-save-state]")).to_contain_text("tidak ada sambungan")
    seen.context.set_offline(False)
    is_saved(seen)

    Session.objects.all().delete()
    types(seen, "outcome", " Tanpa sesi.")
    expect(seen.locator("[data-save-state]")).to_contain_text("waktu masuk habis")
    cookie = signed_in(lead).cookies["sessionid"].value
    address = seen.url.split("/masterplan/")[0]
    seen.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    seen.evaluate("window.dispatchEvent(new Event('focus'))")
    is_saved(seen)

    program.refresh_from_db()
    assert program.outcome == "Warga dilayani di desanya sendiri. Tanpa sambungan. Tanpa sesi."


def test_a_box_that_cannot_be_saved_says_so_and_the_rest_is_saved(opens, lead, program):
    seen = opens(lead)
    types(seen, "beneficiaries_count", " ribu")
    types(seen, "risks", " Listrik padam.")

    expect(seen.get_by_text("Tulis angka tanpa huruf, misalnya 21.000.")).to_be_visible()
    expect(seen.locator("[data-save-state]")).to_contain_text("kecuali isian yang ditandai")
    program.refresh_from_db()
    assert program.risks.endswith("Listrik padam.")

    seen.reload()  # what could not be saved is not lost either: this browser has kept it
    offer = seen.get_by_role("region", name="Tulisan yang belum terkirim")
    expect(offer).to_contain_text("Jumlah penerima manfaat")
    offer.get_by_role("button", name="Pakai tulisan ini").click()
    expect(seen.locator("[name=beneficiaries_count]")).to_have_value(re.compile("ribu$"))
    seen.locator("[name=beneficiaries_count]").fill("21.000")
    expect(seen.locator("[data-save-state]")).to_have_class("sp-save sp-save--ok")
    seen.reload()
    expect(seen.locator("[name=beneficiaries_count]")).to_have_value("21.000")
    assert seen.get_by_role("region", name="Tulisan yang belum terkirim").count() == 0


def test_a_program_in_one_minute_with_the_keyboard_alone(desk, lead, page, parts, agency):
    seen = desk(lead, path=page("quick"))

    for number in (1, 2):
        seen.locator("[name=name]").focus()
        seen.keyboard.type(f"Banter {number}", delay=4)
        if number == 1:
            seen.locator("[name=subdimension]").select_option(str(parts[1].pk))
            seen.locator("[name=agency]").select_option(str(agency.pk))
            seen.locator("[name=kind]").select_option("service")
        types(seen, "description", f"Loket desa {number}.")
        seen.get_by_role("button", name="Simpan dan tambah lagi").last.press("Enter")
        expect(seen.get_by_role("heading", name="Yang baru Anda tambahkan")).to_be_visible()
        expect(seen.locator("[name=name]")).to_have_value("")

    made = Program.objects.order_by("pk").values_list("name", "description", "subdimension")
    assert list(made) == [
        ("Banter 1", "Loket desa 1.", parts[1].pk),
        ("Banter 2", "Loket desa 2.", parts[1].pk),
    ]
    assert serious(seen) == []


def test_a_year_that_is_ticked_shows_its_target_box_at_once(desk, lead, page, program):
    program.schedule.exclude(year=2024).delete()
    program.indicators.first().targets.filter(year__gt=2024).delete()
    seen = desk(lead, path=page("edit", program.pk))
    box = seen.locator("[name=indicators-0-target_2026]")
    expect(box).to_be_hidden()

    seen.locator("[name=schedule-2026]").select_option(index=1)
    expect(box).to_be_visible()
    box.fill("70")
    seen.locator("[name=schedule-2026]").select_option("")
    expect(box).to_be_visible()  # what holds a number is never hidden
    expect(seen.locator("[data-save-state]")).to_have_class("sp-save sp-save--ok")
    assert program.indicators.first().targets.filter(year=2026, value=70).exists()


def test_the_table_is_walked_and_saved_with_the_keyboard(
    desk, lead, page, program, masterplan, parts
):
    below = complete_program(masterplan, parts[1], name="Sapa")
    seen = desk(lead, path=page("grid"))
    assert seen.get_by_role("button", name="Simpan semua baris").count() == 0

    seen.locator(f'[name="r{program.pk}-anggaran-2028"]').focus()
    seen.keyboard.type("1,5 miliar")
    seen.keyboard.press("Enter")
    seen.keyboard.type("7.000")
    seen.keyboard.press("ArrowRight")
    seen.keyboard.type("8.000")
    seen.keyboard.press("ArrowUp")
    seen.keyboard.type("9.000")
    for row in (program, below):
        place = seen.locator(f"#r{row.pk} [data-save-state]")
        expect(place).to_contain_text("Tersimpan pukul")

    assert dict(program.budget.filter(year__gt=2025).values_list("year", "amount")) == {
        2028: 1_500_000_000,
        2029: 9_000,
    }
    assert dict(below.budget.filter(year__gt=2025).values_list("year", "amount")) == {
        2028: 7_000,
        2029: 8_000,
    }
    assert serious(seen) == []


PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_cells_of_excel_are_pasted_into_the_table_to_the_right_and_down(
    desk, lead, page, program, masterplan, parts
):
    below = complete_program(masterplan, parts[1], name="Sapa")
    seen = desk(lead, path=page("grid"))

    seen.locator(f'[name="r{program.pk}-anggaran-2028"]').focus()
    seen.evaluate(PASTE, "1.000\t2.000\n3.000\t4.000\n5.000")
    for row in (program, below):
        expect(seen.locator(f"#r{row.pk} [data-save-state]")).to_contain_text("Tersimpan pukul")

    years = {"year__in": (2028, 2029)}
    assert dict(program.budget.filter(**years).values_list("year", "amount")) == {
        2028: 1_000,
        2029: 2_000,
    }
    assert dict(below.budget.filter(**years).values_list("year", "amount")) == {
        2028: 3_000,
        2029: 4_000,
    }


def test_two_people_in_one_row_of_the_table_are_asked(desk, lead, retno, page, program):
    mine, hers = desk(lead, path=page("grid")), desk(retno, path=page("grid"))
    box = f'[name="r{program.pk}-anggaran-2028"]'
    hers.locator(box).fill("5.000")
    is_saved(hers)

    mine.locator(box).fill("6.000")
    choice = mine.locator(".sp-clash")
    expect(choice).to_contain_text("Retno Wulandari")
    choice.get_by_role("button", name="Pakai tulisan Retno Wulandari").click()

    expect(mine.locator(box)).to_have_value("5.000")
    assert program.budget.get(year=2028).amount == 5_000
