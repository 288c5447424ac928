"""The assessment of an example region: its answers, and three assessors who stand differently."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from instruments.answering import add_evidence, hand_in
from instruments.appointing import appoint, begin_scoring
from instruments.documents import AnswerDocument, ScoreDocument
from instruments.loading import load_instrument, shipped
from instruments.models import Question
from instruments.opening import open_assessments, open_instrument
from instruments.scoring import hand_in_scores
from revisions.saving import save


def write_assessment(place, data: dict, officers: list[dict]) -> None:
    """Ask, answer, prove, hand in, appoint and score through the verbs that the pages use."""
    (shape,) = [one for one in shipped() if one["code"] == data["instrument"]]
    instrument = open_instrument(load_instrument(shape), by=place.by)
    today = timezone.localdate()
    (assessment,) = open_assessments(
        instrument,
        [place.region],
        opens_on=today - timedelta(days=21),
        closes_on=today + timedelta(days=3),
        by=place.by,
    )
    questions = {question.code: question for question in Question.objects.of(instrument)}
    _answer(assessment, questions, data["answers"], by=next(iter(place.people.values())))
    hand_in(assessment, by=place.by)
    institutions = {row["email"]: row.get("affiliation") for row in officers}
    for row in data["assessors"]:
        email = row["email"]
        appoint(assessment, email=email, affiliation=institutions[email], by=place.by)
    assessment = begin_scoring(assessment, by=place.by)
    for row in data["assessors"]:
        _score(assessment, questions.values(), row)


def _answer(assessment, questions, rows, *, by):
    for row in rows:
        question = questions[row["question"]]
        document = AnswerDocument(assessment, question)
        parts = {"text": row["text"], "claimed": row["claimed"]}
        save(document, parts, token=document.token(), by=by)
        if title := row.get("evidence"):
            link = f"https://jdih.wonosobo.example/{question.code}"
            add_evidence(assessment, question, title=title, link=link, by=by)


def _score(assessment, questions, row):
    user = User.objects.get(email=row["email"])
    seat = assessment.assessors.get(user=user)
    for question, value in zip(questions, row["scores"], strict=False):
        document = ScoreDocument(seat, question)
        save(document, {"value": value, "remark": ""}, token=document.token(), by=user)
    if row["hands_in"]:
        hand_in_scores(seat, by=user)
