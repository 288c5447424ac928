"""What is pasted from other programs comes clean, and keeps what it means."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from masterplans.models import Attachment
from masterplans.rich_text import clean
from tests.masterplans.conftest import editor_of

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLES = Path(__file__).parent / "pasted"

PASTE = """({html, text, file}) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (text) data.setData("text/plain", text);
    if (file) {
        const bytes = Uint8Array.from(atob(file.bytes), (sign) => sign.charCodeAt(0));
        data.items.add(new File([bytes], file.name, {type: file.type}));
    }
    const said = {clipboardData: data, bubbles: true, cancelable: true};
    const editor = document.querySelector("[contenteditable=true]");
    editor.dispatchEvent(new ClipboardEvent("paste", said));
}"""


def paste(page, html="", text="", file=None):
    editor_of(page).focus()
    page.evaluate(PASTE, {"html": html, "text": text, "file": file})


def written(page):
    return page.locator("textarea[name=body]").input_value()


def sample(name):
    return (SAMPLES / f"{name}.html").read_text()


def lines(html):
    return re.sub(r">\n<", "><", html).strip()


@pytest.mark.parametrize(
    "name",
    [
        "word",
        "word-letters",
        "word-online",
        "word-tracked-changes",
        "dots",
        "excel",
        "google-docs",
        "libreoffice",
    ],
)
def test_a_document_of_another_program_keeps_what_it_means(name, editing):
    page = editing()

    paste(page, sample(name))

    expect(editor_of(page)).not_to_have_text("")
    kept = lines(sample(f"{name}.kept"))
    assert written(page).removesuffix("<p></p>") == kept
    assert clean(written(page)) == written(page)


def test_pictures_that_could_not_come_along_are_told(editing):
    page = editing()

    paste(page, sample("word"))

    expect(page.get_by_text("1 gambar tidak ikut ditempel.")).to_be_visible()


@pytest.mark.parametrize(
    "struck",
    [
        "<s>Rp 5 miliar</s>",
        "<strike>Rp 5 miliar</strike>",
        '<span style="text-decoration:line-through">Rp 5 miliar</span>',
    ],
)
def test_struck_words_stay_behind_and_that_is_told(struck, editing):
    page = editing()

    paste(page, f"<p>Pagu {struck} Rp 7 miliar.</p>")

    expect(editor_of(page)).to_have_text("Pagu Rp 7 miliar.")
    expect(page.get_by_text("Kata yang dicoret tidak ikut ditempel.")).to_be_visible()


@pytest.mark.parametrize(
    ("markers", "list_said"),
    [
        (["i.", "ii.", "iii."], '<ol type="i">'),
        (["(c)", "(d)"], '<ol start="3" type="a">'),
        (["A.", "B."], '<ol type="A">'),
        (["4)", "5)"], '<ol start="4">'),
    ],
)
def test_a_list_keeps_the_signs_by_which_it_is_cited(markers, list_said, editing):
    page = editing()
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>"
        "{}<span>&nbsp; </span></span>hal</p>"
    )

    paste(page, "".join(item.format(marker) for marker in markers))

    expect(editor_of(page).locator("li")).to_have_count(len(markers))
    assert written(page).startswith(list_said)


def test_a_sheet_without_a_bold_head_has_one_when_words_stand_above_numbers(editing):
    page = editing()
    sheet = re.sub(r"class=xl65", "", sample("excel"))

    paste(page, sheet)

    expect(editor_of(page).locator("th")).to_have_text(["No", "Program", "Anggaran", "Capaian"])


def test_rows_of_words_alone_get_no_head(editing):
    page = editing()
    html = "<table><tr><td>Satu</td><td>Dua</td></tr><tr><td>Tiga</td><td>Empat</td></tr></table>"

    paste(page, html)

    expect(editor_of(page).locator("td")).to_have_count(4)
    expect(editor_of(page).locator("th")).to_have_count(0)


HOSTILE = """<html><head><style>p {color: red}</style></head><body>
<p class="MsoNormal" style="color:red;margin:3cm" onclick="alert(1)">Dari <b style="x">Word</b></p>
<script>alert(1)</script><img src="https://contoh.example/pelacak.png"><h1>Judul besar</h1>
<p title='a > b' style="background:url(https://contoh.example/x.png)">Gaya</p>
<img src=x onerror=alert(1)><svg onload=alert(1)><style>*{}</style></svg>
<a href="javascript:alert(1)">tekan</a><iframe src="https://contoh.example"></iframe>
<form action="/keluar/"><button>Kirim</button></form>
"""


def test_nothing_that_is_pasted_runs_fetches_or_paints(editing, violations):
    page = editing()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    paste(page, HOSTILE)

    expect(editor_of(page).locator("strong")).to_have_text("Word")
    expect(editor_of(page).locator("h3")).to_have_text("Judul besar")
    expect(editor_of(page).locator("img, svg, script, style, form, a")).to_have_count(0)
    assert [address for address in asked if "contoh.example" in address] == []


def test_lines_without_markup_become_paragraphs(editing):
    page = editing()

    paste(page, text="Satu\n\nDua <b>apa adanya</b>")

    expect(editor_of(page).locator("p")).to_have_text(["Satu", "Dua <b>apa adanya</b>"])


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def test_a_pasted_picture_is_asked_about_and_uploaded_in_place(editing, section):
    page = editing("<p>Sebelum.</p>")
    editor_of(page).locator("p").click()

    paste(page, file={"name": "peta.png", "type": "image/png", "bytes": picture()})
    asked = page.get_by_role("dialog")
    asked.get_by_label("Keterangan gambar").fill("Peta desa")
    asked.get_by_role("button", name="Sisipkan gambar").click()

    shown = editor_of(page).locator("figure img")
    expect(shown).to_have_attribute("alt", "Peta desa")
    assert shown.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 60
    expect(editor_of(page).locator("figcaption")).to_have_text("Peta desa")
    stored = Attachment.objects.get()
    assert (stored.alt, stored.masterplan) == ("Peta desa", section.masterplan)
    assert f'<img src="{stored.get_absolute_url()}" alt="Peta desa">' in written(page)


def test_a_file_that_is_no_picture_is_refused_in_words(editing):
    page = editing()

    paste(page, file={"name": "data.xlsx", "type": "application/x", "bytes": "UEs="})

    expect(page.get_by_text("Hanya gambar PNG, JPEG, atau WebP")).to_be_visible()


def test_a_picture_that_is_none_is_refused_by_its_content(editing, violations):
    page = editing("<p>Sebelum.</p>")

    paste(page, file={"name": "peta.png", "type": "image/png", "bytes": "PHN2Zz48L3N2Zz4="})
    asked = page.get_by_role("dialog")
    asked.get_by_label("Keterangan gambar").fill("Peta desa")
    asked.get_by_role("button", name="Sisipkan gambar").click()

    expect(page.get_by_role("alert")).to_contain_text("Gambar SVG tidak diterima")
    page.keyboard.press("Escape")
    expect(editor_of(page).locator("p").first).to_have_text("Sebelum.")
    assert ["422" in fault for fault in violations] == [True]  # the refusal, nothing else
    violations.clear()
    assert not Attachment.objects.exists()


def test_words_that_come_with_a_picture_of_them_stay_words(editing):
    page = editing()

    paste(
        page,
        html="<p>Kalimat</p>",
        text="Kalimat",
        file={"name": "image.png", "type": "image/png", "bytes": picture()},
    )

    expect(editor_of(page)).to_contain_text("Kalimat")
    expect(page.get_by_role("dialog")).to_have_count(0)
