"""The pages of a commitment, as its people see and use them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments import preparing, signing
from commitments.models import Commitment
from commitments.state import CommitmentStatus
from tests.commitments.conftest import WORDS
from tests.commitments.making import STROKE, kind, sign
from tests.factories import PASSWORD, OfficialFactory, UserFactory
from tests.markup import one_line

pytestmark = pytest.mark.usefixtures("cache_table")


@pytest.fixture
def at(masterplan):
    """`at("read")` is the address of that page of this masterplan's commitment."""
    return lambda name: reverse(f"commitments:{name}", args=[masterplan.slug])


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


SIGNED = {"agree": "on", "method": "drawn", "drawing": STROKE, "password": PASSWORD}


# --- the team ---------------------------------------------------------------------------------


def test_before_freezing_the_page_says_when_it_will_be(masterplan, lead, signed_in, at):
    response = signed_in(lead).get(at("detail"))

    assert "Komitmen disiapkan sesudah masterplan disetujui dan dibekukan." in text(response)


def test_before_freezing_nothing_is_prepared(masterplan, lead, signed_in, at):
    response = signed_in(lead).get(at("prepare"), follow=True)

    assert response.redirect_chain == [(at("detail"), 302)]
    assert "Komitmen disiapkan sesudah masterplan dibekukan." in text(response)


def prepared_by_form(officials, **changes):
    order = {f"order_{official.pk}": number for number, official in enumerate(officials, 1)}
    today = str(timezone.localdate())
    return WORDS | {"points": "satu\n\ndua", "date": today} | order | changes


def test_the_form_offers_the_usual_words_and_the_officials(
    frozen, officials, lead, signed_in, at, region
):
    OfficialFactory(region=region, name="Agung Prasetyo, S.T.")
    response = signed_in(lead).get(at("prepare"))

    form = response.context["form"]
    assert form.initial["title"].endswith("Smart City Kabupaten Banjarnegara")
    assert "sinergitas perencanaan Banjarnegara Smart City" in form.initial["points"]
    assert form.initial[f"order_{officials[0].pk}"] == 1  # the head of the region first
    assert "Agung Prasetyo, S.T." in text(response)
    assert "Belum punya akun." in text(response)


def test_the_lead_prepares_in_the_order_of_her_numbers(frozen, officials, lead, signed_in, at):
    bupati, sekda, expert = officials
    given = prepared_by_form(
        [],
        **{f"order_{bupati.pk}": 9, f"order_{sekda.pk}": 2, f"order_{expert.pk}": 30},
        **{f"role_{expert.pk}": "witness", f"capacity_{expert.pk}": "academic"},
        **{f"represented_name_{sekda.pk}": bupati.name, f"represented_position_{sekda.pk}": "Pj"},
    )
    response = signed_in(lead).post(at("prepare"), given, follow=True)

    assert "Komitmen disimpan." in text(response)
    people = Commitment.objects.get().signatories.all()
    assert [person.name for person in people] == [sekda.name, bupati.name, expert.name]
    assert [person.order for person in people] == [2, 9, 30]
    assert (people[2].role, people[2].capacity) == ("witness", "academic")
    assert people[0].represents == "mewakili Drs. H. Suryanto, M.Si. (Pj)"
    assert Commitment.objects.get().points == ["satu", "dua"]


def test_the_same_number_is_parallel_and_a_copy_signs_nothing(
    frozen, officials, lead, signed_in, at
):
    _, sekda, expert = officials
    given = prepared_by_form(officials[:1], **{f"order_{sekda.pk}": 1, f"order_{expert.pk}": 2})
    signed_in(lead).post(at("prepare"), given | {f"role_{expert.pk}": "copy"})

    commitment = Commitment.objects.get()
    assert [person.order for person in commitment.signatories.all()] == [1, 1]
    assert [one.name for one in commitment.copies.all()] == [expert.name]


def test_what_is_missing_is_told_and_everything_typed_is_kept(
    frozen, officials, lead, signed_in, at
):
    name = f"represented_name_{officials[0].pk}"
    given = prepared_by_form(officials[:1], **{name: "Siti", "title": "Pakta"})
    response = signed_in(lead).post(at("prepare"), given | {"last_day": "2020-01-01"})

    assert response.status_code == 422
    assert errors_of(response) == {
        f"represented_position_{officials[0].pk}": ["Tulis juga jabatan yang diwakili."],
        "last_day": ["Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."],
    }
    assert 'value="Pakta"' in text(response)
    assert not Commitment.objects.exists()


