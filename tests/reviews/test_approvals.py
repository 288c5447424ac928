"""Chapter by chapter: approved as it was shown, changed afterwards, gathered into the decision."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from masterplans.actions import write_section
from masterplans.models import Decision, Status
from notes.actions import write_note
from notes.models import NoteWeight
from notes.targets import SECTION, place_of
from progress.facts import FACTS, take_back_fact
from reviews.approvals import MOVED_ON, Verdicts, approve_chapter, withdraw_approval
from reviews.deciding import approve_with_notes, gathered, return_with_notes
from reviews.models import ChapterApproval, HandInState
from reviews.passages import PlanText
from reviews.reading import mark_read
from reviews.states import keep_wordings
from revisions.tokens import Token
from stages import workflow
from stages.models import ReviewTaking
from stages.workflow import WorkflowError
from tests import factories as make
from tests.markup import one_line


def digest(plan, number=1):
    return PlanText(plan).chapter(1, number).digest


def verdict(plan, number=1):
    return Verdicts(PlanText(plan)).by_place[1, number]


def note_on(plan, by, text, weight):
    section = plan.sections.order_by("pk").first()
    place = place_of(plan, SECTION, section.pk)
    return write_note(plan, place, text=text, by=by, weight=weight)


@pytest.mark.django_db
def test_a_chapter_changed_after_approval_says_by_whom_and_stays_in_the_queue(
    read_plan, facilitator, lead, signed_in
):
    approve_chapter(read_plan, (1, 1), shown=digest(read_plan), by=facilitator)
    assert verdict(read_plan).is_approved
    plan = workflow.return_stage(read_plan, by=facilitator, note="Perbarui angkanya.")
    section = plan.sections.order_by("pk").first()
    write_section(section, html="<p>Ada 36 puskesmas.</p>", token=Token(1), by=lead)
    plan = workflow.submit_stage(plan, by=lead)

    now = verdict(plan)
    assert not now.is_approved
    assert now.writers == [lead.name]
    assert now in Verdicts(PlanText(plan)).queue
    page = signed_in(facilitator).get(reverse("reviews:chapter", args=[plan.slug, 1, 1]))
    shown = one_line(page.content.decode())
    assert "Berubah sesudah disetujui" in shown
    assert f"diubah {lead.name} sesudah disetujui {facilitator.name}" in shown
    assert "<ins>" in shown  # it is compared with the hand-in before this one


@pytest.mark.django_db
def test_what_is_approved_is_what_the_page_showed(read_plan, facilitator):
    shown = digest(read_plan)
    # Two reviewers cannot write; but an officer may correct a plan by other ways than its pages.
    plan = workflow.withdraw_stage(read_plan, by=facilitator)
    plan.issues.update(title="Judul lain")
    plan.sections.filter(outline__kind="narrative").update(body="<p>Lain.</p>")
    with pytest.raises(WorkflowError, match="selama tahapnya ditinjau"):
        approve_chapter(plan, (1, 1), shown=shown, by=facilitator)
    plan = workflow.submit_stage(plan, by=facilitator)

    with pytest.raises(WorkflowError) as refused:
        approve_chapter(plan, (1, 1), shown=shown, by=facilitator)
    assert str(refused.value) == MOVED_ON
    assert not ChapterApproval.objects.exists()


@pytest.mark.django_db
def test_buttons_approve_once_take_the_review_and_can_be_taken_back(
    read_plan, facilitator, signed_in
):
    browser, args = signed_in(facilitator), [read_plan.slug, 1, 1]
    page = reverse("reviews:approve_chapter", args=args)
    for _ in range(2):
        answer = browser.post(page, {"keadaan": digest(read_plan)})
    assert answer.url.endswith("/baca/1/1/#akhir-bab")
    assert ChapterApproval.objects.count() == 1
    assert ReviewTaking.objects.get().by == facilitator
    plan_page = one_line(
        browser.get(reverse("reviews:plan", args=[read_plan.slug])).content.decode()
    )
    assert "1 dari 3 bab tahap 1 disetujui" in plan_page

    browser.post(page, {"tarik": "1"})
    assert not verdict(read_plan).is_approved
    withdraw_approval(read_plan, (1, 1), by=facilitator)  # twice is once


@pytest.mark.django_db
def test_notes_since_the_hand_in_go_along_each_as_it_is_ticked(read_plan, facilitator, signed_in):
    must = note_on(read_plan, facilitator, "Sebut sumber data.", NoteWeight.SHOULD)
    praise = note_on(read_plan, facilitator, "Uraian yang rapi.", NoteWeight.SHOULD)
    left = note_on(read_plan, facilitator, "Nanti saja.", NoteWeight.SHOULD)
    browser = signed_in(facilitator)
    shown = browser.get(reverse("reviews:decide", args=[read_plan.slug])).content.decode()
    assert shown.count('type="checkbox"') == 3
    words = {
        f"pakai-{must.pk}": "on", f"sifat-{must.pk}": "must",
        f"pakai-{praise.pk}": "on", f"sifat-{praise.pk}": "praise",
        f"sifat-{left.pk}": "should", "note": "Terima kasih.",
    }  # fmt: skip
    browser.post(reverse("reviews:return", args=[read_plan.slug]), words)

    decision = Decision.objects.first()
    assert decision.verb == "returned"
    assert decision.note.startswith("Terima kasih.\n\nWajib diperbaiki:\n1. Bagian")
    assert "Apresiasi:\n1." in decision.note
    assert "Nanti saja." not in decision.note
    must.refresh_from_db()
    praise.refresh_from_db()
    assert (must.weight, praise.weight) == ("must", "praise")


@pytest.mark.django_db
def test_a_return_without_words_and_without_anything_to_mend_is_refused(
    read_plan, facilitator, signed_in
):
    praise = note_on(read_plan, facilitator, "Uraian yang rapi.", NoteWeight.PRAISE)
    words = {f"pakai-{praise.pk}": "on", f"sifat-{praise.pk}": "praise", "note": " "}
    page = reverse("reviews:return", args=[read_plan.slug])
    answer = signed_in(facilitator).post(page, words)

    assert workflow.REASON_NEEDED in answer.content.decode()
    read_plan.refresh_from_db()
    assert read_plan.status == Status.REVIEW


@pytest.mark.django_db
def test_approving_with_chapters_that_nobody_approved_needs_a_word_which_stays(
    read_plan, facilitator
):
    take_back_fact(read_plan, FACTS["fgd_was_held"], by=facilitator)
    praise = note_on(read_plan, facilitator, "Uraian yang rapi.", NoteWeight.PRAISE)
    weights = {praise: NoteWeight.PRAISE}  # a note is no reason
    with pytest.raises(WorkflowError, match=r"FGD.+ Tiga bab belum disetujui: Buku 1, bab 1"):
        approve_with_notes(read_plan, weights=weights, note="", by=facilitator)
    plan = approve_with_notes(read_plan, weights={}, note="Dibaca bersama.", by=facilitator)

    assert plan.stage == 2
    decision = Decision.objects.first()
    assert decision.note == "Dibaca bersama."
    assert decision.open_points[1].startswith("Tiga bab belum disetujui: Buku 1, bab 1")


@pytest.mark.django_db
def test_a_successor_sees_the_approvals_the_notes_and_what_was_handed_in(
    read_plan, facilitator, national
):
    approve_chapter(read_plan, (1, 1), shown=digest(read_plan), by=facilitator)
    note_on(read_plan, facilitator, "Sebut sumber data.", NoteWeight.MUST)
    facilitator.memberships.all().delete()

    assert verdict(read_plan).approval.by == facilitator
    assert [one.text for one in gathered(read_plan)] == ["Sebut sumber data."]
    returned = return_with_notes(
        read_plan, weights={gathered(read_plan)[0]: "must"}, note="", by=national
    )
    assert returned.status == Status.WRITING
    assert HandInState.objects.get().state


@pytest.mark.django_db(transaction=True)
def test_of_two_experts_one_wins_and_the_other_is_told(read_plan, facilitator, national):
    """One returns with notes while the other approves, in the same second."""

    def alone(deed):
        try:
            return deed()
        except WorkflowError as error:
            return error
        finally:
            connection.close()

    deeds = [
        lambda: approve_with_notes(read_plan, weights={}, note="Baik.", by=facilitator),
        lambda: return_with_notes(read_plan, weights={}, note="Belum.", by=national),
        lambda: approve_chapter(read_plan, (1, 2), shown=digest(read_plan, 2), by=national),
    ]
    with ThreadPoolExecutor(3) as pool:
        answers = [one.result(20) for one in [pool.submit(alone, deed) for deed in deeds]]

    told = [one for one in answers[:2] if isinstance(one, WorkflowError)]
    assert len(told) == 1
    assert "langkah ini tidak berlaku lagi" in str(told[0])
    assert Decision.objects.exclude(verb="submitted").count() == 1
    assert timezone.now() >= Decision.objects.first().at


@pytest.mark.django_db
def test_an_expert_of_one_dimension_sees_it_in_all_her_regions(book, facilitator, signed_in):
    """Her programs there, what she has read of them, and nothing of other dimensions."""
    code = book.programs.first().subdimension.dimension.code
    other = book.dimension_set.dimensions.exclude(code=code).first()
    make.ProgramFactory(
        masterplan=book, subdimension=other.subdimensions.first(), name="Wajah kota"
    )
    facilitator.memberships.update(dimension=code)
    text = PlanText(book)
    for one in text.programs_of(code):
        keep_wordings(book, [one])
        mark_read(book, {one.key: one.digest}, by=facilitator)
    book.programs.filter(name="Desa pintar").update(description="Internet desa")
    page = reverse("reading:dimension")
    shown = one_line(signed_in(facilitator).get(page, {"dimensi": other.code}).content.decode())

    assert "Sudah dibaca 1 dari 2 program" in shown
    assert "Berubah sesudah Anda baca" in shown
    assert "Desa pintar" in shown
    assert "Wajah kota" not in shown
