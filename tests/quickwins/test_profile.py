"""The profile of a quick win, with its risks and its months: nothing typed is lost."""

import pytest

from quickwins import completeness
from quickwins.models import Milestone, QuickWin, Risk
from tests.cohorts.making import cohort_with
from tests.factories import AgencyFactory, MilestoneFactory, RiskFactory
from tests.markup import one_line


@pytest.fixture
def quickwin(nominee):
    return nominee("Banter")


def test_the_whole_profile_is_saved_at_once(quickwin, profile, writer, at, signed_in):
    response = signed_in(writer).post(at("edit", quickwin.pk), profile(quickwin))

    quickwin.refresh_from_db()
    assert response.url == at("detail", quickwin.pk)
    assert quickwin.purpose == "Uraian purpose."
    assert quickwin.risks.get().mitigation == "Layanan luring."
    assert quickwin.milestones.get().month == 3
    assert completeness.missing(quickwin) == []


def test_the_profile_of_another_agency_is_not_hers_to_write(
    nominee, profile, region, writer, at, signed_in
):
    foreign = nominee("Solar Plastik", agency=AgencyFactory(region=region))

    response = signed_in(writer).post(at("edit", foreign.pk), profile(foreign))

    assert response.status_code == 403
    foreign.refresh_from_db()
    assert foreign.purpose == ""


def test_milestones_keep_to_the_months_of_the_cohort(
    quickwin, profile, writer, at, signed_in, masterplan, national
):
    MilestoneFactory(quickwin=quickwin, month=8)  # written before there were rules
    cohort_with(masterplan, by=national, quickwin_months=6)
    browser, url = signed_in(writer), at("edit", quickwin.pk)

    page = browser.get(url).text
    assert "Tonggak enam bulan" in page
    assert ("Bulan 8<" in page, "Bulan 9<" in page) == (True, False)
    sent = browser.post(url, profile(quickwin, **{"tonggak-0-month": "9"}))
    assert "Pilih bulan, paling lambat bulan 8." in sent.text
    assert list(quickwin.milestones.values_list("month", flat=True)) == [8]


@pytest.mark.parametrize("more", ["risiko", "tonggak"])
def test_adding_a_row_keeps_everything_and_offers_an_empty_one(
    quickwin, profile, writer, at, signed_in, more
):
    browser = signed_in(writer)

    response = browser.post(at("edit", quickwin.pk), profile(quickwin, more=more))

    assert response.url == at("edit", quickwin.pk) + f"#{more}"
    shown = browser.get(response.url).context["forms"]
    assert shown.main["purpose"].value() == "Uraian purpose."
    assert [row["text"].value() for row in shown.risks] == ["Jaringan terputus", None]
    assert shown.milestones[0]["text"].value() == "Uji coba di dua kecamatan"
    assert shown.milestones[1]["text"].value() is None


def test_a_row_with_a_gap_is_named_and_everything_else_is_saved(
    quickwin, profile, writer, at, signed_in
):
    faulty = profile(quickwin, **{"risiko-0-mitigation": "", "tonggak-0-month": "13"})

    response = signed_in(writer).post(at("edit", quickwin.pk), faulty)

    assert response.status_code == 422
    shown = response.context["forms"]
    assert "mitigation" in shown.risks[0].errors
    assert "month" in shown.milestones[0].errors
    assert shown.main["purpose"].value() == "Uraian purpose."
    assert shown.risks[0]["text"].value() == "Jaringan terputus"
    assert "Isian lain sudah tersimpan" in one_line(response.content.decode())
    assert not Risk.objects.exists()
    assert QuickWin.objects.get().purpose == "Uraian purpose."


def test_rows_are_removed_by_their_box(quickwin, profile, writer, at, signed_in):
    risk, milestone = RiskFactory(quickwin=quickwin), MilestoneFactory(quickwin=quickwin)
    rows = {
        "risiko-0-text": risk.text,
        "risiko-0-DELETE": "on",
        "tonggak-0-month": milestone.month,
    }

    signed_in(writer).post(at("edit", quickwin.pk), profile(quickwin, **rows))

    assert not Risk.objects.exists()
    assert Milestone.objects.get().text == "Uji coba di dua kecamatan"


def test_a_profile_that_comes_after_the_stage_was_handed_in_is_shown_again(
    quickwin, profile, writer, hand_in, at, signed_in
):
    hand_in()
    browser = signed_in(writer)

    response = browser.post(
        at("edit", quickwin.pk), profile(quickwin, purpose="Tujuan yang sudah dipikirkan.")
    )

    assert response.status_code == 409
    text = one_line(response.content.decode())
    assert "Tujuan yang sudah dipikirkan." in text
    assert "Jaringan terputus" in text
    assert "Masterplan ini tidak sedang ditulis" in text
    quickwin.refresh_from_db()
    assert quickwin.purpose == ""
    assert not Risk.objects.exists()
    assert browser.get(at("edit", quickwin.pk)).status_code == 403


def test_who_saves_second_is_told_and_overwrites_only_knowingly(
    quickwin, profile, lead, writer, at, signed_in
):
    late = profile(quickwin, purpose="Tujuan kedua.")
    signed_in(lead).post(at("edit", quickwin.pk), profile(quickwin, purpose="Tujuan pertama."))
    browser = signed_in(writer)

    refused = browser.post(at("edit", quickwin.pk), late)

    assert refused.status_code == 409
    assert "Tujuan kedua." in one_line(refused.content.decode())
    assert str(lead) in one_line(refused.content.decode())
    quickwin.refresh_from_db()
    assert quickwin.purpose == "Tujuan pertama."

    base = refused.context["forms"].main["base"].value()
    browser.post(at("edit", quickwin.pk), late | {"base": base})
    quickwin.refresh_from_db()
    assert quickwin.purpose == "Tujuan kedua."
