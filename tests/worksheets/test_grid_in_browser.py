"""The grid of a worksheet in a real browser: by keyboard alone, and nothing typed is lost."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analyses.models import Issue, ReadinessItem, SwotEntry, TowsStrategy
from masterplans.models import Revision
from tests.factories import (
    AgencyFactory,
    IssueFactory,
    MembershipFactory,
    ReadinessItemFactory,
    SwotEntryFactory,
)
from tests.plans import give_dimensions
from tests.world import PIXEL

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)
SWOT = {
    "S": ["Mal Pelayanan Publik melayani 24 instansi", "35 puskesmas aktif"],
    "W": ["Data antarlayanan belum tersambung", "Hanya 19 dari 32 dinas punya pranata komputer"],
    "O": ["Serat optik sampai di 20 kecamatan", "Identitas digital nasional"],
    "T": ["Tenaga TIK berpindah ke kota besar", "Serangan siber meningkat"],
}
LEAF = "governance-{}"


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def sits(desk, web_server, dimensions, at):
    """`sits(person, "swot")` opens a worksheet in a browser of her own."""

    def go(person, page="swot", query="", **options):
        return desk(person, web_server.url, f"{at(page)}{query}", **options)

    return go


def leaf(page, key):
    return page.locator(f'[data-leaf="{key}"]')


def box(page, key, name="text", row=-1):
    boxes = leaf(page, key).locator(f'[name="{name}"]:visible')
    return boxes.last if row == -1 else boxes.nth(row)


def all_saved(page):
    expect(page.locator("[data-grid-state]")).to_have_text("Semua baris tersimpan")


def texts(kind):
    return list(
        SwotEntry.objects.filter(kind=kind).order_by("order", "pk").values_list("text", flat=True)
    )


def test_a_swot_of_eight_rows_is_filled_by_keyboard_alone(sits, writer, agency):
    page = sits(writer)
    box(page, LEAF.format("S")).focus()

    for kind, (first, second) in SWOT.items():
        page.keyboard.type(first, delay=5)
        page.keyboard.press("Enter")
        page.keyboard.type(second, delay=5)
        if kind != "T":
            page.keyboard.press("Tab")  # a row to come
            page.keyboard.press("Tab")  # the next heading

    all_saved(page)
    assert {kind: texts(kind) for kind in SWOT} == SWOT
    assert set(SwotEntry.objects.values_list("agency", flat=True)) == {agency.pk}
    assert Revision.objects.filter(kind="swot").count() == 8


def test_rows_are_moved_by_keyboard_and_stay_so(sits, writer, masterplan, dimensions, agency):
    own = {"masterplan": masterplan, "dimension": dimensions[0], "agency": agency, "kind": "S"}
    for text in ("Satu", "Dua", "Tiga"):
        SwotEntryFactory(**own, text=text)
    page = sits(writer)

    box(page, LEAF.format("S"), row=2).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(leaf(page, LEAF.format("S")).locator("[data-code]").first).to_have_text("S1")
    page.keyboard.press("End")
    page.keyboard.type("!")
    all_saved(page)
    box(page, LEAF.format("S"), row=1).focus()
    page.keyboard.press("Alt+ArrowDown")
    time.sleep(1)

    page.reload()
    found = [box(page, LEAF.format("S"), row=n).input_value() for n in range(3)]
    assert found == ["Tiga!", "Dua", "Satu"]


def test_a_removed_row_comes_back_with_one_press(sits, writer, masterplan, dimensions, agency):
    SwotEntryFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, kind="S", text="Berharga"
    )
    page = sits(writer)

    box(page, LEAF.format("S"), row=0).focus()
    page.keyboard.press("Alt+Delete")
    expect(page.get_by_text("Baris S1 dihapus.")).to_be_visible()
    assert texts("S") == []

    page.keyboard.press("Enter")  # the button Kembalikan has the focus
    all_saved(page)
    expect(leaf(page, LEAF.format("S")).locator("tr[data-row]")).to_have_count(1)
    assert texts("S") == ["Berharga"]


def test_nothing_is_lost_while_the_network_is_cut(sits, writer):
    page = sits(writer)
    box(page, LEAF.format("S")).focus()
    page.keyboard.type("Sebelum putus", delay=5)
    all_saved(page)

    page.context.set_offline(True)
    page.keyboard.type(", selama putus", delay=5)
    page.keyboard.press("Enter")
    page.keyboard.type("Baris baru tanpa sambungan", delay=5)
    expect(page.locator("[data-grid-state]")).to_contain_text("2 baris belum tersimpan")
    page.context.set_offline(False)

    all_saved(page)
    assert texts("S") == ["Sebelum putus, selama putus", "Baris baru tanpa sambungan"]


def test_rows_that_never_reached_the_server_come_back_after_a_crash(sits, writer, web_server, at):
    page = sits(writer)
    box(page, LEAF.format("S")).focus()
    web_server.kill()
    page.keyboard.type("Satu", delay=5)
    page.keyboard.press("Enter")
    page.keyboard.type("Dua", delay=5)
    time.sleep(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    web_server.start()
    page.goto(f"{web_server.url}{at('swot')}")

    offers = page.get_by_role("button", name="Pakai tulisan ini")
    expect(offers).to_have_count(2)
    offers.first.click()
    offers.first.click()
    expect(leaf(page, LEAF.format("S")).locator("tr[data-row]")).to_have_count(2)
    all_saved(page)
    assert sorted(texts("S")) == ["Dua", "Satu"]


def test_an_answer_that_is_lost_makes_no_second_row(sits, writer):
    page = sits(writer)
    lost = []

    def lose_the_first(route):
        if not lost:
            lost.append(route.fetch())  # the server has taken it in, the browser does not hear so
            return route.abort()
        return route.continue_()

    page.route("**/baru/**", lose_the_first)
    box(page, LEAF.format("S")).focus()
    page.keyboard.type("Sekali saja", delay=5)

    all_saved(page)
    assert lost
    assert texts("S") == ["Sekali saja"]


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_two_people_race_over_one_row_and_one_click_keeps_either(
    sits, writer, lead, masterplan, dimensions, agency, choice
):
    row = IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, title="Antrean panjang"
    )
    mine, theirs = sits(writer, "issues"), sits(lead, "issues")
    box(theirs, "governance", "title", 0).fill("Antrean sampai tiga jam")
    all_saved(theirs)

    box(mine, "governance", "title", 0).fill("Antrean sangat panjang")
    block = mine.get_by_role("group", name="Dua tulisan berbeda")
    expect(block).to_contain_text("Antrean sampai tiga jam")
    expect(block.locator("mark").first).to_be_visible()
    assert Issue.objects.get().title == "Antrean sampai tiga jam"
    block.locator(f'[data-keep="{choice}"]').click()

    kept = "Antrean sangat panjang" if choice == "mine" else "Antrean sampai tiga jam"
    all_saved(mine)
    expect(box(mine, "governance", "title", 0)).to_have_value(kept)
    assert Issue.objects.get().title == kept
    revisions = Revision.objects.filter(kind="isu", object_id=row.pk)
    told = [one.parts["title"] for one in revisions]
    assert {"Antrean panjang", "Antrean sampai tiga jam", "Antrean sangat panjang"} <= set(told)


def test_two_people_fill_different_boxes_of_one_row(
    sits, writer, lead, masterplan, dimensions, agency
):
    IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    mine, theirs = sits(writer, "issues"), sits(lead, "issues")

    box(theirs, "governance", "source", 0).fill("BPS 2023")
    all_saved(theirs)
    box(mine, "governance", "description", 0).fill("Tiga jam di kabupaten.")
    all_saved(mine)

    issue = Issue.objects.get()
    assert (issue.source, issue.description) == ("BPS 2023", "Tiga jam di kabupaten.")


def test_who_writes_into_a_row_that_was_removed_keeps_it_as_a_new_row(
    sits, writer, lead, masterplan, dimensions, agency
):
    SwotEntryFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, kind="W", text="Lama"
    )
    mine, theirs = sits(writer), sits(lead)
    box(theirs, LEAF.format("W"), row=0).focus()
    theirs.keyboard.press("Alt+Delete")
    expect(theirs.get_by_text("Baris W1 dihapus.")).to_be_visible()

    box(mine, LEAF.format("W"), row=0).fill("Lama dan berharga")
    mine.get_by_role("button", name="Simpan sebagai isian baru").click()

    all_saved(mine)
    row = SwotEntry.objects.get()
    assert (row.text, row.kind, row.dimension) == ("Lama dan berharga", "W", dimensions[0])


def test_twenty_rows_are_pasted_from_excel_and_added_after_a_look(sits, writer, dimensions, agency):
    dimensions[0].aliases = ["smart government"]
    dimensions[0].save()
    page = sits(writer)
    copied = "Dimensi\tJenis\tUraian\n" + "\n".join(
        f"Smart Government\t{kind}\tHal {number}"
        for number, kind in enumerate(["Kekuatan", "Kelemahan", "Peluang", "Ancaman"] * 5, 1)
    )
    box(page, LEAF.format("S")).focus()
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        copied,
    )

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Periksa 20 baris ini, lalu tambahkan."
    )
    assert not SwotEntry.objects.exists()
    page.get_by_role("button", name="Tambahkan 20 baris").click()
    expect(page.get_by_text("Dua puluh baris ditambahkan.")).to_be_visible()
    assert SwotEntry.objects.filter(agency=agency).count() == 20


def test_arrows_go_from_box_to_box_as_in_every_grid(sits, writer, masterplan, dimensions, agency):
    own = {"masterplan": masterplan, "dimension": dimensions[0], "agency": agency}
    IssueFactory(**own, title="Satu", source="")
    IssueFactory(**own, title="Dua", source="")
    page = sits(writer, "issues")

    box(page, "governance", "title", 0).focus()
    page.keyboard.press("ArrowDown")
    expect(box(page, "governance", "title", 1)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(box(page, "governance", "description", 1)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(box(page, "governance", "source", 0)).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_role("button", name="Turun 1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page, "governance", "title", 0)).to_be_focused()


def test_codes_are_ticked_in_a_list_or_typed(sits, writer, masterplan, dimensions, agency):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    strength = SwotEntryFactory(**own, kind="S", text="Mal Pelayanan Publik")
    chance = SwotEntryFactory(**own, kind="O", text="Serat optik")
    page = sits(writer, "tows")
    key = LEAF.format("SO")
    box(page, key).focus()
    page.keyboard.type("Layanan sampai desa", delay=5)
    page.keyboard.press("Tab")
    page.keyboard.type("S1, O7", delay=5)
    expect(page.get_by_text("O7 tidak ada dalam SWOT dimensi ini.")).to_be_visible()
    page.keyboard.press("Tab")  # to the button beside it
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Baris SWOT yang digabungkan").get_by_label("O1").check()

    all_saved(page)
    strategy = TowsStrategy.objects.get()
    assert set(strategy.entries.all()) == {strength, chance}


def test_a_file_proves_a_row_without_leaving_the_page(sits, writer, masterplan, agency, tmp_path):
    ReadinessItemFactory(masterplan=masterplan, agency=agency, head="people", evidence="")
    proof = tmp_path / "sk-bupati.png"
    proof.write_bytes(PIXEL)
    page = sits(writer, "readiness")

    page.locator('[data-leaf="people"] input[type=file]').first.set_input_files(proof)

    expect(page.get_by_role("link", name="sk-bupati.png")).to_be_visible()
    assert ReadinessItem.objects.get().evidence_file.name == "sk-bupati.png"


def test_one_box_that_is_wrong_does_not_hold_up_the_others(sits, writer, masterplan, agency):
    ReadinessItemFactory(masterplan=masterplan, agency=agency, head="people", statement="Lama")
    page = sits(writer, "readiness")

    box(page, "people", "evidence_url", 0).fill("bukan alamat")
    box(page, "people", "statement", 0).fill("Baru")

    expect(page.locator("[data-save-state]").first).to_contain_text("kecuali isian yang ditandai")
    assert ReadinessItem.objects.get().statement == "Baru"


def test_on_a_phone_each_row_is_a_form_that_fits(sits, writer, masterplan, dimensions, agency):
    IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    page = sits(writer, "issues", viewport={"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert box(page, "governance", "title", 0).bounding_box()["width"] > 280


def test_a_lead_names_the_agency_by_its_short_name(sits, lead, region):
    other = AgencyFactory(region=region, name="Dinas Pariwisata", short_name="Dispar")
    MembershipFactory(region=region, role="writer", agency=other)
    page = sits(lead)
    key = LEAF.format("S")
    box(page, key).focus()
    page.keyboard.type("Dieng dikenal dunia", delay=5)
    page.keyboard.press("Tab")
    page.keyboard.type("dispar", delay=5)

    expect(leaf(page, key).locator("tr[data-row]")).to_have_count(1)
    assert SwotEntry.objects.get().agency == other


def test_without_script_each_row_has_its_button(sits, writer, masterplan, dimensions, agency):
    SwotEntryFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, kind="S", text="Satu"
    )
    page = sits(writer, java_script_enabled=False)

    box(page, LEAF.format("S")).fill("Dua")
    leaf(page, LEAF.format("S")).get_by_role("button", name="Simpan").last.click()
    expect(page.get_by_text("Baris SWOT disimpan.")).to_be_visible()
    leaf(page, LEAF.format("S")).get_by_role("button", name="Naik").click()
    assert texts("S") == ["Dua", "Satu"]
    box(page, LEAF.format("S"), row=0).fill("Dua, diubah")
    leaf(page, LEAF.format("S")).get_by_role("button", name="Simpan").first.click()
    assert texts("S") == ["Dua, diubah", "Satu"]
    leaf(page, LEAF.format("S")).get_by_role("button", name="Hapus").first.click()
    expect(page.get_by_text("Baris SWOT dihapus.")).to_be_visible()
    assert texts("S") == ["Satu"]


@pytest.mark.parametrize("page_name", ["swot", "tows", "readiness", "applications"])
def test_axe_finds_nothing_serious(sits, lead, masterplan, dimensions, agency, page_name):
    own = {"masterplan": masterplan, "agency": agency}
    SwotEntryFactory(**own, dimension=dimensions[0], kind="S")
    ReadinessItemFactory(**own)
    page = sits(lead, page_name)
    page.locator("[data-grid].is-live").wait_for()

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]

    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
