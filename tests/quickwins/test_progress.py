"""How far a quick win is: milestones with a percent, ticks that propose, an own figure."""

import datetime as dt

import pytest

from quickwins.models import Handling, Milestone, ProgressReport, Risk
from quickwins.percent import QuickWinProgress, progress_of, shares_of
from quickwins.risk_levels import LEVELS, level_of
from tests.factories import MilestoneFactory, RiskFactory
from tests.markup import one_line


@pytest.fixture
def quickwin(nominee):
    made = nominee("Banter")
    made.standing, made.starts_on = "chosen", dt.date(2024, 2, 15)
    made.save()
    for month, percent in ((1, 10), (3, 40), (6, 100)):
        MilestoneFactory(quickwin=made, month=month, text=f"Selesai {month}", percent=percent)
    return made


@pytest.fixture
def sent(quickwin):
    """`sent(done=…)` is what a browser sends."""

    def form(*done, shown=(), percent="", reason=""):
        keys = list(quickwin.milestones.values_list("pk", flat=True))
        return {
            "done": [keys[one] for one in done],
            "shown": " ".join(str(keys[one]) for one in shown),
            "percent": percent,
            "reason": reason,
        }

    return form


def rows(*percents):
    return [Milestone(month=number, percent=one) for number, one in enumerate(percents, start=1)]


@pytest.mark.parametrize(
    ("percents", "shares"),
    [((10, 40, 100), [10, 30, 60]), ((10, None), [50, 50]), ((40, 10), [50, 50]), ((), [])],
)
def test_a_milestone_adds_what_it_goes_beyond_the_one_before(percents, shares):
    assert (shares_of(rows(*percents)) if percents else []) == shares


@pytest.mark.parametrize(
    ("today", "planned", "late"),
    [
        (dt.date(2024, 2, 1), None, 0),  # before it starts
        (dt.date(2024, 2, 29), 0, 0),
        (dt.date(2024, 3, 1), 10, 1),
        (dt.date(2025, 3, 1), 100, 3),
    ],
)
def test_the_plan_says_how_far_it_should_be_today(today, planned, late):
    milestones = [Milestone(month=m, percent=p) for m, p in ((1, 10), (3, 40), (6, 100))]
    found = QuickWinProgress(milestones, dt.date(2024, 2, 15), today, None)

    assert (found.planned, found.proposed, len(found.late)) == (planned, 0, late)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, "low"), (2, 2, "low"), (1, 5, "medium"), (3, 3, "medium"), (2, 5, "high"),
     (3, 5, "high"), (4, 4, "extreme"), (5, 5, "extreme")],
)  # fmt: skip
def test_a_risk_has_a_level_in_a_word(likelihood, impact, level):
    assert level_of(likelihood, impact) == level
    assert level in LEVELS


def test_ticks_propose_and_an_own_figure_asks_for_a_reason(quickwin, writer, at, sent, signed_in):
    browser, page = signed_in(writer), at("progress", quickwin.pk)
    browser.post(page, sent(0, 1))
    assert progress_of(quickwin).percent == 40
    assert not ProgressReport.objects.exists()

    refused = browser.post(page, sent(0, 1, 2, shown=(0, 1), percent="70"))
    assert refused.status_code == 422
    assert "Tulis alasan mengapa persennya lain" in one_line(refused.content.decode())
    assert progress_of(quickwin).percent == 40  # nothing of it was stored

    browser.post(page, sent(0, 1, shown=(0, 1), percent="70", reason="Aplikasi sudah jadi."))
    found = progress_of(quickwin)
    assert (found.percent, found.proposed) == (70, 40)
    shown = one_line(browser.get(at("detail", quickwin.pk)).content.decode())
    assert "70 % selesai." in shown
    assert "Aplikasi sudah jadi. Menurut tonggak yang selesai: 40 %." in shown

    assert "70 % selesai" in one_line(browser.get(at("board")).content.decode())

    browser.post(page, sent(0, 1, shown=(0, 1)))  # without a figure the proposal counts again
    assert progress_of(quickwin).percent == 40
    assert ProgressReport.objects.count() == 2


