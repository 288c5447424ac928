"""The rich-text editor in a real browser, under the real Content-Security-Policy."""

import io
from html import escape

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from masterplans.actions import write_section
from revisions.html_text import count_words
from revisions.tokens import Token
from tests.masterplans.conftest import editor_of

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "<h3>Keadaan</h3><p>Data dari <strong>35</strong> puskesmas.</p><ul><li>Satu</li></ul>"
TABLE = (
    "<table><tbody><tr><th>Tahun</th><th>Jumlah</th></tr><tr><td>2024</td><td>12</td></tr></tbody>"
    "</table>"
)


def written(page):
    return page.locator("textarea[name=body]").input_value()


def tool(page, name):
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def test_the_editor_opens_with_the_text_and_saves_what_is_typed(
    section, writer, open_as, violations
):
    write_section(section, html=TEXT + TABLE, token=Token(0), by=writer)
    page = open_as(writer, section.get_absolute_url())

    editor = editor_of(page)
    expect(editor).to_be_visible()
    expect(editor.locator("h3")).to_have_text("Keadaan")
    expect(page.locator("textarea[name=body]")).to_be_hidden()
    editor.locator("p", has_text="puskesmas").click()
    page.keyboard.press("End")
    page.keyboard.type(" Dicatat satu kali.")
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert "<strong>35</strong> puskesmas. Dicatat satu kali.</p>" in section.body
    assert "<th" in section.body
    assert "style" not in section.body
    assert "colgroup" not in section.body


def test_opening_and_saving_without_typing_makes_no_revision(section, writer, open_as, violations):
    write_section(section, html=TEXT + TABLE, token=Token(0), by=writer)
    page = open_as(writer, section.get_absolute_url())

    expect(editor_of(page)).to_be_visible()
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert section.revision_number == 1


def test_the_tools_are_worked_with_the_keyboard(section, writer, open_as, violations):
    page = open_as(writer, section.get_absolute_url())

    editor_of(page).click()
    page.keyboard.type("Penting")
    page.keyboard.press("Control+A")
    bold = page.get_by_role("button", name="Tebal")
    heading = page.get_by_role("button", name="Judul kecil")
    heading.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(bold).to_be_focused()
    page.keyboard.press("Enter")

    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(editor_of(page).locator("strong")).to_have_text("Penting")


def test_a_link_is_made_with_the_keyboard_and_taken_away(editing):
    page = editing()

    editor_of(page).focus()
    page.keyboard.type("Badan Pusat Statistik")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    page.get_by_role("dialog").get_by_label("Alamat").fill("bps.go.id")
    page.keyboard.press("Enter")
    link = editor_of(page).locator("a")
    expect(link).to_have_attribute("href", "https://bps.go.id")
    expect(editor_of(page)).to_be_focused()
    assert written(page) == '<p><a href="https://bps.go.id">Badan Pusat Statistik</a></p>'

    tool(page, "Tautan").click()
    page.get_by_role("dialog").get_by_role("button", name="Hapus tautan").click()
    expect(link).to_have_count(0)


def test_a_note_is_written_changed_and_taken_away(editing):
    page = editing("<p>35 puskesmas</p>")

    editor_of(page).locator("p").click()
    page.keyboard.press("End")
    page.keyboard.press("Control+Alt+f")
    asked = page.get_by_role("dialog", name="Catatan kaki")
    expect(asked.get_by_role("button", name="Hapus catatan kaki")).to_be_hidden()
    asked.get_by_label("Sumber atau penjelasan").fill("Dinas Kesehatan,\n2024")
    asked.get_by_role("button", name="Simpan catatan kaki").click()
    page.keyboard.type(" di 20 kecamatan")
    note = '<span class="fn">Dinas Kesehatan, 2024</span>'
    assert written(page) == f"<p>35 puskesmas{note} di 20 kecamatan</p>"

    editor_of(page).locator(".sp-fn").click()
    asked.get_by_label("Sumber atau penjelasan").fill("BPS <2024>")
    asked.get_by_role("button", name="Simpan catatan kaki").click()
    expect(editor_of(page).locator(".sp-fn")).to_have_attribute("title", "Catatan kaki: BPS <2024>")
    assert '<span class="fn">BPS &lt;2024&gt;</span>' in written(page)

    editor_of(page).locator(".sp-fn").click()
    asked.get_by_role("button", name="Hapus catatan kaki").click()
    expect(editor_of(page).locator(".sp-fn")).to_have_count(0)
    assert written(page) == "<p>35 puskesmas di 20 kecamatan</p>"