def test_nobody_at_all_is_no_commitment(frozen, officials, lead, signed_in, at):
    response = signed_in(lead).post(at("prepare"), prepared_by_form([]))

    assert "paling sedikit satu penandatangan" in text(response)


def test_what_was_prepared_is_changed_in_the_same_form(prepared, officials, lead, signed_in, at):
    browser = signed_in(lead)
    form = browser.get(at("prepare")).context["form"]
    assert form.initial["title"] == WORDS["title"]
    assert form.initial[f"role_{officials[2].pk}"] == "witness"

    browser.post(at("prepare"), prepared_by_form(officials[:2], title="Pakta"))
    assert Commitment.objects.get().title == "Pakta"
    assert Commitment.objects.get().signatories.count() == 2


def test_the_lead_opens_it_with_one_button(prepared, lead, authority, signed_in, at):
    response = signed_in(lead).post(at("open"), follow=True)

    assert "Komitmen dibuka." in text(response)
    assert "Naskah sedang disusun." in text(response)
    assert kind(prepared) == CommitmentStatus.OPENING


def test_without_a_seal_there_is_no_button_but_the_reason(prepared, lead, signed_in, at):
    response = signed_in(lead).get(at("detail"))

    assert "Otoritas sertifikat situs belum dibuat" in text(response)
    assert at("open") not in text(response)
    said = signed_in(lead).post(at("open"), follow=True)
    assert "tidak dapat disegel" in text(said)
    assert kind(prepared) == CommitmentStatus.DRAFT


def test_a_draft_is_thrown_away(prepared, lead, signed_in, at):
    signed_in(lead).post(at("remove"))

    assert not Commitment.objects.exists()


def test_the_page_names_who_is_waited_for(commitment, places, lead, signed_in, at):
    sign(places[0])
    response = signed_in(lead).get(at("detail"))

    assert "Ir. Kartika Nugraheni, M.T. ditunggu tanda tangannya." in text(response)
    assert "1 dari 3 orang sudah menandatangani." in text(response)


def test_cancelling_asks_for_the_reason(commitment, lead, signed_in, at):
    browser = signed_in(lead)
    assert browser.post(at("cancel"), {"reason": ""}).status_code == 422
    response = browser.post(at("cancel"), {"reason": "Salah nama."}, follow=True)

    assert "Salah nama." in text(response)
    assert kind(commitment) == CommitmentStatus.CANCELLED
    assert "Siapkan komitmen" in text(response)


def test_the_next_one_begins_with_the_words_of_the_cancelled_one(
    commitment, officials, lead, signed_in, at
):
    signing.cancel(commitment, by=lead, reason="Salah nama.")
    form = signed_in(lead).get(at("prepare")).context["form"]

    assert form.initial["number"] == "555/123/2023"
    assert form.initial[f"order_{officials[1].pk}"] == 2


@pytest.mark.parametrize("role", ["writer", "viewer", "signatory", "facilitator"])
@pytest.mark.parametrize("name", ["prepare", "open", "remove", "cancel", "remind"])
def test_only_the_lead_and_the_ministry_prepare(role, name, prepared, people, signed_in, at):
    assert signed_in(people[role]).post(at(name)).status_code == 403
    assert signed_in(people["stranger"]).post(at(name)).status_code == 404


def test_the_pages_ask_the_database_as_often_for_one_as_for_twelve(
    frozen, lead, region, signed_in, at, queries_of
):
    officials = [OfficialFactory(region=region, user=UserFactory()) for _ in range(12)]
    commitment = preparing.prepare(frozen.editions.get(), **WORDS, officials=officials[:1], by=lead)
    browser = signed_in(lead)
    of_one = [queries_of(browser, at(name)) for name in ("detail", "prepare")]
    preparing.update(commitment, **WORDS, officials=officials, by=lead)

    assert [queries_of(browser, at(name)) for name in ("detail", "prepare")] == of_one
    assert max(of_one) <= 17  # a draft is told whether its kop and BSrE are ready
