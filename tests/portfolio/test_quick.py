"""A program in one minute, several after one another."""

import pytest

from programs.models import Program
from tests.programs.reading import words
from tests.programs.test_autosave import save

pytestmark = pytest.mark.django_db
KEY = "6b1c3f0e-6f0e-4bb0-9a53-0123456789ab"


@pytest.fixture
def five(parts, agency):
    return {
        "form_key": KEY,
        "name": "Banter",
        "subdimension": parts[1].pk,
        "agency": agency.pk,
        "kind": "service",
        "description": "Loket desa untuk warga.",
    }


def test_five_boxes_make_a_program_and_the_next_form_knows_what_they_share(
    five, browser, page, parts, agency
):
    response = browser.post(page("quick"), five, follow=True)

    program = Program.objects.get()
    assert (program.name, program.description) == ("Banter", "Loket desa untuk warga.")
    shown = response.context["form"]
    assert shown["subdimension"].value() == str(parts[1].pk)
    assert (shown["agency"].value(), shown["kind"].value()) == (str(agency.pk), "service")
    assert shown["name"].value() in ("", None)
    assert str(shown["form_key"].value()) != KEY
    assert "Banter Dinkes" in words(response)
    assert "10 hal menyusul, sekitar 18 menit" in words(response)


def test_all_five_are_asked_for_in_sentences(browser, page):
    response = browser.post(page("quick"), {"form_key": KEY})

    assert response.status_code == 422
    for sentence in (
        "Tulis nama singkat program.",
        "Pilih subdimensi.",
        "Pilih Perangkat Daerah penanggung jawab.",
        "Pilih jenis program.",
        "Tulis satu kalimat tentang program ini.",
    ):
        assert sentence in words(response)
    assert not Program.objects.exists()


def test_the_form_saves_itself_once_there_is_enough(five, browser, page):
    waits = save(browser, page("quick"), five | {"kind": ""}).json()
    first = save(browser, page("quick"), five | {"description": "Lok"}).json()
    save(browser, page("quick"), five | {"version": first["base"]})
    pressed = browser.post(page("quick"), five | {"version": first["base"], "selesai": "1"})

    program = Program.objects.get()
    assert (waits["state"], first["state"]) == ("invalid", "saved")
    assert program.description == "Loket desa untuk warga."
    assert pressed.url == program.get_absolute_url()


def test_sending_the_same_form_again_does_not_undo_what_was_added_elsewhere(five, browser, page):
    browser.post(page("quick"), five)
    Program.objects.update(outcome="Cepat.")

    browser.post(page("quick"), five)

    assert Program.objects.get().outcome == "Cepat."


def test_a_writer_is_offered_her_own_agency_only(five, signed_in, writer, agency, page, region):
    shown = signed_in(writer).get(page("quick")).context["form"]

    assert list(shown.fields["agency"].queryset) == [agency]
    assert shown["agency"].value() == agency.pk


def test_a_plan_that_was_handed_in_keeps_what_was_typed(five, browser, page, hand_in):
    hand_in()

    response = browser.post(page("quick"), five)
    saved = save(browser, page("quick"), five).json()

    assert response.status_code == 409
    assert response.context["form"]["description"].value() == five["description"]
    assert saved["state"] == "refused"
