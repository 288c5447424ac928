"""An assessor on the keyboard and on a telephone: what only a browser can see."""

from django.urls import reverse

from instruments.models import AssessmentState, AssessorScore, Question
from tests.factories import AssessmentFactory, AssessorFactory, bring_assessment_to


def test_a_digit_chooses_the_value_which_saves_itself(desk):
    seat = AssessorFactory(assessment=AssessmentFactory())
    assessment = bring_assessment_to(seat.assessment, AssessmentState.SCORING)
    question = Question.objects.of(assessment.instrument).first()
    place = [assessment.region.code, assessment.pk, question.pk]
    small = {"width": 360, "height": 800}

    page = desk(seat.user, path=reverse("instruments:score", args=place), viewport=small)
    page.keyboard.press("3")
    page.get_by_text("Tersimpan pukul").wait_for()

    assert AssessorScore.objects.get().value == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.wait_for_url("**/nilai/*/")
    assert "1.2" in page.locator("h1").inner_text()
