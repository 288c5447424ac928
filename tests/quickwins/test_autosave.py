"""A profile that saves itself, and two people at one profile."""

import pytest

from audit.models import Event
from quickwins.documents import ProfileDocument
from quickwins.models import QuickWin
from revisions.models import Outcome
from tests.factories import MembershipFactory, MilestoneFactory, RiskFactory
from tests.markup import one_line
from tests.programs.test_autosave import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def quickwin(nominee):
    return nominee("Banter")


@pytest.fixture
def retno(signed_in, region):
    return signed_in(
        MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    )


@pytest.fixture
def browser(signed_in, writer):
    return signed_in(writer)


@pytest.fixture
def opened(quickwin, at):
    """`opened(browser)` is what the form of the profile holds for a browser."""

    def boxes(browser):
        shown = browser.get(at("edit", quickwin.pk)).context["forms"]
        data = {}
        for part in (shown.main, *shown.risks, *shown.milestones):
            for field in part:
                if field.name != "DELETE":
                    data[field.html_name] = "" if field.value() is None else field.value()
        for rows in (shown.risks, shown.milestones):
            data |= {
                f"{rows.prefix}-TOTAL_FORMS": len(rows.forms),
                f"{rows.prefix}-INITIAL_FORMS": 0,
            }
        return data

    return boxes


@pytest.fixture
def types(quickwin, at):
    """`types(browser, page, purpose="…")` saves while somebody types, and takes the new base."""

    def send(browser, page, **said):
        page |= said
        answer = save(browser, at("edit", quickwin.pk), page).json()
        if answer["state"] == "saved":
            page |= {"base": answer["base"]} | answer.get("values", {})
        return answer

    return send


def test_typing_is_one_sitting_and_rows_do_not_multiply(quickwin, browser, opened, types):
    page = opened(browser)
    rows = {
        "risiko-0-text": "Listrik padam",
        "risiko-0-likelihood": "2",
        "risiko-0-impact": "3",
        "risiko-0-mitigation": "Genset",
    }
    types(browser, page, purpose="Antre", **rows)
    types(browser, page, **{"risiko-0-mitigation": "Genset desa"})
    answer = types(browser, page, purpose="Antrean pendek.")

    quickwin.refresh_from_db()
    assert (answer["messages"], quickwin.purpose) == ({}, "Antrean pendek.")
    assert quickwin.risks.get().mitigation == "Genset desa"
    assert Event.objects.filter(verb="quickwin.described").count() == 1
    assert ProfileDocument(quickwin).revisions().count() == 1


def test_a_row_with_a_gap_waits_and_a_stored_one_stays(quickwin, browser, opened, types):
    RiskFactory(quickwin=quickwin, text="Listrik padam")
    page = opened(browser)

    answer = types(
        browser,
        page,
        purpose="Cepat.",
        **{"risiko-0-mitigation": "", "tonggak-0-text": "Uji coba"},
    )

    quickwin.refresh_from_db()
    assert answer["messages"].keys() == {"risiko-0-mitigation", "tonggak-0-month"}
    assert quickwin.purpose == "Cepat."
    assert quickwin.risks.get().text == "Listrik padam"
    assert not quickwin.milestones.exists()


def test_different_texts_are_joined_and_the_same_text_is_asked_about(
    quickwin, browser, retno, opened, types
):
    mine, hers = opened(browser), opened(retno)
    types(retno, hers, purpose="Menurut Retno.", benefits="Warga.")

    joined = types(browser, dict(mine), background="Antre panjang.")
    clash = types(browser, mine, purpose="Menurut saya.", background="Antre panjang.")

    quickwin.refresh_from_db()
    assert joined["values"] == {"purpose": "Menurut Retno.", "benefits": "Warga."}
    assert (quickwin.purpose, quickwin.background) == ("Menurut Retno.", "Antre panjang.")
    assert (clash["state"], clash["who"]) == ("stale", "Retno Wulandari")
    assert "Menurut <mark>saya</mark>." in one_line(clash["html"])
    refused = ProfileDocument(quickwin).revisions().exclude(outcome=Outcome.STORED).get()
    assert refused.parts["purpose"] == "Menurut saya."

    types(browser, mine, base=clash["base"])
    quickwin.refresh_from_db()
    assert (quickwin.purpose, quickwin.benefits) == ("Menurut saya.", "Warga.")


def test_rows_that_both_changed_are_asked_about_and_neither_is_lost(
    quickwin, browser, retno, opened, types
):
    MilestoneFactory(quickwin=quickwin, month=1, text="Tim dibentuk")
    mine, hers = opened(browser), opened(retno)
    types(retno, hers, **{"tonggak-0-text": "Tim Retno dibentuk"})

    clash = types(browser, mine, **{"tonggak-0-text": "Tim kami dibentuk"})

    assert (clash["state"], clash["values"]) == ("stale", None)
    assert quickwin.milestones.get().text == "Tim Retno dibentuk"
    assert "Tim <mark>kami</mark> dibentuk" in one_line(clash["html"]).replace(
        " </mark>", "</mark> "
    )


def test_a_plan_that_was_handed_in_keeps_the_text_in_the_history(
    quickwin, browser, opened, types, hand_in, at
):
    page = opened(browser)
    hand_in()

    answer = types(browser, page, purpose="Terlambat.")

    assert answer["state"] == "refused"
    assert QuickWin.objects.get().purpose == ""
    refused = ProfileDocument(quickwin).revisions().exclude(outcome=Outcome.STORED).get()
    assert refused.parts["purpose"] == "Terlambat."


def test_the_history_tells_who_wrote_what(quickwin, browser, retno, opened, types, at):
    types(retno, opened(retno), purpose="Antre pendek.")
    types(browser, opened(browser), purpose="Antre sangat pendek.")
    listed = browser.get(at("history", quickwin.pk)).context["history"]

    shown = browser.get(at("history", quickwin.pk), {"ke": listed.revisions[0].pk})

    assert [one.revision.author.name for one in listed.sittings][1] == "Retno Wulandari"
    assert "Antre <ins>sangat </ins>pendek." in one_line(shown.content.decode())
