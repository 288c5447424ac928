"""A form that saves itself: what it answers, what it keeps, and two people at one program."""

import pytest

from audit.models import Event
from programs.models import Program
from revisions.models import Outcome
from tests.factories import MembershipFactory
from tests.markup import one_line
from tests.programs.reading import sent, written_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(page, program):
    return page("edit", program.pk)


@pytest.fixture
def retno(signed_in, region):
    return signed_in(
        MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    )


def save(browser, address, data):
    """What the script sends while somebody is typing."""
    header = {"X-Simpul-Save": browser.session["_auth_user_id"]}
    return browser.post(address, data, headers=header)


class Page:
    """An opened form in one browser: types, saves by itself, takes the answer."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.data = sent(browser.get(address))

    def types(self, **said):
        self.data |= said
        self.response = save(self.browser, self.address, self.data)
        answer = self.response.json()
        if answer["state"] == "saved":
            self.data |= {"version": answer["base"]} | answer.get("values", {})
            self.address = answer.get("url", self.address)
        return answer


def test_what_is_typed_is_saved_and_the_page_goes_on_from_there(browser, address, program):
    form = Page(browser, address)

    first = form.types(outcome="Antre")
    second = form.types(outcome="Antrean berkurang.")

    program.refresh_from_db()
    assert (first["state"], second["state"], second["messages"]) == ("saved", "saved", {})
    assert (program.outcome, program.version) == ("Antrean berkurang.", 3)
    assert first["base"].startswith("2 ")


def test_a_sitting_is_one_revision_and_one_line_of_the_trail(browser, address, program):
    form = Page(browser, address)
    for text in ("A", "An", "Ant"):
        form.types(outcome=text)

    newest = written_in(program).first()
    assert written_in(program).count() == 2  # as it was loaded, and her sitting
    assert newest.parts.get("outcome") == "Ant"
    assert Event.objects.filter(verb="program.changed").count() == 1


def test_boxes_that_cannot_be_read_are_told_and_everything_else_is_saved(browser, address, program):
    program.beneficiaries_count = 7
    program.save()
    answer = Page(browser, address).types(
        name="",
        outcome="Cepat.",
        beneficiaries_count="± 21 ribu",
        **{"budget-2025-apbd": "banyak", "budget-2026-apbd": "1,5 miliar"},
    )

    old_name, old_money = program.name, {r.year: r.amount for r in program.budget.all()}
    program.refresh_from_db()
    assert answer["state"] == "saved"
    assert answer["messages"] == {
        "name": "Tulis nama singkat program.",
        "beneficiaries_count": "Tulis angka tanpa huruf, misalnya 21.000.",
        "budget-2025-apbd": "Tulis rupiah dengan angka, misalnya 1.250.000.000.",
    }
    assert (program.name, program.outcome, program.beneficiaries_count) == (old_name, "Cepat.", 7)
    assert {r.year: r.amount for r in program.budget.all()} == old_money | {2026: 1_500_000_000}


def test_the_button_saves_what_can_be_read_and_shows_the_rest(browser, address, program):
    response = browser.post(
        address, sent(browser.get(address), outcome="Cepat.", beneficiaries_count="banyak")
    )

    program.refresh_from_db()
    assert response.status_code == 422
    assert program.outcome == "Cepat."
    assert "Isian lain sudah tersimpan." in one_line(response.content.decode())
    again = browser.post(address, sent(response, beneficiaries_count="21.000"))
    assert again.status_code == 302
    program.refresh_from_db()
    assert program.beneficiaries_count == 21_000


def test_an_indicator_half_typed_waits_and_one_that_is_stored_keeps_its_row(
    browser, address, program
):
    row = program.indicators.get()
    form = Page(browser, address)

    waits = form.types(
        **{
            "indicators-TOTAL_FORMS": 2,
            "indicators-1-name": "Keluhan",
            "indicators-1-direction": "down",
            "indicators-0-target_2024": "banyak",
            "indicators-0-unit": "",
        }
    )
    assert waits["messages"].keys() == {
        "indicators-1-unit", "indicators-0-unit", "indicators-0-target_2024",
    }  # fmt: skip
    assert program.indicators.get() == row
    assert program.indicators.get().unit == row.unit

    form.types(**{"indicators-1-unit": "laporan", "indicators-0-unit": "orang"})
    form.types(**{"indicators-1-target_2024": "5"})

    names = [(one.name, one.unit) for one in program.indicators.all()]
    assert names == [(row.name, "orang"), ("Keluhan", "laporan")]
    assert program.indicators.get(name="Keluhan").targets.get().value == 5


def test_two_people_in_different_boxes_do_not_disturb_each_other(browser, retno, address, program):
    mine, hers = Page(browser, address), Page(retno, address)

    hers.types(problem="Antre panjang.", **{"budget-2025-apbd": "7.000"})
    answer = mine.types(outcome="Antre pendek.", **{"schedule-2030": "operate"})

    program.refresh_from_db()
    assert answer["state"] == "saved"
    assert answer["values"] == {"problem": "Antre panjang.", "budget-2025-apbd": "7.000"} | {
        name: value for name, value in answer["values"].items() if name.startswith("budget-2025-")
    }
    assert (program.problem, program.outcome) == ("Antre panjang.", "Antre pendek.")
    assert program.schedule.get(year=2030).activity == "operate"


def test_the_same_box_is_never_overwritten(browser, retno, address, program):
    mine, hers = Page(browser, address), Page(retno, address)
    hers.types(outcome="Menurut Retno.")

    answer = mine.types(outcome="Menurut saya.", problem="Antre <b>panjang</b>.")

    program.refresh_from_db()
    assert (mine.response.status_code, answer["state"], answer["who"]) == (
        409,
        "stale",
        "Retno Wulandari",
    )
    assert (program.outcome, program.problem) == ("Menurut Retno.", "Antre <b>panjang</b>.")
    assert "Menurut <mark>saya</mark>." in one_line(answer["html"])
    assert "Menurut <mark>Retno</mark>." in one_line(answer["html"])
    assert 'data-keep="mine"' in one_line(answer["html"])
    assert 'data-keep="theirs"' in one_line(answer["html"])
    assert answer["values"] == {"outcome": "Menurut Retno."}
    refused = written_in(program).exclude(outcome=Outcome.STORED).get()
    assert refused.parts.get("outcome") == "Menurut saya."


def test_keeping_mine_after_a_clash_replaces_only_what_clashed(browser, retno, address, program):
    mine, hers = Page(browser, address), Page(retno, address)
    hers.types(outcome="Menurut Retno.", risks="Listrik padam.")
    answer = mine.types(outcome="Menurut saya.")

    mine.types(version=answer["base"])

    program.refresh_from_db()
    assert (program.outcome, program.risks) == ("Menurut saya.", "Listrik padam.")


def test_one_person_in_two_windows_is_joined_and_asked_about_the_same_box(
    browser, address, program
):
    first, second = Page(browser, address), Page(browser, address)
    first.types(outcome="Dari jendela satu.")

    clash = second.types(outcome="Dari jendela dua.", risks="Listrik padam.")

    program.refresh_from_db()
    assert (clash["state"], clash["who"]) == ("stale", "Anda di jendela lain")
    assert (program.outcome, program.risks) == ("Dari jendela satu.", "Listrik padam.")
    second.types(version=clash["base"])
    texts = [r.parts.get("outcome") for r in written_in(program)]
    assert texts[:2] == ["Dari jendela dua.", "Dari jendela dua."]  # kept, then chosen
    assert "Dari jendela satu." in texts


def test_her_own_later_save_does_not_make_anothers_text_her_own(browser, retno, address, program):
    mine, hers = Page(browser, address), Page(retno, address)
    hers.types(outcome="Menurut Retno.")
    old = mine.data["version"]
    mine.types(risks="Listrik padam.")

    answer = mine.types(version=old, outcome="Menurut saya.")

    program.refresh_from_db()
    assert (answer["state"], program.outcome) == ("stale", "Menurut Retno.")


def test_a_new_program_waits_until_there_is_enough_and_is_then_one(browser, page, typed, lead):
    form = Page(browser, page("add"))
    form.data |= typed(kind="", description="")

    waits = form.types(name="Banter")
    assert (waits["state"], Program.objects.count()) == ("invalid", 0)
    assert waits["messages"].keys() == {""}

    unseen = save(browser, form.address, form.data | typed(description="Lok")).json()
    form.types(**typed(description="Loket desa."))  # the answer before was lost on the way
    form.types(outcome="Cepat.")

    program = Program.objects.get()
    assert unseen["url"] == form.address == page("edit", program.pk)
    assert (program.description, program.outcome) == ("Loket desa.", "Cepat.")


def test_a_plan_that_was_handed_in_refuses_and_keeps_the_text_in_the_history(
    browser, address, program, hand_in
):
    form = Page(browser, address)
    hand_in()

    answer = form.types(outcome="Terlambat.")

    assert (form.response.status_code, answer["state"]) == (409, "refused")
    assert "riwayat program" in answer["sentence"]
    refused = written_in(program).exclude(outcome=Outcome.STORED).get()
    assert refused.parts.get("outcome") == "Terlambat."


def test_a_program_that_was_removed_refuses_in_a_sentence(browser, retno, address, program, page):
    form = Page(browser, address)
    retno.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    answer = form.types(outcome="Terlambat.")

    assert answer["state"] == "refused"
    assert "Retno Wulandari menghapus program ini" in answer["sentence"]


@pytest.mark.parametrize("version", ["", "x", "1.", "9" * 30, "1.outcome", "1.~", "²", "\0", "-1"])
def test_a_token_that_cannot_be_read_is_no_permission_to_overwrite(
    version, browser, retno, address, program
):
    Page(retno, address).types(outcome="Menurut Retno.")
    mine = Page(browser, address)

    answer = mine.types(version=version, outcome="Menurut saya.")

    program.refresh_from_db()
    assert (answer["state"], program.outcome) == ("stale", "Menurut Retno.")
