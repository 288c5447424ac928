"""After a return: a checklist; reminders are counted; what is over asks for nothing."""

import re
from html import unescape

import pytest

from assignments.reminding import remind
from masterplans.models import Masterplan, Status
from notes.actions import answer_note, write_note
from notes.targets import place_of
from progress.areas import Area
from progress.completeness import Completeness
from stages import workflow
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.stages.test_overview import page, words


def test_a_stage_that_came_back_is_a_checklist_of_notes_and_places(
    in_review, facilitator, lead, signed_in
):
    asked_about = in_review.issues.first()
    place = place_of(in_review, "isu", asked_about.pk)
    first = write_note(in_review, place, text="Sebutkan sumbernya.", by=facilitator)
    write_note(in_review, place, text="Tahun berapa?", by=facilitator)
    workflow.return_stage(in_review, by=facilitator, note="Sumber kurang.")
    in_review.tows_strategies.all().delete()

    html = page(signed_in(lead), in_review)

    head = "Tahap 1 dikembalikan. Perbaiki tiga hal, lalu serahkan lagi."
    assert unescape(re.search(r'<h1 id="minta">(.*?)</h1>', html)[1]).strip() == head
    assert 'href="#perbaiki"' in html
    assert f'href="{first.get_absolute_url()}"' in html
    assert "“Sebutkan sumbernya.”" in words(html)

    answer_note(first, text="BPS 2023.", by=lead)
    html = page(signed_in(lead), in_review)
    assert "Perbaiki dua hal, lalu serahkan lagi." in html
    assert "(sudah dijawab)" in html


def test_reminders_that_were_sent_are_counted(ready, writer, agency, lead, signed_in):
    browser = signed_in(lead)
    ready.tows_strategies.all().delete()
    assert "Ingatkan 1 Perangkat Daerah" in page(browser, ready)

    remind(ready, [agency.pk], by=lead)
    html = page(browser, ready)
    assert "Ingatkan 1 Perangkat Daerah" not in html
    assert "Satu Perangkat Daerah sudah diingatkan sejak kemarin." in html

    remind(ready, [agency.pk], again=True, by=lead)
    assert "Diingatkan 2 kali, terakhir hari ini" in words(page(browser, ready))


@pytest.mark.parametrize("status", [Status.FROZEN, Status.SIGNED])
def test_a_plan_that_is_over_asks_for_nothing(status, approved, people, writer, signed_in):
    place = place_of(approved, "program", approved.programs.first().pk)
    write_note(approved, place, text="Dari mana angka ini?", by=people["facilitator"])
    plan = frozen(approved, people["lead"])
    if status == Status.SIGNED:
        commitment = opened(commitment_for(plan, people["signatory"]))
        for signatory in commitment.signatories.all():
            put_signature(signatory)
        workflow.mark_signed(plan, by=people["facilitator"])
    found = Completeness(Masterplan.objects.get(pk=plan.pk))

    assert [item for item in found.items if item.area != Area.STEPS] == []
    assert found.for_user(writer) == []
    assert "Tidak ada catatan yang belum dijawab." in words(page(signed_in(writer), plan))
