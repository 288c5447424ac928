"""Suggested words: one click puts them in, with the expert's name; never over other words."""

import pytest

from masterplans.actions import write_section
from notes.actions import NoteError, write_note
from notes.anchors import Anchor, Passages
from notes.models import Note, NoteState
from notes.replacing import CHANGED, TOO_WIDE, CannotReplaceError, replaced_in_html
from notes.suggestions import CLOSED, NOT_WORDS, accept_suggestion
from notes.targets import place_of
from revisions.html_text import plain_text
from revisions.tokens import Token
from tests import factories as make
from tests.markup import one_line
from tests.plans import give_dimensions

BODY = "<p>Desa <strong>Karangkobar</strong> rawan longsor.</p><p>Penduduknya padat.</p>"
QUOTED = Anchor("rawan longsor", "Desa Karangkobar ", ". Penduduknya", 15)


@pytest.fixture
def section(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    write_section(section, html=BODY, token=Token(0), by=lead)
    return section


@pytest.fixture
def note(section, facilitator):
    place = place_of(section.masterplan, "bagian", section.pk)
    return write_note(
        section.masterplan,
        place,
        text="Sebut jumlah kejadiannya.",
        anchor=QUOTED,
        suggestion="longsor 12 kali setahun & <banjir>",
        by=facilitator,
    )


def test_one_click_puts_the_words_in_and_the_history_names_the_expert(
    section, note, facilitator, writer, signed_in
):
    plan, browser = section.masterplan, signed_in(writer)
    page = one_line(browser.get(f"/masterplan/{plan.slug}/catatan/").content.decode())
    assert "Usulan: <ins>longsor 12 kali setahun &amp; &lt;banjir&gt;</ins>" in page

    where = f"/masterplan/{plan.slug}/catatan/{note.pk}/terima/"
    for _twice in range(2):
        browser.post(where, {"dari": "catatan"})

    section.refresh_from_db()
    note.refresh_from_db()
    assert "</strong> longsor 12 kali setahun &amp; &lt;banjir&gt;.</p>" in section.body
    assert (note.state, note.accepted_by) == (NoteState.RESOLVED, writer)
    newest = section.revisions.first()
    assert (newest.author, newest.number) == (writer, 2)
    assert newest.name.startswith(f"Saran {facilitator.name}, diterima oleh ")


def test_words_that_were_changed_meanwhile_are_not_overwritten(
    section, note, lead, writer, signed_in
):
    write_section(section, html=BODY.replace("longsor", "gempa"), token=Token(1), by=lead)

    with pytest.raises(NoteError, match=CHANGED):
        accept_suggestion(note, by=writer)

    page = one_line(signed_in(writer).get(note.get_absolute_url()).content.decode())
    assert "Sekarang: “rawan gempa”" in page
    assert "“rawan longsor”" in page
    assert "Terima usulan ini" not in page
    section.refresh_from_db()
    assert "rawan gempa" in section.body


def test_a_plan_that_is_handed_in_takes_no_suggestion(section, note, writer, hand_in):
    hand_in()

    with pytest.raises(NoteError, match=CLOSED):
        accept_suggestion(note, by=writer)
    assert Note.objects.get().accepted_at is None


def test_words_of_a_box_are_replaced_and_what_is_no_text_is_not(
    masterplan, agency, facilitator, lead
):
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    program = make.ProgramFactory(
        masterplan=masterplan, agency=agency, subdimension=sub, name="Lapor Bupati"
    )
    place = place_of(masterplan, "program", program.pk)

    def suggest(part, exact, words):
        anchor = Anchor(exact, part=part)
        return write_note(
            masterplan, place, text="x", anchor=anchor, suggestion=words, by=facilitator
        )

    accept_suggestion(suggest("name", "Bupati", "Warga"), by=lead)
    program.refresh_from_db()
    assert program.name == "Lapor Warga"
    with pytest.raises(NoteError, match=NOT_WORDS):
        accept_suggestion(suggest("agency", agency.name, "Dinas Sosial"), by=lead)


@pytest.mark.parametrize(
    ("html", "exact", "after"),
    [
        ("<p>Satu dua tiga</p>", "dua", "<p>Satu X tiga</p>"),
        ("<p>Satu <strong>dua</strong> tiga</p>", "Satu dua", "<p>X tiga</p>"),
        ("<p>Satu <em>dua empat</em> tiga</p>", "Satu dua", "<p>X<em> empat</em> tiga</p>"),
        ("<p>a &amp; b&nbsp;c</p>", "& b c", "<p>a X</p>"),
        ("<table><tbody><tr><td><p>dua</p></td><td><p>tiga</p></td></tr></tbody></table>", "tiga",
         "<table><tbody><tr><td><p>dua</p></td><td><p>X</p></td></tr></tbody></table>"),
        ("<p>Satu.</p><p>Dua.</p>", "Satu. Dua.", None),
        ('<p>Satu<span class="fn">Sumber</span> dua</p>', "Satu [Sumber] dua", None),
        ('<p>1<span class="fn">BPS</span> dua</p>', "dua", '<p>1<span class="fn">BPS</span> X</p>'),
    ],
)  # fmt: skip
def test_other_words_stand_where_the_quoted_ones_stood(html, exact, after):
    anchor = Passages(plain_text(html)).quote(exact)

    if after is None:
        with pytest.raises(CannotReplaceError, match=TOO_WIDE):
            replaced_in_html(html, anchor, "X")
    else:
        assert replaced_in_html(html, anchor, "X") == after
