"""Who signs without an account; who takes another's place; who gets a copy, and who saw it when."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from commitments import preparing, replacing, signing
from commitments.frozen import freeze_letter
from commitments.locking import SigningError
from commitments.models import CopyRecipient, Receipt, Signature
from commitments.notices import notify_sealed
from commitments.proposing import SignatoryPlace
from commitments.receipts import receipts_of
from commitments.state import CommitmentStatus, state_of
from guest_signing.links import send_link, write_code, write_link
from guest_signing.models import GuestPass
from identities.proving import confirm
from letters.models import Letter
from tests.authority.conftest import authority, made_authority
from tests.commitments.conftest import WORDS, frozen, officials
from tests.commitments.making import kind, opened, put_signature, sign
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.markup import one_line
from tests.signing.conftest import read

__all__ = ["authority", "frozen", "made_authority", "officials"]
pytestmark = [pytest.mark.system, pytest.mark.usefixtures("cache_table", "authority")]


@pytest.fixture
def rector(region, national):
    official = OfficialFactory(
        region=region,
        name="Prof. Dr. Akhmad Sodiq, M.Sc.",
        position="Rektor",
        institution="Universitas Jenderal Soedirman",
        email="rektor@unsoed.ac.id",
    )
    confirm(official, by=national)
    return official


@pytest.fixture
def running(frozen, officials, rector, region, lead):
    """The rector side by side with the Sekda, and a tembusan."""
    copied = OfficialFactory(region=region, name="Ketua DPRD", email="dprd@banjarnegarakab.go.id")
    places = [
        SignatoryPlace(rector, 1, capacity="academic"),
        SignatoryPlace(officials[1], 1),
        SignatoryPlace(copied, 9, role="copy"),
    ]
    deadline = timezone.now() + timedelta(days=10)
    prepared = preparing.prepare(
        frozen.editions.get(), **WORDS, officials=places, deadline=deadline, by=lead
    )
    return opened(prepared, freeze_letter)


def letter_about(place, kind):
    return Letter(kind=kind, about=place.pk, address=place.user.email)


def link_in(text):
    return re.search(r"/tamu/[\w-]+/", text)[0]


def text(response):
    return " ".join(one_line(response.content.decode()).split())


@pytest.fixture
def place(running):
    return running.signatories.select_related("user").get(is_guest=True)


@pytest.fixture
def link(place):
    """The address in the letter of the guest."""
    send_link(place)
    asked = write_link(letter_about(place, "guest_signing.link"))
    assert "Kami mohon tanda tangan Anda sebagai Rektor" in asked.text
    assert "paling lambat" in asked.text
    return link_in(asked.text)


def new_code(place):
    written = write_code(letter_about(place, "guest_signing.code"))
    return re.search(r"\b\d{6}\b", written.text)[0]


def test_a_guest_signs_with_the_link_and_a_code(client, link, place):
    page = client.get(link)
    assert "Mintalah kode sekali pakai" in text(page)
    client.post(link, {"kirim_kode": "1"})
    assert Letter.objects.get(kind="guest_signing.code").address == "rektor@unsoed.ac.id"
    again = client.post(link, {"kirim_kode": "1"}, follow=True)
    assert "Kode baru saja dikirim." in text(again)
    code = new_code(place)
    given = {"agree": "on", "typed_name": "Akhmad Sodiq", "code": code, "read": str(read(place))}

    wrong = client.post(link, given | {"code": "000000" if code != "000000" else "111111"})
    assert "Kode tidak cocok." in text(wrong)
    assert wrong.status_code == 422
    done = client.post(link, given, follow=True)
    assert "Terima kasih, tanda tangan Anda tercatat." in text(done)
    signature = Signature.objects.get()
    assert signature.second_factor == "tautan surel + kode sekali pakai"
    assert signature.proof.way == "guest"
    assert code not in str(GuestPass.objects.values())
    assert {one.kind for one in Receipt.objects.filter(signatory=place)} == {"opened", "read"}


def test_the_link_opens_the_letter_and_no_other_page(client, link, running, place):
    slug = running.masterplan.slug
    assert client.get(f"{link}naskah.pdf").content.startswith(b"%PDF")
    assert client.get(f"{link}2.pdf").content.startswith(b"%PDF")
    assert client.get(f"{link}9.pdf").status_code == 404
    page = f"{link}{running.shown_letter.sha256}/2.png"
    assert page in text(client.get(link))
    assert client.get(page).content.startswith(b"\x89PNG")
    assert client.get(page.replace("/2.", "/9.")).status_code == 404
    for page in ("commitments:detail", "commitments:read", "signing:sign"):
        assert client.get(reverse(page, args=[slug])).status_code == 302, page
    assert client.get("/tamu/tebakan-orang-lain/").status_code == 404
    assert not place.user.has_usable_password()

    newer = link_in(write_link(letter_about(place, "guest_signing.link")).text)
    assert (client.get(link).status_code, client.get(newer).status_code) == (404, 200)


def test_five_wrong_codes_or_a_quarter_of_an_hour_end_the_code(client, link, place):
    code = new_code(place)
    given = {"agree": "on", "typed_name": "Akhmad Sodiq", "code": "1", "read": str(read(place))}
    for _ in range(5):
        client.post(link, given)
    assert "tidak berlaku lagi" in text(client.post(link, given | {"code": code}))

    code = new_code(place)
    GuestPass.objects.update(code_expires_at=timezone.now())
    assert "tidak berlaku lagi" in text(client.post(link, given | {"code": code}))
    assert not Signature.objects.exists()


def test_a_guest_declines_with_a_code_and_a_reason(client, link, place, running):
    given = {"reason": "Belum dibahas senat.", "code": new_code(place)}
    done = client.post(f"{link}tolak/", given, follow=True)

    assert "Penolakan Anda dicatat" in text(done)
    assert kind(running) == CommitmentStatus.DECLINED


def test_who_takes_a_place_signs_on_behalf_and_both_are_told(running, officials, lead, place):
    deputy = OfficialFactory(
        region=running.region, name="Dr. Wakil Rektor", position="Wakil Rektor", user=UserFactory()
    )
    with pytest.raises(SigningError, match=r"Identitas .* Wakil Rektor belum terbukti"):
        replacing.replace(place, official=deputy, reason="Dinas luar.", by=lead)
    prove(deputy)
    with pytest.raises(SigningError, match="sudah ada dalam daftar"):
        replacing.replace(place, official=officials[1], reason="Dinas luar.", by=lead)
    replacing.replace(place, official=deputy, reason="Dinas luar negeri.", by=lead)

    place.refresh_from_db()
    assert (place.name, place.is_guest) == ("Dr. Wakil Rektor", False)
    assert place.represents == "mewakili Prof. Dr. Akhmad Sodiq, M.Sc. (Rektor)"
    told = Letter.objects.filter(text__contains="Dinas luar negeri.")
    assert {"rektor@unsoed.ac.id", lead.email} <= {letter.address for letter in told}
    assert sign(place, by=deputy.user).proof.official == deputy
    with pytest.raises(SigningError, match="sudah menandatangani"):
        replacing.replace(place, official=deputy, reason="Lagi.", by=lead)


def test_without_a_replacement_that_is_written_down_nobody_takes_a_place(running, place, lead):
    for change in ("user_id = %s", "user_id = %s, represented_position = 'Rektor'"):
        with (
            pytest.raises(IntegrityError, match="Daftar penandatangan"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE commitments_signatory SET {change} WHERE id = %s",  # noqa: S608
                [lead.pk, place.pk],
            )


def test_the_copies_go_to_all_with_a_receipt_of_who_saw_and_signed_when(running, client, link):
    client.get(link)
    for one in running.signatories.all():
        put_signature(one)
    assert re.fullmatch(
        r"Prof. Dr. Akhmad Sodiq, M.Sc.: membuka .*, menandatangani .*", receipts_of(running)[0]
    )
    notify_sealed(running)

    letters = Letter.objects.filter(kind="commitments/mail/notice")
    assert CopyRecipient.objects.get().official.email in {one.address for one in letters}
    assert "rektor@unsoed.ac.id" in {one.address for one in letters}
    assert all("menandatangani" in letter.text for letter in letters)


def test_the_lead_replaces_on_a_page(running, place, lead, signed_in, region):
    deputy = OfficialFactory(region=region, name="Dr. Wakil", user=UserFactory())
    prove(deputy)
    page = reverse("commitments:replace", args=[running.masterplan.slug, place.pk])
    browser = signed_in(lead)
    assert "Siapa yang menandatangani untuk Prof. Dr. Akhmad Sodiq" in text(browser.get(page))
    done = browser.post(page, {"official": deputy.pk, "reason": "Sakit."}, follow=True)

    assert "mewakili Prof. Dr. Akhmad Sodiq, M.Sc. (Rektor)" in text(done)
    assert state_of(running).turn_of(deputy.user)
    assert signing.remind(running, by=lead)
