"""Aims and strategies: who may write them, and that two people do not overwrite each other."""

import pytest

from audit.models import Event
from programs.models import Aim
from tests.factories import AimFactory, MembershipFactory, StrategyFactory
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


def sent(response, **said):
    form = response.context["form"]
    return {field.name: field.value() or "" for field in form} | said


@pytest.fixture
def aim(masterplan, parts):
    aim = AimFactory(masterplan=masterplan, subdimension=parts[0], text="Layanan sehari selesai.")
    StrategyFactory(aim=aim, text="Menyatukan loket.")
    return aim


def test_the_page_counts_the_subdimensions_that_lack_an_aim_with_strategy(
    masterplan, aim, parts, browser, page
):
    AimFactory(masterplan=masterplan, subdimension=parts[1])  # without a strategy

    shown = words(browser.get(page("aims")))

    assert "Tiga subdimensi belum punya sasaran dengan strategi." in shown
    assert "1 dari 4 subdimensi punya sasaran dengan strategi" in shown
    assert "Layanan sehari selesai. Menyatukan loket." in shown
    assert (
        f"{page('aim_add')}?subdimensi={parts[2].pk}" in browser.get(page("aims")).content.decode()
    )


def test_an_aim_is_added_with_one_strategy_a_line_and_once(masterplan, parts, browser, page, lead):
    said = {
        "subdimension": parts[1].pk,
        "text": "Data satu pintu.",
        "strategies": "Menunjuk walidata.\r\n\r\n  Membuka portal.  \r\n",
    }

    browser.post(page("aim_add"), said)
    browser.post(page("aim_add"), said)

    aim = Aim.objects.get()
    assert [row.text for row in aim.strategies.all()] == ["Menunjuk walidata.", "Membuka portal."]
    assert [(e.verb, e.actor) for e in Event.objects.about(aim)] == [("aim.added", lead)]


def test_an_empty_aim_is_sent_back_with_what_was_typed(parts, browser, page):
    response = browser.post(page("aim_add"), {"text": "", "strategies": "Membuka portal."})

    assert response.status_code == 422
    assert "Tulis sasarannya." in words(response)
    assert "Pilih subdimensi." in words(response)
    assert response.context["form"]["strategies"].value() == "Membuka portal."


def test_opening_and_saving_changes_nothing(aim, browser, page):
    browser.post(page("aim_edit", aim.pk), sent(browser.get(page("aim_edit", aim.pk))))

    assert not Event.objects.exists()


def test_a_stale_aim_is_refused_and_saved_knowingly_with_the_next_click(
    aim, browser, signed_in, region, page
):
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = sent(browser.get(page("aim_edit", aim.pk)), text="Menurut saya.")
    hers = signed_in(retno)
    hers.post(
        page("aim_edit", aim.pk),
        sent(hers.get(page("aim_edit", aim.pk)), text="Menurut Retno."),
    )

    refused = browser.post(page("aim_edit", aim.pk), mine)

    assert refused.status_code == 409
    assert "Retno Wulandari menyimpan sasaran ini" in words(refused)
    assert "Menurut Retno. Menyatukan loket." in words(refused)
    assert refused.context["form"]["text"].value() == "Menurut saya."
    aim.refresh_from_db()
    assert aim.text == "Menurut Retno."
    browser.post(page("aim_edit", aim.pk), sent(refused))
    aim.refresh_from_db()
    assert aim.text == "Menurut saya."


def test_an_aim_is_removed_and_stays_in_the_trail(aim, browser, page):
    state = browser.get(page("aim_edit", aim.pk)).context["state"]

    assert browser.get(page("aim_remove", aim.pk)).status_code == 405
    browser.post(page("aim_remove", aim.pk), {"base": state})

    assert not Aim.objects.exists()
    event = Event.objects.get(verb="aim.removed")
    assert event.data == {"text": "Layanan sehari selesai.", "strategies": ["Menyatukan loket."]}


def test_an_aim_that_was_changed_meanwhile_is_not_removed(aim, browser, page):
    response = browser.post(page("aim_remove", aim.pk), {"base": "lama"}, follow=True)

    assert "belum dihapus" in words(response)
    assert Aim.objects.count() == 1


def test_an_aim_removed_meanwhile_can_be_saved_anew(aim, browser, page, lead):
    shown = browser.get(page("aim_edit", aim.pk))
    browser.post(page("aim_remove", aim.pk), {"base": shown.context["state"]})

    response = browser.post(page("aim_edit", aim.pk), sent(shown, text="Menurut saya."))

    assert response.status_code == 409
    assert f"{lead.name} menghapus sasaran ini" in words(response)
    assert f'action="{page("aim_add")}"' in response.content.decode()
    browser.post(page("aim_add"), sent(response))
    assert Aim.objects.get().text == "Menurut saya."


def test_a_stage_handed_in_meanwhile_keeps_what_was_typed(aim, browser, page, hand_in):
    mine = sent(browser.get(page("aim_edit", aim.pk)), text="Menurut saya.")
    hand_in()

    response = browser.post(page("aim_edit", aim.pk), mine)

    assert response.status_code == 409
    assert "Masterplan ini tidak sedang ditulis" in words(response)
    assert response.context["form"]["text"].value() == "Menurut saya."
    aim.refresh_from_db()
    assert aim.text == "Layanan sehari selesai."


@pytest.mark.parametrize("role", ["writer", "viewer", "facilitator", "signatory"])
def test_others_read_aims_and_change_none(role, aim, people, signed_in, page):
    browser = signed_in(people[role])

    assert "Layanan sehari selesai." in words(browser.get(page("aims")))
    assert page("aim_edit", aim.pk) not in browser.get(page("aims")).content.decode()
    for name, args in (("aim_add", ()), ("aim_edit", (aim.pk,)), ("aim_remove", (aim.pk,))):
        assert browser.post(page(name, *args), {"text": "Lain."}).status_code == 403
    assert Aim.objects.get().text == "Layanan sehari selesai."
