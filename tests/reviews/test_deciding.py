"""The one page on which a stage is decided: who may, in which state, and what it asks."""

import pytest
from django.urls import reverse

from masterplans.models import Masterplan, Stage, Status
from programs.documents import ProgramDocument
from regions.roles import Role
from revisions.saving import remove
from stages import workflow
from stages.desk import take_review
from tests import factories as make
from tests.markup import one_line
from tests.plans import bring_to, fill_analysis

OPEN, FORBIDDEN, UNKNOWN = 200, 403, 404
DECIDERS = {"facilitator", "national", "expert of one dimension"}
OUTSIDE = {"stranger", "guest"}
# What the page says in a state, and whether it offers the decision.
STATES = {
    (Stage.ANALYSIS, Status.WRITING): ("Tahap 1 tidak sedang ditinjau.", False),
    (Stage.ANALYSIS, Status.REVIEW): ("bab, lalu setujui atau kembalikan.", True),
    (Stage.COMMITMENT, Status.APPROVED): ("tidak ada yang menunggu putusan.", False),
}
BUTTONS = ("Kembalikan dengan alasan", "Setujui tahap")


def page(browser, plan):
    return one_line(browser.get(reverse("reviews:decide", args=[plan.slug])).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "said"), STATES.items(), ids=["writing", "review", "approved"])
def test_who_may_decide_and_in_which_state(
    state, said, masterplan, people, lead, facilitator, signed_in
):
    """Whoever may decide may read, also a national officer, who is no member of the region."""
    plan = bring_to(masterplan, *state, lead=lead, facilitator=facilitator)
    expert = {"role": Role.FACILITATOR, "dimension": "governance"}
    people = people | {
        "deputy": make.MembershipFactory(region=plan.region, role=Role.DEPUTY).user,
        "expert of one dimension": make.MembershipFactory(region=plan.region, **expert).user,
    }
    words, has_form = said
    for who, person in people.items():
        browser = signed_in(person)
        answer = browser.get(reverse("reviews:decide", args=[plan.slug]))
        reads = browser.get(reverse("reviews:plan", args=[plan.slug])).status_code
        expected = OPEN if who in DECIDERS else UNKNOWN if who in OUTSIDE else FORBIDDEN
        assert (answer.status_code, reads) == (expected, UNKNOWN if who in OUTSIDE else OPEN), who
        if who in DECIDERS:
            html = one_line(answer.content.decode())
            assert words in html
            assert [one in html for one in BUTTONS] == [has_form] * 2


@pytest.mark.django_db
def test_old_addresses_lead_to_the_page_with_what_was_typed(read_plan, facilitator, signed_in):
    """A letter of last week, and a tab that was opened before the pages became one."""
    browser, old = signed_in(facilitator), f"/masterplan/{read_plan.slug}"

    moved = browser.get(f"{old}/tinjau/")
    assert moved.url == reverse("reviews:decide", args=[read_plan.slug])
    assert browser.get(moved.url).status_code == OPEN

    refused = browser.post(f"{old}/setujui/", {"note": ""}, follow=True)
    assert "Tiga bab belum disetujui" in one_line(refused.content.decode())
    browser.post(f"{old}/kembalikan/", {"note": "Sebutkan sumber."}, follow=True)
    decision = read_plan.decisions.first()
    assert (decision.verb, decision.note) == ("returned", "Sebutkan sumber.")


@pytest.mark.django_db
def test_the_page_says_whose_it_is_and_what_was_written_with_it(
    book, lead, facilitator, national, signed_in
):
    fill_analysis(book)
    plan = workflow.submit_stage(book, by=lead, note="Mohon perhatikan bab 3.")
    take_review(plan, by=facilitator)

    html = page(signed_in(national), plan)

    assert "Mohon perhatikan bab 3." in html
    assert f"Di meja {facilitator.name}, hari ke-1 dari 7." in html
    assert "Ambil tinjauan ini" in html
    assert "Baca tiga bab, lalu setujui atau kembalikan." in html
    assert "Belum ada catatan sejak tahap ini diserahkan." in html


@pytest.mark.django_db
def test_a_refusal_stands_at_the_words_and_keeps_them(read_plan, facilitator, signed_in):
    browser = signed_in(facilitator)
    where = {one: reverse(f"reviews:{one}", args=[read_plan.slug]) for one in ("return", "approve")}

    refused = one_line(browser.post(where["return"], {"note": " "}).content.decode())
    assert "Tulis alasannya: apa yang harus diperbaiki." in refused
    assert 'aria-invalid="true"' in refused
    assert Masterplan.objects.get(pk=read_plan.pk).status == Status.REVIEW

    browser.post(where["approve"], {"note": "Dibaca bersama."})
    plan = Masterplan.objects.get(pk=read_plan.pk)
    assert (plan.stage, plan.status) == (Stage.PROGRAMS, Status.WRITING)
    late = one_line(browser.post(where["return"], {"note": "Alasan lama."}).content.decode())
    assert "Alasan lama.</textarea>" in late
    assert "Tulisan Anda" in late


@pytest.mark.django_db
def test_what_was_removed_is_told_with_who_and_why(masterplan, lead, facilitator, signed_in):
    plan = bring_to(masterplan, Stage.PROGRAMS, Status.REVIEW, lead=lead, facilitator=facilitator)
    workflow.return_stage(plan, by=facilitator, note="Perbaiki.")
    program = make.ProgramFactory(masterplan=plan, name="Sapa", agency=plan.programs.last().agency)
    remove(ProgramDocument(plan, program), token=None, by=lead, reason="Digabung dengan Banter.")

    html = page(signed_in(facilitator), plan)

    assert f"Program Sapa, oleh {lead.name}" in html
    assert "Digabung dengan Banter." in html
