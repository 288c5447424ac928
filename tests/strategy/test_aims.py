"""Aims and strategies: who may write them, and that two people do not overwrite each other."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from revisions.models import Outcome
from strategy.aims import save_aim
from strategy.documents import AimDocument
from strategy.models import Aim
from tests.factories import (
    AimFactory,
    AlignmentFactory,
    MembershipFactory,
    StrategyFactory,
    UserFactory,
)
from tests.markup import one_line
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
    html = one_line(browser.get(page("aims")).content.decode())
    assert "Layanan sehari selesai.</textarea>" in html
    assert "Menyatukan loket.</textarea>" in html
    assert f"{page('aims')}?baru={parts[2].pk}" in html


def test_an_aim_is_added_with_one_strategy_a_line_and_once(masterplan, parts, browser, page, lead):
    said = {
        "subdimension": parts[1].pk,
        "text": "Data satu pintu.",
        "strategies": "Menunjuk walidata.\r\n\r\n  Membuka portal.  \r\n",
        "form_key": "5f0f3a52-8a86-4b7e-9a4e-0d8f5b4f3f10",
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
    assert f'action="{page("aim_add")}"' in one_line(response.content.decode())
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


class InPlace:
    """The form of an aim on the page, saving itself while somebody writes."""

    def __init__(self, browser, address, **fields):
        self.browser, self.address = browser, address
        self.saving = {"X-Simpul-Save": browser.session["_auth_user_id"]}
        self.fields = fields or sent(browser.get(address))

    def types(self, **changes):
        self.fields |= changes
        told = self.browser.post(self.address, self.fields, headers=self.saving).json()
        if told["state"] == "saved":
            self.fields["base"] = told["base"]
            self.address = told.get("url") or self.address
        return told


def test_an_aim_is_saved_while_it_is_written_and_is_one_revision(aim, browser, page):
    form = InPlace(browser, page("aim_edit", aim.pk))
    for text in ("Layanan", "Layanan satu", "Layanan satu jam selesai."):
        assert form.types(text=text, strategies=f"{text}\nKedua")["state"] == "saved"

    aim.refresh_from_db()
    assert aim.text == "Layanan satu jam selesai."
    assert [s.text for s in aim.strategies.all()] == ["Layanan satu jam selesai.", "Kedua"]
    texts = [revision.parts["text"] for revision in AimDocument(aim.masterplan, aim).revisions()]
    assert texts == ["Layanan satu jam selesai.", "Layanan sehari selesai."]
    assert Event.objects.filter(verb="aim.changed").count() == 1


def test_a_new_aim_is_made_once_though_the_first_answer_was_lost(browser, page, parts):
    key = "0c1f1a4e-6f5d-4a5c-8b55-3e7e9ad5a001"
    new = {"subdimension": parts[0].pk, "form_key": key, "strategies": ""}
    InPlace(browser, page("aim_add"), **new).types(text="Data satu")
    form = InPlace(browser, page("aim_add"), **new)

    assert form.types(text="Data satu pintu")["url"] == page("aim_edit", Aim.objects.get().pk)
    form.types(strategies="Menunjuk walidata.")

    aim = Aim.objects.get()
    assert (aim.text, aim.strategies.get().text) == ("Data satu pintu", "Menunjuk walidata.")


def test_two_people_in_different_boxes_of_an_aim_are_joined(aim, browser, signed_in, region, page):
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = InPlace(browser, page("aim_edit", aim.pk))
    hers = InPlace(signed_in(retno), page("aim_edit", aim.pk))

    assert hers.types(strategies="Menurut Retno.")["state"] == "saved"
    assert mine.types(text="Menurut saya.")["state"] == "saved"

    aim.refresh_from_db()
    assert (aim.text, aim.strategies.get().text) == ("Menurut saya.", "Menurut Retno.")


def test_two_people_in_one_box_see_both_texts_and_both_stay(aim, browser, signed_in, region, page):
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = InPlace(browser, page("aim_edit", aim.pk))
    InPlace(signed_in(retno), page("aim_edit", aim.pk)).types(text="Menurut Retno.")

    told = mine.types(text="Menurut saya.")

    assert (told["state"], told["who"]) == ("stale", "Retno Wulandari")
    assert told["values"] == {"text": "Menurut Retno."}
    assert "<mark>" in one_line(told["html"])
    kept = {(r.parts["text"], r.refused) for r in AimDocument(aim.masterplan, aim).revisions()}
    assert {("Menurut saya.", True), ("Menurut Retno.", False)} <= kept
    shown = browser.get(f"{page('aim_history', aim.pk)}?ke={refused_of(aim)}")
    assert "Tulisan ini tidak dipakai" in words(shown)
    assert "<ins>saya</ins>" in one_line(shown.content.decode())
    mine.fields["base"] = told["base"]
    assert mine.types()["state"] == "saved"
    aim.refresh_from_db()
    assert aim.text == "Menurut saya."


def refused_of(aim):
    return AimDocument(aim.masterplan, aim).revisions().get(outcome=Outcome.CLASH).pk


def test_an_aim_removed_while_it_is_written_is_told(aim, browser, page, lead):
    form = InPlace(browser, page("aim_edit", aim.pk))
    browser.post(page("aim_remove", aim.pk), {"base": form.fields["base"]})

    told = form.types(text="Menurut saya.")

    assert told["state"] == "refused"
    assert f"{lead.name} menghapus sasaran ini" in told["sentence"]


def test_an_aim_is_linked_to_a_mission_and_moved(aim, masterplan, parts, browser, page):
    mission = AlignmentFactory(masterplan=masterplan, dimension=parts[0].dimension)
    other = AimFactory(masterplan=masterplan, subdimension=parts[0], text="Kedua.", order=2)
    form = InPlace(browser, page("aim_edit", aim.pk))
    assert form.types(alignment=mission.pk)["state"] == "saved"

    browser.post(page("aim_edit", aim.pk), form.fields | {"turun": "1"})
    aim.refresh_from_db()
    assert aim.alignment == mission
    assert list(masterplan.aims.filter(subdimension=parts[0])) == [other, aim]

    form.types(subdimension=parts[1].pk)
    aim.refresh_from_db()
    assert aim.subdimension == parts[1]


def test_a_mission_of_another_plan_cannot_be_chosen(aim, browser, page, elsewhere):
    foreign = AlignmentFactory(masterplan__region=elsewhere)

    told = InPlace(browser, page("aim_edit", aim.pk)).types(alignment=foreign.pk)

    assert (told["state"], aim.alignment) == ("saved", None)  # what can be saved
    assert "alignment" in told["messages"]


def test_the_page_of_sixty_aims_costs_no_more_queries_than_of_one(
    masterplan, parts, browser, page, queries_of
):
    def grow(times):
        for _ in range(times):
            StrategyFactory(aim__masterplan=masterplan, aim__subdimension=parts[0])

    grow(1)
    few = queries_of(browser, page("aims"))
    grow(59)
    assert queries_of(browser, page("aims")) == few <= 30


@pytest.mark.parametrize("role", ["writer", "viewer", "facilitator", "signatory"])
def test_others_read_aims_and_change_none(role, aim, people, signed_in, page):
    browser = signed_in(people[role])

    assert "Layanan sehari selesai." in words(browser.get(page("aims")))
    assert page("aim_edit", aim.pk) not in one_line(browser.get(page("aims")).content.decode())
    for name, args in (("aim_add", ()), ("aim_edit", (aim.pk,)), ("aim_remove", (aim.pk,))):
        assert browser.post(page(name, *args), {"text": "Lain."}).status_code == 403
    assert Aim.objects.get().text == "Layanan sehari selesai."


@pytest.fixture
def pokja(masterplan, parts, people):
    """The lead of the first dimension's pokja; the other one has another lead."""
    person = people["dimension_lead"]
    masterplan.teams.create(dimension=parts[0].dimension, lead=person)
    masterplan.teams.create(dimension=parts[2].dimension, lead=UserFactory())
    return person


