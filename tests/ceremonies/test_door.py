"""The door behind the code on the wall: to one's own place, and to nobody else's."""

import re

import pytest
from django.urls import reverse

from ceremonies.holding import end_ceremony
from commitments.models import Signature
from guest_signing.links import write_to_hall
from guest_signing.models import GuestPass
from letters.models import Letter
from tests.commitments.making import put_signature
from tests.markup import one_line
from tests.signing.conftest import read

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("cache_table")]
ANSWER = "Bila nama dan surel itu tercatat bersama"


def said(response):
    return " ".join(one_line(response.content.decode()).split())


@pytest.fixture
def door(ceremony):
    return ceremony.get_absolute_url()


@pytest.fixture
def guest(ceremony):
    return ceremony.commitment.signatories.select_related("user").get(position="Rektor")


def asked(guest, **changes):
    return {"place": guest.pk, "email": guest.user.email} | changes


def test_who_has_an_account_is_led_to_her_own_page(door, ceremony, people, signed_in, client):
    slug = ceremony.commitment.masterplan.slug
    stranger = client.get(door)
    assert f"/akun/masuk/?next={door}" in said(stranger)

    bupati = signed_in(people["signatory"])
    assert bupati.get(door).url == reverse("commitments:read", args=[slug])
    put_signature(ceremony.commitment.signatories.get(user=people["signatory"]))
    assert bupati.get(door).url == reverse("commitments:done", args=[slug])
    other = said(signed_in(people["writer"]).get(door))
    assert "tidak ada dalam daftar penandatangan" in other


def test_a_guest_names_herself_gets_link_and_code_and_signs(door, client, guest, authority):
    page = said(client.post(door, asked(guest, email="Rektor@UNSOED.ac.id"), follow=True))
    assert ANSWER in page
    letter = Letter.objects.get(kind="guest_signing.hall")
    assert letter.address == "rektor@unsoed.ac.id"

    written = write_to_hall(letter)
    link = re.search(r"/tamu/[\w-]+/", written.text)[0]
    code = re.search(r"\b\d{6}\b", written.text)[0]
    assert code in written.html
    assert code not in str(GuestPass.objects.values())
    assert "Kode sudah dikirim ke" in said(client.get(link))
    wrong = {"agree": "on", "typed_name": "Akhmad Sodiq", "read": str(read(guest))}
    answer = client.post(link, wrong | {"code": "000000" if code != "000000" else "1"})
    assert "Kode tidak cocok." in said(answer)
    assert not Signature.objects.exists()


def test_the_answer_tells_nobody_whether_an_address_is_hers(door, client, guest):
    right = client.post(door, asked(guest), follow=True)
    wrong = client.post(door, asked(guest, email="siti@desawisata.example"), follow=True)

    assert ANSWER in said(right)
    assert ANSWER in said(wrong)
    assert Letter.objects.filter(kind="guest_signing.hall").count() == 1
    assert guest.user.email not in said(wrong)


def test_letters_for_one_name_are_asked_for_only_so_often(door, client, guest):
    for _ in range(8):
        client.post(door, asked(guest, email="x@y.example"))
    answer = client.post(door, asked(guest))

    assert answer.status_code == 422
    assert "Sudah terlalu sering diminta." in said(answer)


def test_two_letters_within_a_minute_are_one(door, client, guest):
    client.post(door, asked(guest))
    write_to_hall(Letter.objects.get(kind="guest_signing.hall"))
    Letter.objects.all().delete()
    client.post(door, asked(guest))

    assert not Letter.objects.filter(kind="guest_signing.hall").exists()


def test_only_who_signs_without_an_account_now_stands_in_the_list(door, client, ceremony, guest):
    page = said(client.get(door))
    assert "Akhmad Sodiq" in page
    assert "Siti Rahmawati" in page
    bupati = ceremony.commitment.signatories.get(is_guest=False)
    assert f'value="{bupati.pk}"' not in page
    refused = client.post(door, asked(bupati))
    assert refused.status_code == 422
    put_signature(guest)
    assert "Akhmad Sodiq" not in said(client.get(door))


def test_a_door_that_is_closed_leads_nowhere(door, client, ceremony, lead):
    assert client.get(door.lower().replace("-", "")).status_code == 200  # as somebody types it
    end_ceremony(ceremony.commitment, by=lead)

    assert "tidak sedang berlangsung" in said(client.get(door))
    assert client.get("/seremoni/ZZZZ-ZZZZ/").status_code == 404
