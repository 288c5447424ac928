"""What a note asks for, of whom, and who may say so."""

import pytest

from letters.models import Letter
from masterplans.models import Stage, Status
from notes.actions import (
    NOT_THEIRS,
    NoteError,
    answer_note,
    assign_note,
    reopen_note,
    resolve_note,
    weigh_note,
    write_note,
)
from notes.models import Note, NoteState, NoteWeight
from notes.targets import place_of
from progress.completeness import Completeness
from regions.roles import Role
from stages import gates
from tests import factories as make
from tests.assignments.worksheets import open_page, tasks, words
from tests.plans import bring_to, give_dimensions

MUST, SHOULD, PRAISE = NoteWeight.MUST, NoteWeight.SHOULD, NoteWeight.PRAISE


@pytest.fixture
def section(masterplan):
    return make.SectionFactory(masterplan=masterplan)


def note_on(section, by, weight=SHOULD, **more):
    place = place_of(section.masterplan, "bagian", section.pk)
    return write_note(section.masterplan, place, text="Sumbernya?", by=by, weight=weight, **more)


@pytest.mark.parametrize("weight", [MUST, SHOULD, PRAISE])
def test_each_weight_goes_its_way(section, facilitator, writer, weight):
    note = note_on(section, facilitator, weight)
    states = [note.state]
    for step in (
        lambda: answer_note(note, text="BPS.", by=writer),
        lambda: resolve_note(note, by=facilitator),
        lambda: reopen_note(note, by=facilitator),
        lambda: reopen_note(note, by=facilitator),  # twice is once
        lambda: weigh_note(note, weight=PRAISE, by=facilitator),
        lambda: weigh_note(note, weight=MUST, by=facilitator),
    ):
        step()
        note.refresh_from_db()
        states.append(note.state)

    waits = "stands" if weight == PRAISE else "waiting"
    answered = "stands" if weight == PRAISE else "answered"
    assert states == [waits, answered, "resolved", waits, waits, "stands", "waiting"]
    assert note.reopened_by == facilitator


def test_only_a_must_is_on_the_gate_until_answered_and_then_until_resolved(
    masterplan, lead, facilitator, writer, signed_in
):
    plan = bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)
    section = plan.sections.first()

    def on_the_gate():
        lines = gates.checklist(plan, completeness=Completeness(plan))
        assert not [line for line in lines if line.is_blocking]
        return [line.text for line in lines if "catatan wajib" in line.text]

    note_on(section, facilitator, SHOULD)
    note_on(section, facilitator, PRAISE)
    assert on_the_gate() == []
    note = note_on(section, facilitator, MUST)
    assert on_the_gate() == ["Satu catatan wajib belum selesai."]
    answer_note(note, text="BPS.", by=writer)
    assert on_the_gate() == ["Satu catatan wajib belum selesai."]
    asked = [one.sentence for one in Completeness(plan).for_user(facilitator)]
    assert f"Jawaban tentang {note.place_name} menunggu keputusan tenaga ahli." in asked
    resolve_note(note, by=facilitator)
    assert on_the_gate() == ["Semua catatan wajib sudah selesai."]
    html = words(open_page(signed_in(facilitator), plan, "catatan/"))
    assert "Wajib diperbaiki" in html
    assert "Apresiasi" in html


# Who may: resolve, reopen, assign, weigh, accept other words.
RULES = ("resolve_note", "reopen_note", "assign_note", "weigh_notes", "accept_suggestion")
TEAM = {
    "lead": "--a-x",
    "deputy": "--a-x",
    "dimension_lead": "--a-x",
    "writer": "----x",
    "facilitator": "rraw-",
    "national": "rraw-",
    "signatory": "-----",
    "viewer": "-----",
    "province_officer": "-----",
    "stranger": "-----",
}


@pytest.mark.parametrize("who", TEAM)
def test_who_may_take_which_step(section, people, region, who):
    note = note_on(section, make.MembershipFactory(region=region, role=Role.LEAD).user)
    person = people.get(who) or make.MembershipFactory(region=region, role=who).user

    may = [person.has_perm(f"notes.{rule}", note) for rule in RULES]

    assert may == [letter != "-" for letter in TEAM[who]]
    assert note.by.has_perm("notes.resolve_note", note)  # her own
    assert note.by.has_perm("notes.reopen_note", note)


def test_only_an_expert_says_that_it_is_a_must(section, lead, facilitator, signed_in):
    where = f"/masterplan/{section.masterplan.slug}/catatan/bagian/{section.pk}/"

    signed_in(lead).post(where, {"text": "Satu.", "weight": "must"})
    signed_in(facilitator).post(where, {"text": "Dua.", "weight": "must"})

    assert list(Note.objects.values_list("weight", flat=True)) == ["should", "must"]


def test_a_note_is_given_to_one_person_who_finds_it_and_is_told_once(
    section, agency, lead, writer, facilitator, signed_in
):
    other = make.AgencyFactory(region=section.region, name="Dinas Sosial", short_name="Dinsos")
    section.agencies.add(other)
    second = make.MembershipFactory(region=section.region, role="writer", agency=other).user
    note = note_on(section, facilitator)
    Letter.objects.all().delete()
    plan, browser = section.masterplan, signed_in(lead)

    for _twice in range(2):
        browser.post(f"/masterplan/{plan.slug}/catatan/{note.pk}/atur/", {"assignee": writer.pk})

    assert [letter.address for letter in Letter.objects.all()] == [writer.email]
    mine = open_page(signed_in(writer), plan)
    assert [title for title, *_ in tasks(mine)].count("Catatan untuk dijawab") == 1
    assert f"Ditugaskan kepada {writer.name}" in words(mine)
    assert "Catatan untuk dijawab" not in [
        one for one, *_ in tasks(open_page(signed_in(second), plan))
    ]
    note.refresh_from_db()
    assert note.state == NoteState.WAITING


def test_a_note_is_given_to_nobody_from_outside(section, people, facilitator):
    note = note_on(section, facilitator)

    for outside in (people["stranger"], people["viewer"], facilitator):
        with pytest.raises(NoteError, match=NOT_THEIRS):
            assign_note(note, assignee=outside, by=facilitator)


def test_an_expert_of_one_dimension_sees_its_notes_first(
    masterplan, agency, lead, region, section, signed_in
):
    first, second = give_dimensions(masterplan)[:2]
    expert = make.MembershipFactory(region=region, role="facilitator", dimension=second.code).user
    note_on(section, lead)
    for dimension in (first, second):
        issue = make.IssueFactory(masterplan=masterplan, agency=agency, dimension=dimension)
        issue.title = f"Isu {dimension.code}"
        issue.save()
        program = make.ProgramFactory(
            masterplan=masterplan, agency=agency, subdimension=dimension.subdimensions.first()
        )
        for kind, row in (("isu", issue), ("program", program)):
            place = place_of(masterplan, kind, row.pk)
            assert place.dimension == dimension.pk
            write_note(masterplan, place, text=f"{kind} {dimension.code}", by=lead)

    html = words(open_page(signed_in(expert), masterplan, "catatan/"))

    def at(text):
        return html.index(text)

    assert f"Catatan dimensi {second} paling atas." in html
    assert at(f"program {second.code}") < at(f"isu {first.code}")
    assert at(f"isu {second.code}") < at(f"program {first.code}")
    assert at(f"isu {second.code}") < at("Sumbernya?")
