"""The same misfortunes on the page of every kind of document, through its view and its form.

`test_every_kind` crosses them with the verb; here they meet the addresses, the boxes, the session.
"""

import pytest
from django.utils.html import strip_tags

from masterplans.unsaved_texts import unsaved_for
from regions.models import Membership
from revisions.registry import kinds
from tests.factories import MembershipFactory
from tests.markup import one_line
from tests.revisions.every_kind import KINDS
from tests.revisions.every_page import PLACES, Page

TYPED = {kind: place for kind, place in PLACES.items() if place.box}  # the others are chosen

of_many_boxes = pytest.mark.parametrize(
    "kind", [kind for kind, place in TYPED.items() if place.bad], indirect=True
)


@pytest.fixture(params=TYPED)
def kind(request):
    return request.param


@pytest.fixture
def example(kind, masterplan, agency, lead):
    return KINDS[kind](masterplan, agency, lead)


@pytest.fixture
def form(kind, example, lead, signed_in):
    return Page.opened(example, PLACES[kind], signed_in(lead), lead)


@pytest.fixture
def retno(region):
    return MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user


def says(example):
    """The words of the box, without what belongs to it: the goal of a mission, mark-up."""
    value = example.again().read().get(example.box)
    return one_line(strip_tags(str(value[1] if isinstance(value, list) else value)))


def words(html):
    """What a reader sees of a page, whatever is marked in it."""
    return one_line(strip_tags(html))


def test_every_kind_has_its_page_in_this_table(masterplan, agency, lead):
    assert {*PLACES} == {*KINDS}
    assert {KINDS[kind](masterplan, agency, lead).document.kind for kind in PLACES} == {*kinds()}


def test_what_is_typed_is_saved(form, example, lead, signed_in):
    answer = form.types(signed_in(lead), "Warga desa.")

    assert answer.json()["state"] == "saved"
    assert says(example) == "Warga desa."


def test_after_the_session_ended_it_waits_and_is_saved_when_she_is_back(
    form, example, lead, client, signed_in
):
    before = says(example)
    answer = form.types(client, "Warga desa.")
    assert (answer.status_code, answer.json()["state"]) == (401, "signed_out")
    assert says(example) == before

    form.types(signed_in(lead), "Warga desa.")
    assert says(example) == "Warga desa."


def test_without_script_the_page_that_asks_to_sign_in_gives_the_text_back(form, example, client):
    before, text = says(example), "Warga desa menunggu layanan lebih dari tiga jam setiap hari."
    answer = form.types(client, text, script=False)

    assert answer.status_code == 403
    assert text in answer.text
    assert says(example) == before


def test_nothing_is_saved_under_the_name_of_the_next_person_at_the_computer(
    form, example, retno, signed_in
):
    before = says(example)
    answer = form.types(signed_in(retno), "Warga desa.")

    assert (answer.status_code, answer.json()["state"]) == (401, "signed_out")
    assert says(example) == before


@of_many_boxes
def test_a_value_that_cannot_be_saved_does_not_hold_up_the_others(form, example, lead, signed_in):
    box, value = form.place.bad
    answer = form.types(signed_in(lead), "Warga desa.", **{box: value}).json()

    assert answer["state"] == "saved"
    assert box in answer["messages"]
    assert says(example) == "Warga desa."


def test_of_a_clash_the_rest_is_stored_and_both_texts_are_shown(
    form, example, lead, retno, signed_in
):
    hers = Page.opened(example, form.place, signed_in(retno), retno)
    hers.types(signed_in(retno), "Menurut Retno.")
    more = {form.place.beside: "Yang lain."} if form.place.beside else {}

    answer = form.types(signed_in(lead), "Menurut saya.", **more)

    assert (answer.status_code, answer.json()["who"]) == (409, "Retno Wulandari")
    assert "Retno" in answer.json()["html"]
    assert says(example) == "Menurut Retno."
    again = Page.opened(example, form.place, signed_in(lead), lead)
    assert again.fields[form.place.box] == again.html("Menurut Retno.")
    for box, value in more.items():
        assert again.fields[box] == value


def test_without_script_the_page_of_a_clash_shows_both_texts(form, example, lead, retno, signed_in):
    hers = Page.opened(example, form.place, signed_in(retno), retno)
    hers.types(signed_in(retno), "Menurut Retno.")

    shown = form.types(signed_in(lead), "Menurut saya.", script=False)

    assert shown.status_code in (200, 409)
    assert "Retno" in shown.text
    assert "saya" in shown.text
    assert says(example) == "Menurut Retno."


def test_what_is_typed_into_a_closed_plan_is_kept_and_shown_to_its_author(
    form, example, lead, hand_in, masterplan, signed_in
):
    hand_in()
    before = says(example)
    answer = form.types(signed_in(lead), "Terlambat sekali.").json()

    assert answer["state"] == "refused"
    assert says(example) == before
    assert "Terlambat sekali." in words(signed_in(lead).get(answer["url"]).text)


def test_what_is_typed_after_the_assignment_was_taken_away_is_kept_for_its_author(
    form, example, lead, masterplan, signed_in
):
    before = says(example)
    Membership.objects.filter(user=lead).update(role="viewer")
    answer = form.types(signed_in(lead), "Terlambat sekali.").json()

    assert answer["state"] == "refused"
    assert says(example) == before
    kept = signed_in(lead).get(f"/masterplan/{masterplan.slug}/isi/tulisan-saya/")
    assert "Terlambat sekali." in words(kept.text)


def test_without_script_a_closed_plan_gives_the_text_back_and_keeps_it(
    form, example, lead, hand_in, masterplan, signed_in
):
    hand_in()
    shown = form.types(signed_in(lead), "Terlambat sekali.", script=False)

    assert shown.status_code == 409
    assert "Terlambat sekali." in shown.text
    assert "Terlambat sekali." in str(unsaved_for(masterplan, lead).get().parts[example.box])


def test_without_script_an_assignment_taken_away_gives_the_text_back_and_keeps_it(
    form, example, lead, masterplan, signed_in
):
    Membership.objects.filter(user=lead).update(role="viewer")
    shown = form.types(signed_in(lead), "Terlambat sekali.", script=False)

    assert shown.status_code == 403
    assert "Terlambat sekali." in shown.text
    assert "Terlambat sekali." in str(unsaved_for(masterplan, lead).get().parts[example.box])
