"""The rich-text editor in a real browser, under the real Content-Security-Policy."""

import io
from html import escape

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from masterplans.models import Section
from masterplans.writing import write_section
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)  # two cores, and others at work

TEXT = "<h3>Keadaan</h3><p>Data dari <strong>35</strong> puskesmas.</p><ul><li>Satu</li></ul>"
TABLE = (
    "<table><tbody><tr><th>Tahun</th><th>Jumlah</th></tr><tr><td>2024</td><td>12</td></tr></tbody>"
    "</table>"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox"],
    }


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


@pytest.fixture
def violations(page):
    """What the browser refused or stumbled over; a test ends with none."""
    found = []
    page.on("console", lambda said: said.type == "error" and found.append(said.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (e) => console.error('CSP', e.violatedDirective, e.blockedURI, e.sourceFile))"
    )
    yield found
    assert found == []


@pytest.fixture
def open_as(context, page, live_server, signed_in):
    """Open a page in the browser as somebody."""

    def go(person, address):
        session = signed_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def editor_of(page):
    """The editor once it stands; before that the plain box has the same role and name."""
    return page.get_by_role("textbox", name="Isi bagian").and_(
        page.locator("[contenteditable=true]")
    )


def test_the_editor_opens_with_the_text_and_saves_what_is_typed(
    section, writer, open_as, violations
):
    write_section(section, html=TEXT + TABLE, base_number=0, by=writer)
    page = open_as(writer, section.get_absolute_url())

    editor = editor_of(page)
    expect(editor).to_be_visible()
    expect(editor.locator("h3")).to_have_text("Keadaan")
    expect(page.locator("textarea[name=body]")).to_be_hidden()
    editor.locator("p", has_text="puskesmas").click()
    page.keyboard.press("End")
    page.keyboard.type(" Dicatat satu kali.")
    expect(page.get_by_text("Ada perubahan yang belum disimpan")).to_be_visible()
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert "<strong>35</strong> puskesmas. Dicatat satu kali.</p>" in section.body
    assert "<th" in section.body
    assert "style" not in section.body
    assert "colgroup" not in section.body
    assert section.revision_number == 2


def test_opening_and_saving_without_typing_makes_no_revision(section, writer, open_as, violations):
    write_section(section, html=TEXT + TABLE, base_number=0, by=writer)
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
    expect(bold).to_be_focused()
    page.keyboard.press("Enter")

    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(editor_of(page).locator("strong")).to_have_text("Penting")


def test_a_table_and_a_link_are_made(section, writer, open_as, violations):
    page = open_as(writer, section.get_absolute_url())

    editor_of(page).click()
    page.keyboard.type("Badan Pusat Statistik")
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="Tautan").click()
    page.get_by_label("Alamat").fill("https://bps.go.id")
    page.get_by_role("button", name="Pasang tautan").click()
    expect(editor_of(page).locator("a")).to_have_attribute("href", "https://bps.go.id")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sisipkan tabel").click()
    page.keyboard.type("Tahun")
    page.get_by_role("button", name="Tambah baris").click()
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert '<a href="https://bps.go.id">Badan Pusat Statistik</a>' in section.body
    assert section.body.count("<tr>") == 4
    assert "<p>Tahun</p></th>" in section.body


PASTED = """<html><head><style>p {color: red}</style></head><body>
<p class="MsoNormal" style="color:red;margin:3cm" onclick="alert(1)">Dari <b style="x">Word</b></p>
<script>alert(1)</script><img src="https://contoh.example/pelacak.png"><h1>Judul besar</h1>
"""


def test_what_is_pasted_from_word_comes_clean(section, writer, open_as, violations):
    page = open_as(writer, section.get_absolute_url())

    editor_of(page).click()
    page.evaluate(
        """(html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const said = {clipboardData: data, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", said));
        }""",
        PASTED,
    )
    expect(editor_of(page).locator("strong")).to_have_text("Word")
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert "<p>Dari <strong>Word</strong></p>" in section.body
    assert "<img" not in section.body
    assert "Judul besar" in section.body