@pytest.mark.parametrize("percent", ["101", "-1", "banyak"])
def test_a_percent_is_between_0_and_100(quickwin, writer, at, sent, signed_in, percent):
    wrong = sent(0, percent=percent, reason="Kira-kira.")
    refused = signed_in(writer).post(at("progress", quickwin.pk), wrong)

    text = one_line(refused.content.decode())
    assert (refused.status_code, "Tulis angka bulat dari 0 sampai 100." in text) == (422, True)
    assert "Kira-kira." in text
    assert not progress_of(quickwin).ticked


def test_what_another_ticked_meanwhile_stays(quickwin, writer, lead, at, sent, signed_in):
    page = at("progress", quickwin.pk)
    signed_in(lead).post(page, sent(1))
    signed_in(writer).post(page, sent(0))  # opened before
    signed_in(writer).post(page, sent(0))  # and sent twice

    assert [one.month for one in progress_of(quickwin).ticked] == [1, 3]


def test_the_year_is_reported_after_the_plan_was_handed_in(
    quickwin, writer, hand_in, at, sent, signed_in
):
    hand_in()
    signed_in(writer).post(at("progress", quickwin.pk), sent(0))

    assert progress_of(quickwin).percent == 10


def test_a_ticked_milestone_stays_ticked_when_its_words_change(
    quickwin, profile, writer, at, sent, signed_in
):
    browser = signed_in(writer)
    browser.post(at("progress", quickwin.pk), sent(0))
    rows = {
        "tonggak-0-month": "1",
        "tonggak-0-text": "Tim dibentuk dengan SK",
        "tonggak-0-percent": "20",
        "risiko-0-handling": "transfer",
        "risiko-0-owner": "Dinkominfo",
    }
    browser.post(at("edit", quickwin.pk), profile(quickwin, **rows))

    assert [one.text for one in progress_of(quickwin).ticked] == ["Tim dibentuk dengan SK"]
    risk = Risk.objects.get()
    assert (risk.handling, risk.owner, risk.level) == (Handling.TRANSFER, "Dinkominfo", "high")
    shown = one_line(browser.get(at("detail", quickwin.pk)).content.decode())
    assert "Alihkan." in shown
    assert "Tinggi" in shown


def test_a_later_month_is_not_less_far(quickwin, profile, writer, at, signed_in):
    rows = {
        "tonggak-TOTAL_FORMS": "2",
        "tonggak-0-percent": "50",
        "tonggak-1-month": "5",
        "tonggak-1-text": "Lebih lambat",
        "tonggak-1-percent": "40",
    }
    answer = signed_in(writer).post(at("edit", quickwin.pk), profile(quickwin, **rows))

    assert answer.status_code == 422
    assert "Bulan sebelumnya sudah 50 %." in one_line(answer.content.decode())


def test_facts_of_the_profile_are_kept_and_shown(nominee, profile, writer, at, signed_in):
    quickwin = nominee("Banter")
    RiskFactory(quickwin=quickwin)
    said = {
        "innovation_kind": "method",
        "innovation_status": "running",
        "starts_on": "2024-07-01",
        "link": "https://banter.example/",
    }
    browser = signed_in(writer)
    browser.post(at("edit", quickwin.pk), profile(quickwin, **said))
    shown = one_line(browser.get(at("detail", quickwin.pk)).content.decode())

    for words in ("Metode", "5. Implementasi", "1 Juli 2024", "https://banter.example/"):
        assert words in shown
    refused = browser.post(at("edit", quickwin.pk), profile(quickwin, starts_on="2024-02-31"))
    assert refused.status_code == 422
    quickwin.refresh_from_db()
    assert quickwin.starts_on == dt.date(2024, 7, 1)
