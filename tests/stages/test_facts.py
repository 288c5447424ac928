"""What only a person can say: stated by name, corrected, taken back, and asked for by the gate."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from masterplans.models import Decision, Stage, Verb
from progress.facts import FACTS, FactError, state_fact, take_back_fact
from progress.models import StatedFact
from stages import workflow
from stages.workflow import WorkflowError
from tests.stages.checklist import gate

FGD = FACTS["fgd_was_held"]


def url(plan, *more):
    return "/".join([f"/masterplan/{plan.slug}/pernyataan/{FGD.key}", *more, ""])


def today():
    return timezone.localdate()


def test_the_gate_names_who_said_that_it_took_place_and_when(masterplan, lead):
    assert not gate(masterplan, "FGD setiap dimensi belum dinyatakan").is_blocking

    state_fact(masterplan, FGD, day=today(), words="Enam kelompok.", by=lead)

    line = gate(masterplan, "FGD setiap dimensi sudah diadakan (")
    assert line.is_met
    assert line.detail.startswith(f"Enam kelompok. Dinyatakan oleh {lead.name}, ")


def test_said_again_it_is_corrected_with_the_new_name(masterplan, lead, facilitator):
    state_fact(masterplan, FGD, day=today(), by=lead)
    state_fact(masterplan, FGD, day=today() - timedelta(days=1), by=facilitator)

    stated = StatedFact.objects.get()
    assert (stated.by, stated.day) == (facilitator, today() - timedelta(days=1))


def test_a_day_to_come_is_refused_on_the_page_and_what_was_typed_stays(masterplan, lead, signed_in):
    tomorrow = (timezone.localtime() + timedelta(days=2)).date().isoformat()

    page = signed_in(lead).post(url(masterplan), {"day": tomorrow, "words": "Di aula."})

    html = page.content.decode()
    assert "Tanggal itu belum tiba. Nyatakan sesudah terlaksana." in html
    assert f'value="{tomorrow}"' in html
    assert 'value="Di aula."' in html
    assert not StatedFact.objects.exists()


def test_it_is_stated_and_taken_back_on_its_page(masterplan, facilitator, signed_in):
    browser = signed_in(facilitator)
    browser.post(url(masterplan), {"day": today().isoformat(), "words": "Di aula."})
    page = browser.get(url(masterplan)).content.decode()
    assert f"Dinyatakan oleh {facilitator.name}" in page
    assert "Di aula." in page

    browser.post(url(masterplan, "tarik"))

    assert not StatedFact.objects.exists()
    assert "belum dinyatakan" in browser.get(url(masterplan)).content.decode()


def test_who_reads_sees_it_and_has_no_form(masterplan, writer, signed_in):
    page = signed_in(writer).get(url(masterplan)).content.decode()

    assert "belum dinyatakan" in page
    assert "Nyatakan sudah terlaksana" not in page


def test_once_the_stage_is_approved_it_stays_as_it_was_said(in_review, lead, facilitator):
    plan = workflow.advance_stage(in_review, by=facilitator)

    for step in (
        lambda: state_fact(plan, FGD, day=today(), by=lead),
        lambda: take_back_fact(plan, FGD, by=lead),
    ):
        with pytest.raises(FactError, match="Tahap ini sudah disetujui"):
            step()
    assert StatedFact.objects.filter(key=FGD.key).count() == 1


# --- approving although something is open ------------------------------------------------------


@pytest.fixture
def with_an_open_point(in_review, facilitator):
    """In review; what was said of the FGD has been taken back meanwhile."""
    take_back_fact(in_review, FGD, by=facilitator)
    return in_review


def test_an_open_point_is_approved_only_for_a_reason(with_an_open_point, facilitator):
    with pytest.raises(WorkflowError, match=r"meskipun belum semua terpenuhi: FGD setiap dimensi"):
        workflow.advance_stage(with_an_open_point, by=facilitator, note="  ")

    assert not Decision.objects.filter(verb=Verb.APPROVED).exists()


def test_the_reason_and_the_open_point_stay_to_be_read(
    with_an_open_point, facilitator, lead, signed_in
):
    reason = "FGD digabung dengan bimtek II."
    plan = workflow.advance_stage(with_an_open_point, by=facilitator, note=reason)

    decision = Decision.objects.get(verb=Verb.APPROVED)
    assert decision.open_points == ["FGD setiap dimensi belum dinyatakan sudah diadakan."]
    assert plan.stage == Stage.PROGRAMS
    browser = signed_in(lead)
    for page in ("", "riwayat-tahap/"):
        html = " ".join(browser.get(f"/masterplan/{plan.slug}/{page}").content.decode().split())
        assert reason in html
        assert "Disetujui dengan satu hal belum terpenuhi: FGD setiap dimensi" in html


def test_the_page_of_the_review_asks_for_the_reason(with_an_open_point, facilitator, signed_in):
    address = reverse("reviews:approve", args=[with_an_open_point.slug])

    html = signed_in(facilitator).post(address, {"note": ""}).content.decode()

    assert "Tulis mengapa tahap 1 disetujui meskipun belum semua terpenuhi" in html


def test_an_approval_with_nothing_open_keeps_no_point(in_review, facilitator):
    workflow.advance_stage(in_review, by=facilitator)

    assert Decision.objects.get(verb=Verb.APPROVED).open_points == []
