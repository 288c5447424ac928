"""What no raw SQL changes, and what it may. A row says where the assessment stands."""

import pytest
from django.db import IntegrityError, connection, transaction

from instruments.models import AssessmentAnswer, AssessmentState, Assessor, Evidence
from tests.factories import (
    AssessorFactory,
    MembershipFactory,
    QuestionFactory,
    UserFactory,
    bring_assessment_to,
    open_instrument_with,
    scored,
)

S = AssessmentState
INSTRUMENT = [
    "UPDATE instruments_instrument SET title = 'x'",
    "UPDATE instruments_instrument SET highest = 5",
    "UPDATE instruments_instrument SET state = 'draft'",
    "DELETE FROM instruments_instrument",
    "UPDATE instruments_instrumentcomponent SET weight = 1",
    "UPDATE instruments_question SET text = 'x'",
    "DELETE FROM instruments_question",
]
ANSWER = [
    "UPDATE instruments_assessmentanswer SET text = 'x'",
    "DELETE FROM instruments_assessmentanswer",
    "UPDATE instruments_evidence SET title = 'x'",
    "DELETE FROM instruments_evidence",
]
DRAFT_SCORE = "UPDATE instruments_assessorscore SET value = 1 WHERE first_value IS NULL"
GIVEN_SCORE = "UPDATE instruments_assessorscore SET value = 1 WHERE first_value IS NOT NULL"
EXPLAINED = "UPDATE instruments_assessorscore SET value = 1, changed_why = 'x'"
REFUSED = [
    *((S.ANSWERING, statement) for statement in INSTRUMENT),
    *((state, statement) for state in (S.HANDED_IN, S.SCORING, S.CLOSED) for statement in ANSWER),
    (S.HANDED_IN, DRAFT_SCORE),
    (S.CLOSED, DRAFT_SCORE),
    (S.SCORING, GIVEN_SCORE),
    (S.SCORING, f"{EXPLAINED}, first_value = 1 WHERE first_value IS NOT NULL"),
    (S.CLOSED, EXPLAINED),
    (S.SCORING, "DELETE FROM instruments_assessorscore WHERE first_value IS NOT NULL"),
    (S.SCORING, "UPDATE instruments_assessorscore SET value = 5 WHERE first_value IS NULL"),
    (S.SCORING, "UPDATE instruments_assessor SET handed_in_at = NULL"),
    (S.CLOSED, "UPDATE instruments_assessor SET affiliation = 'x'"),
    (S.CLOSED, "UPDATE instruments_assessment SET closed_why = 'x'"),
    (S.CLOSED, "UPDATE instruments_assessment SET state = 'scoring', closed_at = NULL"),
]
TAKEN = [
    *((S.ANSWERING, statement) for statement in ANSWER[:1] + ANSWER[2:]),
    (S.SCORING, DRAFT_SCORE),
    (S.SCORING, f"{EXPLAINED} WHERE first_value IS NOT NULL"),
    (S.SCORING, "UPDATE instruments_instrument SET state = 'closed'"),
]


@pytest.fixture
def told(assessment, seats, questions, lead):
    """An answer with evidence; one assessor has given her scores, the second has begun."""
    answer = AssessmentAnswer.objects.create(
        assessment=assessment, question=questions[0], text="Ada.", changed_by=lead
    )
    Evidence.objects.create(answer=answer, title="SK", link="https://a.example", added_by=lead)
    bring_assessment_to(assessment, S.SCORING)
    scored(seats[0], [4, 4, 4])
    scored(seats[1], [2, 2, 2], hand_in=False)
    return assessment


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize(("state", "statement"), REFUSED)
def test_what_was_given_is_held_against_raw_sql(told, state, statement):
    bring_assessment_to(told, state)
    with pytest.raises(IntegrityError):
        run(statement)


@pytest.mark.parametrize(("state", "statement"), TAKEN)
def test_what_is_not_given_yet_is_free(told, state, statement):
    bring_assessment_to(told, state)
    assert run(statement) > 0


def test_a_question_of_another_instrument_is_neither_answered_nor_scored(assessment, seats, lead):
    other = open_instrument_with().components.first().questions.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentAnswer.objects.create(assessment=assessment, question=other, changed_by=lead)
    bring_assessment_to(assessment, S.SCORING)
    with pytest.raises(IntegrityError), transaction.atomic():
        seats[0].scores.create(question=other, value=1)


def test_a_draft_of_an_instrument_can_be_changed(db):
    question = QuestionFactory()
    question.text = "Yang lain?"
    question.save()


@pytest.mark.parametrize("where", ["region", "province", "nation"])
def test_an_assessor_comes_from_outside_even_by_raw_sql(assessment, where):
    user = UserFactory(is_national=where == "nation")
    if where != "nation":
        region = assessment.region if where == "region" else assessment.region.parent
        MembershipFactory(user=user, region=region, role="viewer")

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessorFactory(assessment=assessment, user=user)
    seat = AssessorFactory(assessment=assessment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessor.objects.filter(pk=seat.pk).update(user=user)


def test_who_holds_a_role_elsewhere_may_assess(assessment, elsewhere):
    user = MembershipFactory(region=elsewhere, role="facilitator").user
    assert AssessorFactory(assessment=assessment, user=user).pk
