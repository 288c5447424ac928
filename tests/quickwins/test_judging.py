"""Team and expert judge by themselves: criteria as data, both sides beside each other, places."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from indonesian import Place, ranked
from masterplans.models import Masterplan
from quickwins import board as nominees
from quickwins import selection
from quickwins.criteria import criteria_of
from quickwins.judging import both_sides, weighed
from quickwins.models import Criterion, Score, Side
from tests.cohorts.making import cohort_with, new_terms
from tests.factories import MembershipFactory
from tests.markup import one_line
from tests.quickwins.test_selection import ALL, scored

PATIENCE = 20


@pytest.mark.parametrize(
    ("means", "weights", "together"),
    [
        ({"a": Decimal(5), "b": Decimal(1)}, {"a": 3, "b": 1}, Decimal(4)),
        ({"a": Decimal(5), "b": None}, {"a": 1, "b": 9}, Decimal(5)),
        ({"a": None}, {"a": 1}, None),
        ({}, {}, None),
    ],
)
def test_criteria_count_by_their_weight(means, weights, together):
    assert weighed(means, weights) == together


def test_both_sides_count_alike_and_one_alone_stands_for_itself():
    assert both_sides([Decimal(5), Decimal(2)]) == Decimal("3.50")
    assert both_sides([None, Decimal(2)]) == Decimal("2.00")
    assert both_sides([None, None]) is None


def test_those_with_one_figure_share_a_place_and_the_next_is_left_out():
    figures = {
        "a": Decimal("4.5"),
        "b": Decimal(3),
        "c": Decimal("4.5"),
        "d": None,
        "e": Decimal(2),
    }

    assert ranked(figures) == {
        "a": Place(1, others=1), "c": Place(1, others=1), "b": Place(3), "e": Place(4)
    }  # fmt: skip


def given(masterplan, user):
    return nominees.board(masterplan, user)[0].quickwins


def test_team_and_expert_stand_beside_each_other(
    nominee, masterplan, lead, people, facilitator, at, signed_in
):
    quickwin = nominee("Banter")
    selection.score(quickwin, values=scored(5), by=lead)
    selection.score(quickwin, values=scored(4), by=people["dimension_lead"])
    selection.score(quickwin, values=scored(2), by=facilitator)

    (row,) = given(masterplan, lead)
    scores = row.scores_given
    assert (scores.team, scores.expert, scores.total) == (Decimal("4.5"), 2, Decimal("3.25"))
    assert (scores.team_judges, scores.expert_judges) == (2, 1)
    assert scores.place == Place(1)
    page = one_line(signed_in(lead).get(at("detail", quickwin.pk)).content.decode())
    assert "Bersama 3,25 dari 5" in page
    page = one_line(signed_in(lead).get(at("board")).content.decode())
    assert "4,50" in page
    assert "(2 penilai)" in page
    assert "Belum ada yang dipilih." in page


def test_who_judges_sees_others_after_giving_her_own(
    nominee, masterplan, lead, facilitator, writer, at, signed_in
):
    quickwin, other = nominee("Banter"), nominee("Lapor Bupati")
    for one in (quickwin, other):
        selection.score(one, values=scored(5), by=lead)
    expert = signed_in(facilitator)

    assert nominees.board(masterplan, facilitator)[0].to_judge == 2
    page = one_line(expert.get(at("detail", quickwin.pk)).content.decode())
    assert "Sudah menilai: 1 dari tim daerah, 0 tenaga ahli." in page
    assert "5,00" not in page
    page = one_line(expert.get(at("board")).content.decode())
    assert "2 calon menunggu nilai Anda" in page
    assert "5,00" not in page
    assert all(one.scores_given.place for one in given(masterplan, writer))  # she is not asked

    expert.post(at("score", quickwin.pk), scored(3))
    first, second = given(masterplan, facilitator)
    assert (first.scores_given.is_hidden, second.scores_given.is_hidden) == (False, True)
    assert first.scores_given.place is None  # it would tell the place of the hidden one
    selection.drop(other, by=lead, reason="Belum siap.")
    assert all(not one.scores_given.is_hidden for one in given(masterplan, facilitator))


def test_after_the_stage_is_handed_in_everybody_sees_everything(
    nominee, masterplan, lead, facilitator, hand_in
):
    selection.score(nominee("Banter"), values=scored(5), by=lead)
    hand_in()
    masterplan.refresh_from_db()

    assert not given(masterplan, facilitator)[0].scores_given.is_hidden


def test_who_passes_over_a_better_one_says_why(nominee, lead):
    best, other = nominee("Banter"), nominee("Lapor Bupati")
    selection.score(best, values=scored(5), by=lead)
    selection.score(other, values=scored(4), by=lead)

    with pytest.raises(selection.ChoosingError, match="Banter mendapat nilai lebih tinggi"):
        selection.choose(other, by=lead)
    assert selection.choose(other, by=lead, reason="Sudah dianggarkan.").reason


def test_a_plan_is_judged_by_the_criteria_that_it_has_kept(
    nominee, masterplan, lead, at, signed_in
):
    quickwin = nominee("Banter")
    Criterion.objects.create(
        masterplan=masterplan, order=1, key="speed", name="Kecepatan", weight=7, guidance="5 cepat."
    )

    page = one_line(signed_in(lead).get(at("score", quickwin.pk)).content.decode())
    assert "Kecepatan (bobot 7)" in page
    assert "5 cepat." in page
    assert "Daya ungkit" not in page
    with pytest.raises(selection.ChoosingError, match="Kriteria baru saja"):
        selection.score(quickwin, values=scored(5), by=lead)
    selection.score(quickwin, values={"speed": 4}, by=lead)
    assert Score.objects.get().criterion == "speed"


def test_the_first_score_keeps_the_weights_of_the_cohort(nominee, masterplan, lead, national):
    quickwin = nominee("Banter")
    cohort = cohort_with(masterplan, by=national, criterion_weights={"leverage": 40, "cost": 0})
    plan = Masterplan.objects.get(pk=masterplan.pk)
    weights = {one.key: one.weight for one in criteria_of(plan)}
    assert (weights["leverage"], weights["feasibility"]) == (40, 20)
    assert "cost" not in weights  # it weighs nothing, so nobody is asked

    selection.score(quickwin, values=dict.fromkeys(weights, 4), by=lead)
    new_terms(cohort, by=national, criterion_weights={"leverage": 5})

    plan = Masterplan.objects.get(pk=masterplan.pk)
    assert {one.key: one.weight for one in criteria_of(plan)} == weights


def test_an_expert_who_joins_the_team_has_judged_as_an_expert(nominee, lead, facilitator, region):
    quickwin = nominee("Banter")
    selection.score(quickwin, values=scored(3), by=facilitator)
    facilitator.memberships.all().delete()
    MembershipFactory(region=region, user=facilitator, role="dimension_lead")

    assert set(Score.objects.values_list("side", flat=True)) == {Side.EXPERT}


@pytest.mark.django_db(transaction=True)
def test_two_who_judge_at_once_and_one_who_judges_twice_are_each_there_once(
    nominee, lead, facilitator
):
    quickwin = nominee("Banter")

    def alone(by, value):
        try:
            selection.score(quickwin, values=scored(value), by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        deeds = [(lead, 2), (facilitator, 3), (lead, 5), (facilitator, 4)]
        for future in [pool.submit(alone, *deed) for deed in deeds]:
            future.result(PATIENCE)

    rows = Score.objects.values_list("criterion", "by")
    assert sorted(rows) == sorted((key, one.pk) for key in ALL for one in (lead, facilitator))
    assert quickwin.masterplan.quickwin_criteria.count() == len(ALL)
    for one in (lead, facilitator):
        assert Score.objects.filter(by=one).values("value").distinct().count() == 1
