"""A note hangs on words, keeps its quotation, and says what became of them."""

import pytest
from django.urls import reverse

from masterplans.actions import write_section
from notes.actions import NO_WORDS, NoteError, write_note
from notes.anchors import UNKNOWN, Anchor, AnchorState
from notes.models import Note
from notes.passages import attach_passages
from notes.targets import place_of
from revisions.tokens import Token
from tests import factories as make
from tests.markup import one_line
from tests.plans import give_dimensions

BODY = (
    "<p>Kabupaten ini berada di barat Jawa Tengah.</p><p>Penduduknya 1.047.226 jiwa pada 2023.</p>"
)
SELECTED = Anchor("1.047.226 jiwa", "barat Jawa Tengah. Penduduknya ", " pada 2023.", 47)


@pytest.fixture
def section(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    write_section(section, html=BODY, token=Token(0), by=lead)
    return section


def rewrite(section, html, by):
    section.refresh_from_db()
    write_section(section, html=html, token=Token(section.revision_number), by=by)


def address(plan, kind, pk):
    return reverse("notes:place_notes", args=[plan.slug, kind, pk])


def passage_of(note):
    attach_passages(note.masterplan, [note], all_kinds=True)
    return note.passage.state, note.passage.words


def sent(anchor, **more):
    words = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    return words | {"offset": anchor.position, "text": "Sumbernya?"} | more


def test_a_note_moves_with_its_words_and_says_that_they_changed_or_went(
    section, lead, facilitator, signed_in
):
    plan = section.masterplan
    browser = signed_in(facilitator)
    where = address(plan, "bagian", section.pk)
    answer = browser.post(where, sent(SELECTED, dari="tempat"))
    note = Note.objects.get()

    assert answer.url == f"{section.get_absolute_url()}#catatan"
    assert passage_of(note) == (AnchorState.UNCHANGED, "1.047.226 jiwa")
    page = one_line(browser.get(where).content.decode())
    assert "“1.047.226 jiwa”" in page
    assert "Sudah diubah" not in page

    rewrite(section, "<p>Baru.</p>" + BODY.replace("1.047.226", "1.050.101"), lead)
    assert passage_of(note) == (AnchorState.CHANGED, "1.050.101 jiwa")
    page = one_line(browser.get(where).content.decode())
    assert "“1.047.226 jiwa”" in page
    assert "Sekarang: “1.050.101 jiwa”" in page

    rewrite(section, "<p>Baru.</p>", lead)
    assert passage_of(note) == (AnchorState.GONE, "")
    assert "tidak ada</b> di tempat ini" in one_line(browser.get(where).content.decode())


def test_a_note_on_a_section_that_another_has_just_rewritten_is_kept_and_says_so(
    section, lead, facilitator, signed_in
):
    rewrite(section, BODY.replace("1.047.226", "1.050.101"), lead)

    where = address(section.masterplan, "bagian", section.pk)
    page = signed_in(facilitator).post(where, sent(SELECTED), follow=True)

    assert Note.objects.get().exact == "1.047.226 jiwa"
    assert "sudah diubah. Kutipan Anda tetap disimpan." in one_line(page.content.decode())


def test_words_that_are_typed_by_hand_are_found_or_kept(section, facilitator, signed_in):
    where = address(section.masterplan, "bagian", section.pk)
    browser = signed_in(facilitator)

    browser.post(where, {"exact": "berada di barat", "text": "Tepatnya?"})
    page = browser.post(where, {"exact": "berada di timur", "text": "Benar?"}, follow=True)

    found, lost = Note.objects.all()
    assert (found.prefix, found.position) == ("Kabupaten ini ", 12)
    assert (lost.exact, lost.position) == ("berada di timur", UNKNOWN)
    assert "tidak ditemukan di sini" in one_line(page.content.decode())


def test_a_note_hangs_on_one_box_of_a_program_a_row_and_a_quick_win(
    masterplan, agency, lead, facilitator, signed_in
):
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    program = make.ProgramFactory(
        masterplan=masterplan, agency=agency, subdimension=sub, name="Lapor Bupati cepat"
    )
    issue = make.IssueFactory(masterplan=masterplan, agency=agency, title="Antrean panjang")
    browser = signed_in(facilitator)

    page = browser.get(address(masterplan, "program", program.pk)).content.decode()
    assert '<option value="name">' in one_line(page)
    browser.post(
        address(masterplan, "program", program.pk),
        {"part": "name", "exact": "Bupati", "text": "Atau Wakil?"},
    )
    browser.post(address(masterplan, "isu", issue.pk), {"part": "title", "text": "Di mana?"})

    on_program, on_issue = Note.objects.all()
    assert (on_program.part, on_program.prefix, on_program.suffix) == ("name", "Lapor ", " cepat")
    assert (on_issue.part, on_issue.exact) == ("title", "Antrean panjang")
    type(program).objects.filter(pk=program.pk).update(name="Lapor Wakil Bupati sangat cepat")
    type(issue).objects.filter(pk=issue.pk).update(title="Antre lama")
    assert passage_of(on_program)[0] == AnchorState.UNCHANGED
    assert passage_of(on_issue) == (AnchorState.CHANGED, "Antre lama")
    program.delete()
    assert passage_of(on_program)[0] == AnchorState.GONE


def test_markup_in_a_quotation_stays_words(section, lead, facilitator, signed_in):
    words = "<img src=x onerror=alert(1)> & “tanda”"
    body = "<p>Awal &lt;img src=x onerror=alert(1)&gt; &amp; “tanda” akhir.</p>"
    rewrite(section, body, lead)

    where = address(section.masterplan, "bagian", section.pk)
    signed_in(facilitator).post(where, sent(Anchor(words, "Awal ", " akhir.", 4)))
    rewrite(section, body.replace("“tanda”", "<strong>isyarat</strong>"), lead)

    assert passage_of(Note.objects.get())[0] == AnchorState.CHANGED
    for page in (where, f"/masterplan/{section.masterplan.slug}/catatan/"):
        html = signed_in(lead).get(page).content.decode()
        assert "&lt;img src=x onerror" in html
        assert "<img src=x" not in html


def test_other_words_are_suggested_only_for_words(section, facilitator):
    plan = section.masterplan
    place = place_of(plan, "bagian", section.pk)

    with pytest.raises(NoteError, match=NO_WORDS):
        write_note(plan, place, text="Lebih baik.", suggestion="Ada 1,05 juta jiwa", by=facilitator)
