"""From nominee to quick win: who may, what asks for a reason, how scores come together."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from cohorts.criteria import usual_criteria
from masterplans.actions import PlanClosedError
from quickwins import board as nominees
from quickwins import selection
from quickwins.models import QuickWin, Score, Standing
from tests.factories import AgencyFactory, ProgramFactory
from tests.markup import one_line

ALL = [one["key"] for one in usual_criteria()]


def scored(value):
    return dict.fromkeys(ALL, value)


def test_a_writer_puts_a_program_of_her_agency_forward(
    masterplan, dimensions, agency, writer, at, signed_in
):
    part = dimensions[0].subdimensions.first()
    program = ProgramFactory(masterplan=masterplan, subdimension=part, agency=agency)

    response = signed_in(writer).post(at("nominate", program.pk))

    quickwin = QuickWin.objects.get()
    assert response.url == at("detail", quickwin.pk)
    assert (quickwin.program, quickwin.nominated_by) == (program, writer)
    assert quickwin.standing == Standing.NOMINATED


def test_a_writer_cannot_put_forward_the_program_of_another_agency(
    masterplan, dimensions, region, writer, at, signed_in
):
    program = ProgramFactory(
        masterplan=masterplan,
        subdimension=dimensions[0].subdimensions.first(),
        agency=AgencyFactory(region=region),
    )

    assert signed_in(writer).post(at("nominate", program.pk)).status_code == 403
    assert not QuickWin.objects.exists()


def test_nominating_twice_makes_one_nominee(nominee, lead):
    quickwin = nominee("Banter")

    assert selection.nominate(quickwin.program, by=lead) == quickwin
    assert QuickWin.objects.count() == 1


def test_the_coordinator_chooses_the_first_without_a_reason(nominee, lead, at, signed_in):
    quickwin = nominee("Banter")

    response = signed_in(lead).post(at("choose", quickwin.pk), {"reason": ""})

    assert response.url == at("detail", quickwin.pk)
    quickwin.refresh_from_db()
    assert quickwin.standing == Standing.CHOSEN
    assert Event.objects.filter(verb="quickwin.chosen").count() == 1


def test_a_second_one_of_a_dimension_needs_a_reason(nominee, lead, at, signed_in):
    first, second = nominee("Banter"), nominee("Lapor Bupati")
    selection.choose(first, by=lead)
    browser = signed_in(lead)

    refused = browser.post(at("choose", second.pk), {"reason": "  "})
    second.refresh_from_db()
    assert refused.status_code == 422
    assert "sudah punya quick win Banter" in one_line(refused.content.decode())
    assert second.standing == Standing.NOMINATED

    browser.post(at("choose", second.pk), {"reason": "Melengkapi Banter di dusun."})
    second.refresh_from_db()
    assert (second.standing, second.reason) == (Standing.CHOSEN, "Melengkapi Banter di dusun.")


def test_another_dimension_has_a_choice_of_its_own(nominee, lead):
    selection.choose(nominee("Banter"), by=lead)

    chosen = selection.choose(nominee("Tikete Nyong", dimension=1), by=lead)

    assert chosen.standing == Standing.CHOSEN


def test_nobody_is_dropped_without_a_reason(nominee, lead, at, signed_in):
    quickwin = nominee("Banter")

    refused = signed_in(lead).post(at("drop", quickwin.pk), {"reason": ""})

    quickwin.refresh_from_db()
    assert refused.status_code == 422
    assert "Tulis alasan mengapa calon ini tidak dipilih." in one_line(refused.content.decode())
    assert quickwin.standing == Standing.NOMINATED
    with pytest.raises(IntegrityError), transaction.atomic():
        QuickWin.objects.filter(pk=quickwin.pk).update(standing=Standing.DROPPED)


def test_a_reason_that_is_too_long_is_kept_and_explained(nominee, lead, at, signed_in):
    quickwin = nominee("Banter")
    long = "Alasan yang panjang. " * 100

    refused = signed_in(lead).post(at("drop", quickwin.pk), {"reason": long})

    assert refused.status_code == 422
    assert long.strip() in one_line(refused.content.decode())


def test_a_pokja_lead_describes_and_scores_and_leaves_the_choice(nominee, people, at, signed_in):
    quickwin = nominee("Banter")
    browser = signed_in(people["dimension_lead"])

    assert browser.get(at("edit", quickwin.pk)).status_code == 200
    assert browser.get(at("score", quickwin.pk)).status_code == 200
    assert browser.post(at("choose", quickwin.pk), {"reason": ""}).status_code == 403
    assert "Pilih sebagai quick win" not in one_line(
        browser.get(at("detail", quickwin.pk)).content.decode()
    )


def test_a_judge_who_scores_again_changes_her_own_score(nominee, masterplan, lead, at, signed_in):
    quickwin = nominee("Banter")
    selection.score(quickwin, values=scored(1), by=lead)

    signed_in(lead).post(at("score", quickwin.pk), scored(4))

    assert list(Score.objects.values_list("value", flat=True)) == [4] * len(ALL)


@pytest.mark.parametrize("value", ["0", "6", ""])
def test_a_score_is_1_to_5(nominee, lead, at, signed_in, value):
    quickwin = nominee("Banter")

    response = signed_in(lead).post(at("score", quickwin.pk), scored(3) | {"leverage": value})

    assert response.status_code == 422
    assert "leverage" in response.context["form"].errors
    assert not Score.objects.exists()


def test_the_best_nominee_stands_first_after_the_chosen(nominee, masterplan, lead):
    low, high, chosen = nominee("Rendah"), nominee("Tinggi"), nominee("Terpilih")
    selection.score(low, values=scored(2), by=lead)
    selection.score(high, values=scored(5), by=lead)
    selection.choose(chosen, by=lead)

    order = [str(quickwin) for quickwin in nominees.board(masterplan, lead)[0].quickwins]
    assert order == ["Terpilih", "Tinggi", "Rendah"]


def test_a_chosen_one_is_released_before_it_is_withdrawn(nominee, lead, at, signed_in):
    quickwin = nominee("Banter")
    selection.choose(quickwin, by=lead)

    response = signed_in(lead).post(at("withdraw", quickwin.pk), follow=True)

    assert "dilepas dahulu, dengan alasan" in one_line(response.content.decode())
    assert QuickWin.objects.filter(pk=quickwin.pk).exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda quickwin, by: selection.choose(quickwin, by=by),
        lambda quickwin, by: selection.drop(quickwin, by=by, reason="Belum siap."),
        lambda quickwin, by: selection.score(quickwin, by=by, values=scored(3)),
        lambda quickwin, by: selection.withdraw(quickwin, by=by),
        lambda quickwin, by: selection.nominate(quickwin.program, by=by),
    ],
)
def test_a_closed_plan_refuses_every_verb(nominee, lead, hand_in, deed):
    quickwin = nominee("Banter")
    hand_in()

    with pytest.raises(PlanClosedError, match="tidak sedang ditulis"):
        deed(quickwin, lead)
    assert QuickWin.objects.get(pk=quickwin.pk).standing == Standing.NOMINATED
    assert not Score.objects.exists()


def test_a_decision_that_comes_too_late_keeps_its_reason(nominee, lead, hand_in, at, signed_in):
    quickwin = nominee("Banter")
    hand_in()
    browser = signed_in(lead)

    for step in ("choose", "drop"):
        response = browser.post(at(step, quickwin.pk), {"reason": "Alasan yang sudah diketik."})
        assert response.status_code == 409
        assert "Alasan yang sudah diketik." in one_line(response.content.decode())
        assert "tidak sedang ditulis" in one_line(response.content.decode())

    told = one_line(browser.post(at("withdraw", quickwin.pk), follow=True).content.decode())
    assert "tidak sedang ditulis" in told
    assert QuickWin.objects.get(pk=quickwin.pk).standing == Standing.NOMINATED


def test_scores_that_come_too_late_are_shown_again(nominee, lead, hand_in, at, signed_in):
    quickwin = nominee("Banter")
    hand_in()

    response = signed_in(lead).post(at("score", quickwin.pk), scored(4))

    assert response.status_code == 409
    assert response.context["form"]["leverage"].value() == "4"
    assert not Score.objects.exists()