def test_a_pokja_lead_reads_the_aims_of_other_dimensions_and_writes_those_of_hers(
    masterplan, aim, parts, pokja, signed_in, page
):
    there = AimFactory(masterplan=masterplan, subdimension=parts[2], text="Sasaran pokja lain.")
    browser = signed_in(pokja)

    html = one_line(browser.get(page("aims")).content.decode())

    assert "Layanan sehari selesai.</textarea>" in html
    assert "Sasaran pokja lain.</p>" in html
    assert [f"?baru={part.pk}#" in html for part in parts] == [True, True, False, False]
    assert browser.get(page("aim_edit", there.pk)).status_code == 403
    denied = browser.post(page("aim_edit", there.pk), {"text": "Diganti."})
    assert denied.status_code == 403
    there.refresh_from_db()
    assert there.text == "Sasaran pokja lain."
    assert browser.post(page("aim_remove", there.pk), {"base": ""}).status_code == 403


def test_a_pokja_lead_puts_no_aim_into_another_dimension(aim, parts, pokja, signed_in, page):
    browser = signed_in(pokja)
    told = {"subdimension": parts[2].pk, "text": "Di tempat lain."}
    moved = sent(browser.get(page("aim_edit", aim.pk)), **told)

    for address, said in ((page("aim_edit", aim.pk), moved), (page("aim_add"), told)):
        answer = browser.post(address, said)
        assert answer.status_code == 422
        assert "bukan bagian dari pokja Anda" in words(answer)
    assert list(Aim.objects.values_list("subdimension", "text")) == [(parts[0].pk, aim.text)]


def test_the_verb_itself_refuses_an_aim_in_another_dimension(masterplan, aim, parts, pokja):
    document = AimDocument(masterplan, aim)
    with pytest.raises(PermissionDenied):
        save_aim(
            masterplan, {"subdimension": parts[2].pk}, aim=aim, token=document.token(), by=pokja
        )
