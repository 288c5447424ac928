"""The review: what changed since the last decision, and the decision itself."""

import pytest

from masterplans.actions import write_section
from masterplans.models import Masterplan, Stage, Status
from programs.documents import ProgramDocument
from revisions import history
from revisions.diff import compare
from revisions.saving import remove, save
from revisions.tokens import Token
from stages import workflow
from stages.changes import Changes, fold_unchanged
from tests import factories as make
from tests.markup import one_line
from tests.plans import bring_to, fill_analysis

OLD = "<p>Tetap satu.</p><p>Tetap dua.</p><p>Data dari seluruh puskesmas dicatat.</p>"
NEW = "<p>Tetap satu.</p><p>Tetap dua.</p><p>Data dari 35 puskesmas dicatat.</p>"


@pytest.fixture
def section(masterplan, lead):
    """A section with a text, in a plan that is otherwise ready."""
    section = make.SectionFactory(masterplan=masterplan)
    return write_section(section, html=OLD, token=Token(0), by=lead).document.section


@pytest.fixture
def returned(masterplan, section, lead, facilitator):
    """Handed in once and returned: the team repairs."""
    fill_analysis(masterplan)
    workflow.submit_stage(masterplan, by=lead)
    return workflow.return_stage(masterplan, by=facilitator, note="Sebutkan jumlah puskesmas.")


def review(browser, plan):
    return one_line(browser.get(f"/masterplan/{plan.slug}/tinjau/").content.decode())


def changes(plan):
    return Changes(plan, list(plan.decisions.all()))


def test_nothing_is_shown_that_was_seen_before(returned):
    found = changes(returned)

    assert (found.count, found.sections, list(found.programs)) == (0, [], [])


def test_a_changed_section_is_shown_word_by_word(returned, section, lead, facilitator, signed_in):
    section.refresh_from_db()
    write_section(section, html=NEW, token=Token(1), by=lead)
    workflow.submit_stage(returned, by=lead)

    html = review(signed_in(facilitator), returned)

    assert "Baca satu perubahan, lalu setujui atau kembalikan." in html
    assert "<del>seluruh </del><ins>35 </ins>" in html
    assert "Dua paragraf tetap." in html
    assert "Tetap dua." not in html


def test_a_section_written_and_written_back_has_not_changed(returned, section, lead):
    section.refresh_from_db()
    write_section(section, html=NEW, token=Token(1), by=lead)
    section.refresh_from_db()
    write_section(section, html=OLD, token=Token(2), by=lead)

    assert changes(returned).sections == []


def test_a_new_section_is_folded_with_its_length(returned, lead, facilitator, signed_in):
    chapter = make.OutlineChapterFactory(book__outline=returned.outline)
    outline = make.OutlineSectionFactory(chapter=chapter, title="Penutup baru")
    write_section(
        make.SectionFactory(masterplan=returned, outline=outline),
        html="<p>Empat kata yang baru.</p>",
        token=Token(0),
        by=lead,
    )

    html = review(signed_in(facilitator), returned)
    assert "Bagian baru, 4 kata" in html
    assert "Penutup baru" in html


def test_changed_programs_and_analyses_are_named(masterplan, lead, facilitator, signed_in):
    plan = bring_to(masterplan, Stage.PROGRAMS, Status.REVIEW, lead=lead, facilitator=facilitator)
    workflow.return_stage(plan, by=facilitator, note="Perbaiki.")
    program = plan.programs.last()
    program.name = "Tikete Nyong"
    program.save()
    make.IssueFactory(masterplan=plan, dimension=program.subdimension.dimension)

    found = changes(plan)
    html = review(signed_in(facilitator), plan)

    assert [p.name for p in found.programs] == ["Tikete Nyong"]
    assert found.analyses == [(1, "isu", "worksheets:issues")]
    assert "1 program berubah" in html
    assert f'href="/masterplan/{plan.slug}/analisis/isu/">1 isu</a>' in html


