"""Handing in scores, the discussion, the end: also by two at the same second."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from audit.models import Event
from instruments import scoring as verbs
from instruments.documents import ScoreDocument
from instruments.models import AssessmentState, Assessor, AssessorScore, Question
from instruments.results import result_of
from revisions.saving import save
from tests.factories import (
    AssessmentFactory,
    AssessorFactory,
    MembershipFactory,
    bring_assessment_to,
    scored,
)

PATIENCE = 30


def give(seat, values, *, by=None):
    """Fill in the scores as the form that saves itself does."""
    for question, value in zip(
        Question.objects.of(seat.assessment.instrument), values, strict=True
    ):
        document = ScoreDocument(seat, question)
        parts = {"value": value, "remark": "" if value is not None else "Tanpa data."}
        save(document, parts, token=document.token(), by=by or seat.user, autosave=True)


def test_scores_are_handed_in_as_a_whole_and_the_first_stay(scoring, seats):
    give(seats[0], [4, None, 2])
    seat = verbs.hand_in_scores(seats[0], by=seats[0].user)

    assert seat.handed_in_at
    assert list(seat.scores.values_list("value", "first_value")) == [(4, 4), (None, None), (2, 2)]
    assert seat.scores.filter(first_remark="Tanpa data.").count() == 1


def test_what_lacks_a_value_and_a_reason_is_named(scoring, seats, questions):
    document = ScoreDocument(seats[0], questions[0])
    save(document, {"value": 3}, token=document.token(), by=seats[0].user)
    with pytest.raises(verbs.ScoringError, match=r"Belum dinilai: pertanyaan 1\.2, 2\.1\."):
        verbs.hand_in_scores(seats[0], by=seats[0].user)


def test_nobody_writes_for_another_or_after_handing_in(scoring, seats):
    with pytest.raises(PermissionDenied):
        give(seats[0], [1, 1, 1], by=seats[1].user)
    scored(seats[0], [1, 1, 1])
    with pytest.raises(verbs.ScoresClosedError, match="sudah diserahkan"):
        give(seats[0], [2, 2, 2])
    with pytest.raises(PermissionDenied):
        verbs.hand_in_scores(seats[1], by=seats[0].user)


def test_who_got_a_role_in_the_region_meanwhile_scores_no_more(scoring, seats):
    give(seats[0], [1, 1, 1])
    MembershipFactory(user=seats[0].user, region=scoring.region.parent, role="province_officer")
    seats[0].user.__dict__.pop("held_roles", None)
    with pytest.raises(verbs.ScoresClosedError, match="provinsi"):
        verbs.hand_in_scores(seats[0], by=seats[0].user)


def test_a_score_changes_after_all_have_scored_with_a_reason(scoring, seats, questions):
    scored(seats[0], [4, 4, 4])
    scored(seats[1], [1, 4, 4])
    change = {"value": 2, "why": "Bukti SK terbaca.", "by": seats[1].user}
    with pytest.raises(verbs.ScoringError, match="semua asesor"):
        verbs.change_score(scoring, questions[0], **change)
    scored(seats[2], [3, 3, 3])
    with pytest.raises(verbs.ScoringError, match="mengapa"):
        verbs.change_score(scoring, questions[0], **change | {"why": " "})
    with pytest.raises(verbs.ScoringError, match="0 sampai 4"):
        verbs.change_score(scoring, questions[0], **change | {"value": 5})
    with pytest.raises(PermissionDenied):
        verbs.change_score(scoring, questions[0], **change | {"by": scoring.opened_by})

    score = verbs.change_score(scoring, questions[0], **change)

    assert (score.value, score.first_value, score.was_changed) == (2, 1, True)
    assert result_of(scoring).components[0].mean is not None
    remark = {"text": "Setuju.", "by": seats[0].user}
    assert verbs.say(scoring, questions[0], **remark) == verbs.say(
        scoring, questions[0], **remark
    )  # a double click


def test_an_assessment_ends_with_all_scores_or_with_a_reason(scoring, seats, national):
    scored(seats[0], [4, 4, 4])
    with pytest.raises(verbs.ScoringError, match="Satu dari tiga asesor"):
        verbs.close_assessment(scoring, by=national)
    closed = verbs.close_assessment(scoring, why="Dua asesor sakit.", by=national)
    assert closed.is_closed
    assert closed.closed_why == "Dua asesor sakit."
    with pytest.raises(verbs.ScoresClosedError):
        give(seats[1], [1, 1, 1])


@pytest.fixture
def contest(transactional_db):
    """Three assessors have scored; nobody has handed in."""
    assessment = AssessmentFactory()
    seats = [AssessorFactory(assessment=assessment) for _ in range(3)]
    bring_assessment_to(assessment, AssessmentState.SCORING)
    for seat in seats:
        scored(seat, [1, 2, 3], hand_in=False)
    return assessment, seats


def at_once(*steps):
    """Do steps at the same moment, each on a connection of its own; what each ended in."""
    barrier = Barrier(len(steps))

    def run(step):
        try:
            barrier.wait(PATIENCE)
            return step()
        except Exception as error:  # it is the outcome
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return [one.result(PATIENCE) for one in [pool.submit(run, step) for step in steps]]


def test_all_hand_in_at_the_same_second_one_of_them_three_times(contest):
    assessment, seats = contest

    def hand_in(seat):
        again = Assessor.objects.select_related("user", "assessment__region").get(pk=seat.pk)
        return verbs.hand_in_scores(again, by=again.user)

    seats_pressed = [seats[0], seats[1], seats[2], seats[2], seats[2]]
    done = at_once(*(lambda seat=seat: hand_in(seat) for seat in seats_pressed))

    assert all(isinstance(one, Assessor) and one.handed_in_at for one in done), done
    assert len({one.handed_in_at for one in done[2:]}) == 1  # the same moment: one won
    assert Event.objects.filter(verb="scores.handed_in").count() == 3
    assert AssessorScore.objects.filter(first_value__isnull=False).count() == 9
    assert result_of(assessment).is_complete


def test_closing_and_handing_in_at_the_same_second_leaves_no_half(contest):
    assessment, seats = contest

    def hand_in():
        again = Assessor.objects.select_related("user", "assessment__region").get(pk=seats[0].pk)
        return verbs.hand_in_scores(again, by=again.user)

    def close():
        return verbs.close_assessment(assessment, why="Cukup.", by=assessment.opened_by)

    given, closed = at_once(hand_in, close)

    assert closed.is_closed
    seat = Assessor.objects.get(pk=seats[0].pk)
    kept = seat.scores.filter(first_value__isnull=False).count()
    assert (seat.handed_in_at is not None, kept) in {(True, 3), (False, 0)}
    assert isinstance(given, verbs.ScoresClosedError) == (seat.handed_in_at is None)
