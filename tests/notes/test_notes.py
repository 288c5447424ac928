"""Notes in the margin: asked, answered, folded, never lost, and never a gate."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse

from letters.models import Letter
from masterplans.models import Masterplan, Stage, Status
from notes.actions import NotesClosedError, answer_note, resolve_note, write_note
from notes.models import Note, NoteAnswer, NoteState
from notes.targets import place_of
from stages import gates
from tests import factories as make
from tests.assignments.worksheets import heading, open_page, tasks, words
from tests.commitments.making import frozen
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions


@pytest.fixture
def program(masterplan, agency):
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    return make.ProgramFactory(
        masterplan=masterplan, agency=agency, subdimension=sub, name="Banter"
    )


@pytest.fixture
def note(masterplan, program, facilitator):
    place = place_of(masterplan, "program", program.pk)
    return write_note(masterplan, place, text="Dari mana angkanya?", by=facilitator)


def address(masterplan, kind, pk):
    return reverse("notes:place_notes", args=[masterplan.slug, kind, pk])


# --- writing ----------------------------------------------------------------------------------


def test_an_expert_writes_beside_a_program_and_the_agency_is_told(
    masterplan, program, facilitator, writer, signed_in
):
    browser = signed_in(facilitator)
    where = address(masterplan, "program", program.pk)
    assert f'hx-get="{where}"' in open_page(browser, masterplan, f"program/{program.pk}/")

    browser.post(where, {"text": "Dari mana angkanya?"})

    note = Note.objects.get()
    assert (note.by, note.place_name, note.state) == (facilitator, "Program Banter", "waiting")
    letter = Letter.objects.get()
    assert letter.address == writer.email
    assert letter.subject == "[Simpul] Catatan tentang Program Banter"
    assert letter.urgency != "now"  # news for the daily letter, not for at once


def test_a_note_on_a_section_that_nobody_was_given_goes_to_the_coordinator(
    masterplan, facilitator, lead
):
    section = make.SectionFactory(masterplan=masterplan)
    place = place_of(masterplan, "bagian", section.pk)

    write_note(masterplan, place, text="Sumbernya?", by=facilitator)

    assert [letter.address for letter in Letter.objects.all()] == [lead.email]


def test_notes_stand_on_rows_of_worksheets_and_quick_wins_too(masterplan, agency, program, lead):
    issue = make.IssueFactory(masterplan=masterplan, agency=agency, title="Antrean panjang")
    quickwin = make.QuickWinFactory(program=program, nominated_by=lead)

    assert place_of(masterplan, "isu", issue.pk).name == "Isu “Antrean panjang”"
    assert place_of(masterplan, "isu", issue.pk).agencies == {agency.pk}
    assert place_of(masterplan, "quick-win", quickwin.pk).name == "Quick win Banter"


def test_a_row_of_another_plan_is_no_place(masterplan, facilitator, signed_in):
    foreign = make.ProgramFactory()

    assert place_of(masterplan, "program", foreign.pk) is None
    path = address(masterplan, "program", foreign.pk)
    assert signed_in(facilitator).get(path).status_code == 404
    assert signed_in(facilitator).get(address(masterplan, "karangan", 1)).status_code == 404


def test_an_empty_note_is_refused_with_a_sentence(masterplan, program, facilitator, signed_in):
    response = signed_in(facilitator).post(
        address(masterplan, "program", program.pk), {"text": "  "}
    )

    assert "Tulis apa yang ingin Anda tanyakan atau usulkan." in one_line(response.content.decode())
    assert not Note.objects.exists()


def test_words_are_shown_as_they_were_typed(masterplan, program, note, lead, writer, signed_in):
    answer_note(note, text="<b>Profil</b>", by=writer)
    write_note(masterplan, place_of(masterplan, "program", program.pk), text="<i>x</i>", by=lead)

    html = open_page(signed_in(lead), masterplan, "catatan/")
    assert "&lt;b&gt;Profil&lt;/b&gt;" in html
    assert "<i>x</i>" not in html


# --- answering --------------------------------------------------------------------------------


def test_the_agency_answers_from_its_worksheets(masterplan, note, facilitator, writer, signed_in):
    browser = signed_in(writer)
    html = open_page(browser, masterplan)
    assert (
        "Catatan untuk dijawab",
        f"{facilitator} bertanya tentang Program Banter.",
        "Menunggu jawaban",
    ) in tasks(html)
    assert "Dari mana angkanya?" in html

    response = browser.post(
        f"/masterplan/{masterplan.slug}/catatan/{note.pk}/jawab/",
        {"text": "Profil Kesehatan, tabel 4.", "dari": "kertas"},
    )

    assert response.url == f"/masterplan/{masterplan.slug}/kertas-kerja/"
    note.refresh_from_db()
    assert note.state == NoteState.ANSWERED
    html = open_page(browser, masterplan)
    assert "Catatan untuk dijawab" not in [title for title, *_ in tasks(html)]
    assert "Profil Kesehatan, tabel 4." in html  # folded, not gone
    told = Letter.objects.filter(address=facilitator.email).get()
    assert told.subject == "[Simpul] Jawaban atas catatan Anda tentang Program Banter"


def test_another_word_of_the_author_waits_again(note, writer, facilitator):
    answer_note(note, text="Tabel 4.", by=writer)
    answer_note(note, text="Tahun berapa?", by=facilitator)

    note.refresh_from_db()
    assert note.state == NoteState.WAITING
    assert Letter.objects.filter(address=facilitator.email).count() == 1  # not her own words


def test_a_resolved_note_folds_and_stays(masterplan, note, facilitator, writer, signed_in):
    signed_in(facilitator).post(f"/masterplan/{masterplan.slug}/catatan/{note.pk}/selesai/")

    note.refresh_from_db()
    assert (note.state, note.resolved_by) == (NoteState.RESOLVED, facilitator)
    html = open_page(signed_in(writer), masterplan)
    assert "Selesai: Dari mana angkanya?" in words(html)
    resolve_note(note, by=facilitator)  # twice is once
    answer_note(note, text="Masih ada satu hal.", by=writer)
    note.refresh_from_db()
    assert (note.state, note.resolved_at) == (NoteState.ANSWERED, None)


def test_the_agency_does_not_close_what_the_expert_asked(masterplan, note, writer, lead, signed_in):
    path = f"/masterplan/{masterplan.slug}/catatan/{note.pk}/selesai/"

    assert signed_in(writer).post(path).status_code == 403
    assert signed_in(lead).post(path).status_code == 403


def test_a_note_outlives_the_program_it_stood_on(masterplan, program, note, lead, signed_in):
    program.delete()

    html = open_page(signed_in(lead), masterplan, "catatan/")
    assert "Program Banter" in html
    page = open_page(signed_in(lead), masterplan, f"catatan/program/{note.row_id}/")
    assert "Tempat catatan ini sudah dihapus; catatannya tetap disimpan." in page


def test_its_words_cannot_be_changed(note, writer):
    answer = answer_note(note, text="Tabel 4.", by=writer)

    for thing in (note, answer):
        with pytest.raises(InternalError), transaction.atomic():
            type(thing).objects.filter(pk=thing.pk).update(text="Lain.")


# --- when -------------------------------------------------------------------------------------


def test_notes_are_written_and_answered_while_a_stage_is_reviewed_and_hold_up_nothing(
    masterplan, agency, writer, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)
    issue = plan.issues.filter(agency=agency).first()
    lines = [line.text for line in gates.checklist(plan)]

    signed_in(facilitator).post(address(plan, "isu", issue.pk), {"text": "Sumbernya?"})

    assert [line.text for line in gates.checklist(plan)] == lines
    html = open_page(signed_in(writer), plan)
    assert heading(html) == "Jawab satu catatan selama tahap 1 sedang ditinjau."
    assert [title for title, *_ in tasks(html)] == ["Catatan untuk dijawab"]
    note = Note.objects.get()
    signed_in(writer).post(f"/masterplan/{plan.slug}/catatan/{note.pk}/jawab/", {"text": "BPS."})
    assert NoteAnswer.objects.get().by == writer


@pytest.mark.slow
def test_a_frozen_plan_takes_no_notes_and_loses_no_words(
    masterplan, lead, facilitator, writer, signed_in
):
    plan = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    section = plan.sections.first()
    place = place_of(plan, "bagian", section.pk)
    note = write_note(plan, place, text="Sumbernya?", by=facilitator)
    plan = frozen(plan, lead)

    response = signed_in(facilitator).post(
        address(plan, "bagian", section.pk), {"text": "Satu lagi."}
    )
    html = one_line(response.content.decode())
    assert "sudah dibekukan, jadi tidak menerima catatan lagi" in html
    assert "Satu lagi.</textarea>" in html
    response = signed_in(writer).post(
        f"/masterplan/{plan.slug}/catatan/{note.pk}/jawab/", {"text": "Jawaban panjang."}
    )
    assert (
        response.status_code,
        "Jawaban panjang.</textarea>" in one_line(response.content.decode()),
    ) == (
        422,
        True,
    )
    with pytest.raises(NotesClosedError):
        write_note(Masterplan.objects.get(pk=plan.pk), place, text="Tiga.", by=lead)
    response = signed_in(facilitator).post(
        f"/masterplan/{plan.slug}/catatan/{note.pk}/selesai/", follow=True
    )
    assert "sudah dibekukan" in one_line(response.content.decode())
    assert "Tandai selesai" not in one_line(response.content.decode())
    for statement in ("DELETE FROM notes_note", "UPDATE notes_note SET state = 'answered'"):
        with pytest.raises(IntegrityError, match="dibekukan"), transaction.atomic():
            connection.cursor().execute(statement)
    assert (Note.objects.count(), NoteAnswer.objects.count()) == (1, 0)
    assert "Sumbernya?" in open_page(signed_in(lead), plan, "catatan/")


def test_fifty_notes_cost_as_much_as_one(masterplan, program, note, lead, signed_in, queries_of):
    pages = [f"/masterplan/{masterplan.slug}/{path}" for path in ("catatan/", "kertas-kerja/", "")]
    browser = signed_in(lead)
    before = [queries_of(browser, page) for page in pages]

    place = place_of(masterplan, "program", program.pk)
    for number in range(50):
        write_note(masterplan, place, text=f"Catatan {number}", by=lead)

    assert [queries_of(browser, page) for page in pages] == before