def test_a_table_of_a_chosen_size_is_made_named_and_changed(editing):
    page = editing("<p>Sebelum.</p>")

    editor_of(page).locator("p").click()
    tool(page, "Sisipkan tabel").click()
    asked = page.get_by_role("dialog", name="Tabel baru")
    asked.get_by_label("Banyak baris").fill("2")
    asked.get_by_label("Banyak kolom").fill("2")
    asked.get_by_label("Judul tabel").fill("Puskesmas per tahun")
    asked.get_by_role("button", name="Sisipkan tabel").click()
    page.keyboard.type("Tahun")
    page.keyboard.press("Tab")
    page.keyboard.type("Jumlah")
    cells = editor_of(page).locator("th, td")
    expect(cells).to_have_count(4)
    assert written(page) == (
        "<p>Sebelum.</p><table><caption>Puskesmas per tahun</caption><tbody>"
        "<tr><th><p>Tahun</p></th><th><p>Jumlah</p></th></tr>"
        "<tr><td><p></p></td><td><p></p></td></tr></tbody></table><p></p>"
    )

    tool(page, "Tambah baris di atas").click()
    tool(page, "Tambah baris di bawah").click()
    expect(editor_of(page).locator("tr")).to_have_count(4)
    tool(page, "Hapus baris").click()
    tool(page, "Tambah kolom di kiri").click()
    tool(page, "Tambah kolom di kanan").click()
    expect(editor_of(page).locator("tr").first.locator("th, td")).to_have_count(4)
    tool(page, "Hapus kolom").click()
    tool(page, "Judul tabel").click()
    named = page.get_by_role("dialog", name="Judul tabel")
    named.get_by_role("button", name="Hapus judul tabel").click()
    assert "<caption>" not in written(page)
    tool(page, "Hapus tabel").click()
    expect(editor_of(page).locator("table")).to_have_count(0)


def test_the_tools_of_a_table_do_not_move_the_text_below_the_pointer(editing):
    page = editing(TABLE + "<p>Kalimat panjang.</p>" * 20)
    cell = editor_of(page).locator("td").first
    before = cell.bounding_box()["y"]

    cell.click()
    expect(tool(page, "Hapus tabel")).to_be_visible()

    assert abs(cell.bounding_box()["y"] - before) < 2


def test_cells_are_joined_and_parted(editing):
    page = editing(TABLE)

    editor_of(page).locator("td").first.click()
    tool(page, "Gabungkan sel").click()
    expect(page.get_by_text("Pilih dua sel atau lebih")).to_be_visible()
    editor_of(page).locator("td").first.click()
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowRight")
    expect(editor_of(page).locator(".selectedCell")).to_have_count(2)
    tool(page, "Gabungkan sel").click()
    joined = editor_of(page).locator("td[colspan='2']")
    expect(joined).to_have_count(1)
    assert '<td colspan="2"><p>2024</p><p>12</p></td>' in written(page)

    joined.click()
    tool(page, "Pisahkan sel").click()
    expect(editor_of(page).locator("td")).to_have_count(2)


def test_a_list_is_nested_with_the_keyboard(editing):
    page = editing()

    editor_of(page).focus()
    expect(tool(page, "Jadikan butir di bawahnya")).to_have_count(0)
    tool(page, "Daftar butir").click()
    page.keyboard.type("Satu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Anak")

    assert written(page) == "<ul><li><p>Satu</p><ul><li><p>Anak</p></li></ul></li></ul>"
    tool(page, "Jadikan butir di atasnya").click()
    assert written(page) == "<ul><li><p>Satu</p></li><li><p>Anak</p></li></ul>"