def test_of_a_changed_program_the_boxes_are_named_and_compared(
    masterplan, lead, facilitator, signed_in
):
    plan = bring_to(masterplan, Stage.PROGRAMS, Status.REVIEW, lead=lead, facilitator=facilitator)
    program = plan.programs.last()
    before = ProgramDocument(plan, program)
    history.remember(before, before.read(), number=1, by=lead)
    workflow.return_stage(plan, by=facilitator, note="Perbaiki.")
    save(
        ProgramDocument(plan, program),
        {"outcome": "Antrean hilang."},
        token=ProgramDocument(plan, program).token(),
        by=lead,
    )

    html = review(signed_in(facilitator), plan)

    [changed] = changes(plan).programs
    assert changed.comparison.labels == ["Hasil bagi warga"]
    address = f"/masterplan/{plan.slug}/program/{program.pk}/riwayat/?{changed.comparison.query}"
    assert address.replace("&", "&amp;") in html
    compared = signed_in(facilitator).get(address).content.decode()
    assert "Antrean hilang." in compared


def test_what_was_removed_is_told_with_who_and_why(masterplan, lead, facilitator, signed_in):
    plan = bring_to(masterplan, Stage.PROGRAMS, Status.REVIEW, lead=lead, facilitator=facilitator)
    workflow.return_stage(plan, by=facilitator, note="Perbaiki.")
    program = make.ProgramFactory(masterplan=plan, name="Sapa", agency=plan.programs.last().agency)
    remove(ProgramDocument(plan, program), token=None, by=lead, reason="Digabung dengan Banter.")

    html = review(signed_in(facilitator), plan)

    assert f"Program Sapa, oleh {lead.name}" in html
    assert "Digabung dengan Banter." in html


def test_a_first_review_shows_everything(masterplan, section, lead, facilitator, signed_in):
    fill_analysis(masterplan)
    workflow.submit_stage(masterplan, by=lead, note="Mohon perhatikan bab 3.")

    html = review(signed_in(facilitator), masterplan)

    assert "Ini tinjauan pertama, jadi semua isi tampil sebagai perubahan." in html
    assert "Mohon perhatikan bab 3." in html


def test_the_expert_approves_from_the_page(returned, lead, facilitator, signed_in):
    workflow.submit_stage(returned, by=lead)

    response = signed_in(facilitator).post(
        f"/masterplan/{returned.slug}/setujui/", {"note": "Baik."}, follow=True
    )

    assert "Tahap 1 disetujui." in one_line(response.content.decode())
    plan = Masterplan.objects.get(pk=returned.pk)
    assert (plan.stage, plan.status) == (Stage.PROGRAMS, Status.WRITING)


def test_a_return_without_a_reason_is_refused_on_the_page(returned, lead, facilitator, signed_in):
    workflow.submit_stage(returned, by=lead)
    browser = signed_in(facilitator)

    response = browser.post(f"/masterplan/{returned.slug}/kembalikan/", {"note": " "})

    html = one_line(response.content.decode())
    assert "Tulis alasannya: apa yang harus diperbaiki." in html
    assert 'aria-invalid="true"' in html
    assert Masterplan.objects.get(pk=returned.pk).status == Status.REVIEW


def test_a_reason_that_came_too_late_is_given_back(returned, facilitator, signed_in):
    response = signed_in(facilitator).post(
        f"/masterplan/{returned.slug}/kembalikan/", {"note": "Alasan yang ditulis lama."}
    )

    html = one_line(response.content.decode())
    assert "Alasan yang ditulis lama.</textarea>" in html
    assert "Tulisan Anda" in html


def test_paragraphs_that_stayed_are_counted_between_those_that_changed():
    before, after = (f"<p>a</p><p>b</p><p>{word}</p><p>d</p>" for word in "cx")

    paragraphs = fold_unchanged(compare(before, after))

    assert [p.stayed for p in paragraphs if p.stayed] == [2, 1]
