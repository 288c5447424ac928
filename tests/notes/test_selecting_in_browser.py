"""Words are selected on the page, a note is written on them, the text is edited, the note moves."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from masterplans.actions import write_section
from notes.models import Note
from revisions.tokens import Token
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<h3>Wilayah</h3><p>Puskesmas Rakit rusak.</p><table><tbody>"
    "<tr><td><p>Punggelan</p></td><td><p>rusak</p></td></tr>"
    "<tr><td><p>Wanadadi</p></td><td><p>rusak <strong>berat</strong></p></td></tr></tbody></table>"
)
# Selects from the beginning of one paragraph to the end of it, as somebody does with a mouse.
SELECT = """(cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


def test_a_note_hangs_on_the_selected_words_and_moves_with_them(
    masterplan, lead, facilitator, desk, web_server
):
    section = SectionFactory(masterplan=masterplan)
    write_section(section, html=BODY, token=Token(0), by=lead)
    page = desk(facilitator, web_server.url)
    page.goto(web_server.url + section.get_absolute_url())
    form = page.locator("form[data-note-for]")
    expect(form).to_be_attached()

    page.locator("[data-note-place] td p").last.evaluate(SELECT)
    page.get_by_role("button", name="Beri catatan").click()
    expect(form.locator("[name=exact]")).to_have_value("rusak berat")
    form.get_by_label("Catatan", exact=True).fill("Sejak kapan?")
    form.get_by_label("Wajib diperbaiki").check()
    form.get_by_role("button", name="Kirim catatan").click()
    expect(page.locator(".sp-note").filter(has_text="Sejak kapan?")).to_be_visible()

    note = Note.objects.get()
    assert (note.exact, note.weight, note.suffix) == ("rusak berat", "must", "")
    assert note.prefix.replace("\n", " ").replace("\t", " ").endswith("rusak Wanadadi ")

    edited = "<p>Pengantar.</p>" + BODY.replace("<strong>berat</strong>", "ringan sejak 2022")
    section.refresh_from_db()
    write_section(section, html=edited, token=Token(section.revision_number), by=lead)
    page.goto(web_server.url + reverse("notes:notes", args=[masterplan.slug]))
    expect(page.locator(".sp-note")).to_contain_text("Sekarang: “rusak ringan sejak 2022”")