def test_nobody_is_caught_in_a_table(editing):
    page = editing(TABLE)

    editor_of(page).locator("td").first.click()
    page.keyboard.press("Tab")
    expect(editor_of(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor_of(page)).not_to_be_focused()
    editor_of(page).locator("td").first.click()
    page.keyboard.press("Alt+F10")
    expect(tool(page, "Judul kecil")).to_be_focused()
    page.keyboard.press("End")
    expect(tool(page, "Hapus tabel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor_of(page)).to_be_focused()


def test_the_box_tells_of_every_change_and_takes_another_text(editing):
    page = editing("<p>Satu.</p><p>Dua.</p>")
    page.evaluate(
        """() => {
            const box = document.querySelector("textarea[name=body]");
            window.told = [];
            box.form.addEventListener("input", () => window.told.push(box.value));
            window.take = (body) => {
                const detail = {values: {body}};
                box.form.dispatchEvent(new CustomEvent("autosave:take", {detail}));
            };
        }"""
    )

    editor_of(page).locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert page.evaluate("window.told") == ["<p>Satu.</p><p>Dua.!</p>"]

    page.evaluate("window.take('<p>Satu dan setengah.</p><p>Dua.!</p>')")
    expect(editor_of(page).locator("p").first).to_have_text("Satu dan setengah.")
    assert written(page) == "<p>Satu dan setengah.</p><p>Dua.!</p>"
    assert len(page.evaluate("window.told")) == 1  # nobody typed that
    page.keyboard.type("?")  # the caret stayed
    assert written(page) == "<p>Satu dan setengah.</p><p>Dua.!?</p>"


def test_words_and_the_time_to_read_are_counted_while_one_writes(editing, section):
    html = (
        '<p>Satu<span class="fn">dua tiga</span> empat<br>lima</p><ul><li>enam</li></ul>'
        "<table><caption>tujuh</caption><tbody><tr><td>delapan</td></tr></tbody></table>"
    )
    page = editing(html)
    told = page.locator("[data-words]")
    expect(told).to_contain_text("8 kata")
    expect(told).to_contain_text("1 menit baca")

    editor_of(page).locator("li").click()
    page.keyboard.press("End")
    page.keyboard.insert_text(" kata" * 300)

    expect(told).to_contain_text("308 kata")
    expect(told).to_contain_text("2 menit baca")
    assert count_words(written(page)) == 308


def test_a_picture_is_put_in_without_leaving_the_page(editing, section):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    page = editing("<p>Yang ada.</p>")

    editor_of(page).locator("p").click()
    page.keyboard.press("End")
    page.keyboard.type(" Yang sedang diketik.")
    tool(page, "Sisipkan gambar").click()
    asked = page.get_by_role("dialog", name="Gambar")
    asked.get_by_label("Berkas gambar").set_input_files(
        {"name": "peta.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    asked.get_by_label("Keterangan gambar").fill("Peta desa")
    asked.get_by_role("button", name="Sisipkan gambar").click()
    picture = editor_of(page).locator("figure img")
    expect(picture).to_have_attribute("alt", "Peta desa")
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 60

    picture.click()
    tool(page, "Sisipkan gambar").click()
    expect(asked.get_by_label("Berkas gambar")).to_be_hidden()
    asked.get_by_label("Keterangan gambar").fill("Peta 266 desa")
    asked.get_by_role("button", name="Simpan keterangan").click()
    expect(picture).to_have_attribute("alt", "Peta 266 desa")
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert section.body.startswith("<p>Yang ada. Yang sedang diketik.</p><figure><img ")
    assert "<figcaption>Peta desa</figcaption></figure>" in section.body


@pytest.mark.parametrize("page_name", [
    "masterplans:contents", "masterplans:section", "strategy:identity", "strategy:vision",
    "masterplans:upload",
])  # fmt: skip
def test_axe_finds_nothing_serious(page_name, section, lead, open_as, violations):
    write_section(section, html=TEXT + TABLE, token=Token(0), by=lead)
    keys = [section.pk] if page_name == "masterplans:section" else []
    page = open_as(lead, reverse(page_name, args=[section.masterplan.slug, *keys]))
    if keys:
        editor_of(page).locator("td").first.click()  # the tools of a table come up
        expect(tool(page, "Gabungkan sel")).to_be_visible()

    found = Axe().run(page).response["violations"]

    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_what_is_typed_before_the_editor_stands_is_kept(section, writer, open_as, page):
    held = []
    page.route("**/django_prose_editor/editor*.js", lambda route: held.append(route))
    with page.expect_request("**/django_prose_editor/editor*.js"):
        open_as(writer, section.get_absolute_url(), until="domcontentloaded")
    page.locator("textarea[name=body]").fill("<p>Diketik lebih dahulu.</p>")
    page.locator("textarea[name=body]").focus()

    held[0].continue_()

    expect(editor_of(page)).to_have_text("Diketik lebih dahulu.")
    expect(editor_of(page)).to_be_focused()


@pytest.mark.parametrize("name", ["Tautan", "Catatan kaki", "Sisipkan tabel", "Sisipkan gambar"])
def test_axe_finds_nothing_serious_in_what_the_tools_ask(name, editing):
    page = editing(TEXT)
    editor_of(page).locator("p").first.click()
    tool(page, name).click()
    expect(page.get_by_role("dialog")).to_be_visible()

    found = Axe().run(page).response["violations"]

    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.browser_context_args(viewport={"width": 360, "height": 740})
def test_on_a_phone_the_tools_scroll_and_the_page_does_not(editing):
    wide = "".join(f"<td>Kolom {i} panjang</td>" for i in range(12))
    page = editing(f"{TEXT}<table><tbody><tr>{wide}</tr></tbody></table>")
    editor_of(page).locator("td").first.click()

    expect(tool(page, "Gabungkan sel")).to_be_attached()
    sizes = page.evaluate(
        "() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("
        "'.sp-editor__row')].map((row) => row.offsetHeight)]"
    )
    found = Axe().run(page).response["violations"]

    assert sizes[0] == 360
    assert all(height < 60 for height in sizes[1:])
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_box_holds_the_html_and_saves_it(section, writer, lead, open_as):
    write_section(section, html="<p>Yang ada.</p>", token=Token(0), by=lead)
    page = open_as(writer, section.get_absolute_url())

    box = page.get_by_label("Isi bagian")
    expect(box).to_have_value("<p>Yang ada.</p>")
    expect(page.get_by_text("kotak ini menerima HTML sederhana")).to_be_visible()
    assert escape("<p>") in page.content()
    box.fill("<p>Yang ada.</p>\n\nSusulan dengan kalimat biasa.")
    page.get_by_role("button", name="Simpan bagian").click()

    section.refresh_from_db()
    assert section.body == "<p>Yang ada.</p><p>Susulan dengan kalimat biasa.</p>"
