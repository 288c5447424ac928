"""Who sees whose score, when: on every page that shows scores, and in the query set beneath."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from instruments.models import AssessmentState, AssessorScore
from tests.factories import bring_assessment_to, scored

S = AssessmentState
# Budi's remark is a word that no page has by chance.
SECRET = "rahasia-budi"


@pytest.fixture
def told(scoring, seats):
    """Budi has begun; nobody has handed in."""
    seat = scored(seats[1], [1, 1, 1], hand_in=False)
    seat.scores.update(remark=SECRET)
    return scoring


def hand_in(seat):
    type(seat).objects.filter(pk=seat.pk).update(handed_in_at=timezone.now())


def pages(assessment):
    """Every page of an assessment that an address opens."""
    question = assessment.instrument.components.first().questions.first()
    place = [assessment.region.code, assessment.pk]
    for name in ("assessment", "compare", "assessors", "close", "give_back", "extend"):
        yield reverse(f"instruments:{name}", args=place)
    for name in ("answer", "score", "discuss"):
        yield reverse(f"instruments:{name}", args=[*place, question.pk])
    yield reverse("instruments:instrument", args=[assessment.instrument.pk])
    yield reverse("instruments:mine")
    yield reverse("instruments:of_region", args=place[:1])
    yield reverse("monitoring:region", args=place[:1])
    yield reverse("monitoring:trail", args=place[:1])


#    who          which have handed in    sees Budi's
SEES = [
    ("ani", "", False),
    ("ani", "ani", False),
    ("ani", "budi", False),
    ("ani", "ani budi", True),
    ("ani", "ani budi cici", True),
    ("budi", "", True),
    ("budi", "budi", True),
    ("cici", "ani budi", False),
    ("national", "", False),
    ("national", "ani", False),
    ("national", "budi", True),
    ("lead", "", False),
    ("lead", "ani budi cici", False),
    ("writer", "ani budi cici", False),
    ("viewer", "ani budi cici", False),
    ("facilitator", "ani budi cici", False),
    ("province_officer", "ani budi cici", False),
    ("stranger", "ani budi cici", False),
]


@pytest.mark.parametrize(("who", "given", "sees"), SEES)
@pytest.mark.parametrize("state", [S.SCORING, S.CLOSED])
def test_who_sees_the_scores_of_budi(told, seats, people, signed_in, who, given, sees, state):
    persons = people | dict(zip(("ani", "budi", "cici"), (one.user for one in seats), strict=True))
    for name, values in (("ani", [4, 4, 4]), ("cici", [2, 2, 2])):
        if name in given:
            scored(seats[0 if name == "ani" else 2], values)
    if "budi" in given:
        hand_in(seats[1])
    bring_assessment_to(told, state)

    browser = signed_in(persons[who])
    shown = {page: SECRET in browser.get(page).text for page in pages(told)}

    of_budi = AssessorScore.objects.visible_to(persons[who]).filter(assessor=seats[1])
    assert of_budi.exists() == sees
    assert any(shown.values()) == sees, [page for page, found in shown.items() if found]


@pytest.mark.parametrize(
    ("state", "opens"),
    [(S.ANSWERING, False), (S.HANDED_IN, True), (S.SCORING, True), (S.CLOSED, True)],
)
def test_an_assessor_reads_answers_and_evidence_once_they_are_handed_in(
    assessment, seats, questions, lead, signed_in, state, opens
):
    answer = assessment.answers.create(question=questions[0], text="Ada.", changed_by=lead)
    evidence = answer.evidence.model(answer=answer, title="SK", name="sk.pdf", added_by=lead)
    evidence.mime = "application/pdf"
    evidence.file.save("sk.pdf", ContentFile(b"%PDF"), save=False)
    evidence.save()
    bring_assessment_to(assessment, state)
    browser = signed_in(seats[0].user)

    place = [assessment.region.code, assessment.pk, questions[0].pk]
    statuses = set()
    for page in (
        assessment.get_absolute_url(),
        evidence.get_absolute_url(),
        reverse("instruments:score", args=place),
    ):
        response = browser.get(page)
        if response.streaming:
            b"".join(response)  # reads, and so closes, the file
        statuses.add(response.status_code)
    assert statuses == ({200} if opens else {403})


def test_what_was_computed_so_far_shows_no_draft(told, seats, national, signed_in):
    """Not even as a mean of one."""
    shown = signed_in(national).get(told.get_absolute_url()).text
    assert "Belum ada nilai" in shown
    assert "1,00" not in shown


def test_a_region_reads_the_means_when_its_assessment_is_closed(told, seats, lead, signed_in):
    hand_in(seats[1])
    assert "1,00" not in signed_in(lead).get(told.get_absolute_url()).text
    bring_assessment_to(told, S.CLOSED)
    shown = signed_in(lead).get(told.get_absolute_url()).text
    assert "Nilai 1,00 dari 4" in shown
    assert "1 dari 3 asesor menilai" in shown
    assert "Budi" not in shown
