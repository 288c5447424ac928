"""What somebody typed too late is shown to her, and she takes it or puts it away."""

import pytest
from django.urls import reverse

from masterplans.models import Section
from masterplans.unsaved_texts import unsaved_for
from programs.documents import ProgramDocument
from revisions.saving import Denied, save
from revisions.tokens import Token
from stages.workflow import return_stage
from tests.factories import AgencyFactory, ProgramFactory, SectionFactory
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(masterplan, lead, hand_in, signed_in):
    """A section that the coordinator went on writing after the stage was handed in."""
    section = SectionFactory(masterplan=masterplan)
    token = "0"
    hand_in()
    section.refresh_from_db()
    browser = signed_in(lead)
    said = {"body": "<p>Sesudah diserahkan.</p>", "token": token}
    saving = {"X-Simpul-Save": str(lead.pk)}
    return section, browser.post(section.get_absolute_url(), said, headers=saving).json(), browser


def test_a_text_typed_after_the_stage_was_handed_in_is_kept_and_its_place_is_named(
    late, masterplan
):
    _, answer, browser = late

    assert answer["state"] == "refused"
    assert answer["url"] == reverse("masterplans:kept", args=[masterplan.slug])
    shown = words(browser.get(answer["url"]))
    assert "Putuskan teks Anda yang belum tersimpan." in shown
    assert "Sesudah diserahkan" in shown
    assert "diketik sesudah tahap diserahkan" in shown
    assert "Pakai teks saya" not in shown  # the plan is closed


def test_a_dozen_kept_texts_stand_on_pages_that_cost_no_more_than_others(
    masterplan, lead, hand_in, signed_in, queries_of
):
    sections = SectionFactory.create_batch(12, masterplan=masterplan)
    hand_in()
    browser = signed_in(lead)
    for number, section in enumerate(sections):
        said = {"body": f"<p>Teks nomor {number}.</p>", "token": "0"}
        browser.post(section.get_absolute_url(), said, headers={"X-Simpul-Save": str(lead.pk)})
    address = reverse("masterplans:kept", args=[masterplan.slug])

    assert queries_of(browser, address) <= 25
    shown = "".join(words(browser.get(f"{address}?halaman={page}")) for page in (1, 2, 3))
    assert [number for number in range(12) if f"Teks nomor {number} ." not in shown] == []


def test_once_the_plan_is_open_again_the_text_is_taken(late, masterplan, lead, facilitator):
    section, _, browser = late
    return_stage(masterplan, by=facilitator, note="Lengkapi.")
    kept = unsaved_for(masterplan, lead).get()

    address = reverse("masterplans:decide_kept", args=[masterplan.slug, kept.pk])
    response = browser.post(address, {"pakai": "1"}, follow=True)

    assert "Teks Anda dipakai." in words(response)
    assert Section.objects.get(pk=section.pk).body == "<p>Sesudah diserahkan.</p>"
    assert not unsaved_for(masterplan, lead).exists()


def test_a_text_that_is_put_away_stays_in_the_history(late, masterplan, lead):
    section, _, browser = late
    kept = unsaved_for(masterplan, lead).get()

    address = reverse("masterplans:decide_kept", args=[masterplan.slug, kept.pk])
    browser.post(address, {"singkirkan": "1"})

    assert not unsaved_for(masterplan, lead).exists()
    assert section.revisions.filter(pk=kept.pk).exists()


def test_nobody_sees_or_decides_about_the_text_of_another(
    late, masterplan, writer, lead, signed_in
):
    kept, other = unsaved_for(masterplan, lead).get(), signed_in(writer)

    assert "Sesudah diserahkan" not in words(
        other.get(reverse("masterplans:kept", args=[masterplan.slug]))
    )
    address = reverse("masterplans:decide_kept", args=[masterplan.slug, kept.pk])
    assert other.post(address, {"pakai": "1"}).status_code == 404


def test_what_she_may_not_write_any_more_stays_hers_but_is_not_taken(
    masterplan, agency, writer, lead, signed_in
):
    other = AgencyFactory(region=masterplan.region)
    program = ProgramFactory(masterplan=masterplan, agency=other, outcome="")
    document = ProgramDocument(masterplan, program)
    with pytest.raises(Denied):
        save(document, {"outcome": "Cepat."}, token=Token(1), by=writer)
    kept = unsaved_for(masterplan, writer).get()

    address = reverse("masterplans:decide_kept", args=[masterplan.slug, kept.pk])
    response = signed_in(writer).post(address, {"pakai": "1"}, follow=True)

    assert "tidak lagi dipercayakan kepada Anda" in words(response)
    program.refresh_from_db()
    assert program.outcome == ""
    assert unsaved_for(masterplan, writer).count() == 1