def test_a_picture_is_added_without_losing_what_is_typed(
    section, writer, open_as, violations, tmp_path
):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    page = open_as(writer, section.get_absolute_url())

    editor_of(page).click()
    page.keyboard.type("Yang sedang diketik.")
    page.get_by_role("button", name="Sisipkan gambar").click()
    page.get_by_label("Berkas gambar").set_input_files(
        {"name": "peta.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    page.get_by_label("Keterangan gambar").fill("Peta desa")
    page.get_by_role("button", name="Tambah gambar").click()

    expect(page.get_by_text("Gambar ditambahkan.")).to_be_visible()
    picture = editor_of(page).locator("figure img")
    expect(picture).to_have_attribute("alt", "Peta desa")
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 60
    section.refresh_from_db()
    assert section.body.startswith("<p>Yang sedang diketik.</p><figure><img ")

    # The editor gives the figure back as it got it.
    editor_of(page).locator("p", has_text="diketik").click()
    page.keyboard.type("Tambahan. ")
    page.get_by_role("button", name="Simpan bagian").click()
    expect(page.get_by_text("Bagian disimpan.")).to_be_visible()
    section.refresh_from_db()
    assert "<figcaption>Peta desa</figcaption></figure>" in section.body


@pytest.mark.parametrize("page_name", ["contents", "section", "identity", "vision", "upload"])
def test_axe_finds_nothing_serious(page_name, section, lead, open_as, violations):
    write_section(section, html=TEXT + TABLE, base_number=0, by=lead)
    keys = [section.pk] if page_name == "section" else []
    page = open_as(lead, reverse(f"masterplans:{page_name}", args=[section.masterplan.slug, *keys]))
    if page_name == "section":
        editor_of(page).locator("td").first.click()  # the tools of a table come up
        page.get_by_role("button", name="Sisipkan gambar").click()

    found = Axe().run(page).response["violations"]

    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_two_people_write_at_once_and_one_chooses(section, writer, lead, open_as, page):
    open_as(writer, section.get_absolute_url())
    editor_of(page).click()
    page.keyboard.type("Dari staf.")
    write_section(section, html="<p>Dari koordinator.</p>", base_number=0, by=lead)
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_role("heading", name="Pilih tulisan yang dipakai")).to_be_visible()
    expect(editor_of(page)).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="Pakai tulisan saya").click()

    expect(editor_of(page)).to_contain_text("Dari staf.")
    assert Section.objects.get().body == "<p>Dari staf.</p>"


def test_what_is_typed_before_the_editor_stands_is_kept(section, writer, open_as, page):
    held = []
    page.route("**/django_prose_editor/editor*.js", lambda route: held.append(route))
    with page.expect_request("**/django_prose_editor/editor*.js"):
        open_as(writer, section.get_absolute_url())
    page.locator("textarea[name=body]").fill("<p>Diketik lebih dahulu.</p>")
    page.locator("textarea[name=body]").focus()

    held[0].continue_()

    expect(editor_of(page)).to_have_text("Diketik lebih dahulu.")
    expect(editor_of(page)).to_be_focused()


def test_leaving_with_unsaved_words_is_asked_about(section, writer, open_as, page):
    open_as(writer, section.get_absolute_url())
    editor_of(page).click()
    page.keyboard.type("Belum disimpan.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("link", name="Kembali ke isi buku").click()
    page.wait_for_url("**/isi/")

    assert asked == ["beforeunload"]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_box_holds_the_html_and_saves_it(section, writer, lead, open_as):
    write_section(section, html="<p>Yang ada.</p>", base_number=0, by=lead)
    page = open_as(writer, section.get_absolute_url())

    box = page.get_by_label("Isi bagian")
    expect(box).to_have_value("<p>Yang ada.</p>")
    expect(page.get_by_text("kotak ini menerima HTML sederhana")).to_be_visible()
    assert escape("<p>") in page.content()
    box.fill("<p>Yang ada.</p>\n\nSusulan dengan kalimat biasa.")
    page.get_by_role("button", name="Simpan bagian").click()

    section.refresh_from_db()
    assert section.body == "<p>Yang ada.</p><p>Susulan dengan kalimat biasa.</p>"
