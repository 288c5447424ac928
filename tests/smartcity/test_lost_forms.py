"""What somebody has typed comes back to her when a form cannot be taken in any more."""

import pytest
from django.test import Client

from regions.models import Official
from tests.factories import ProgramFactory, SectionFactory

TEXT = "Layanan kependudukan di Kecamatan Batur menempuh dua jam perjalanan."
HTML = f"<h2>Latar</h2><p>{TEXT}</p><p>Warga <b>menunggu</b>.</p>"


@pytest.fixture
def address(region):
    return f"/daerah/{region.code}/pejabat/baru/"


def test_a_form_that_was_open_too_long_gives_the_text_back(lead, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post(address, {"name": "Budi", "note": HTML, "password": "x" * 50})

    assert answer.status_code == 403
    assert "Formulir ini terlalu lama terbuka, jadi belum terkirim." in answer.text
    assert f"Latar\n{TEXT}\nWarga menunggu.</textarea>" in answer.text
    assert "x" * 50 not in answer.text
    assert not Official.objects.exists()


def test_a_form_with_little_in_it_is_told_the_way_back(lead, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post(address, {"name": "Budi"})

    assert "Isian Anda masih ada di halaman sebelumnya." in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://penipu.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_the_words_of_another_site_are_not_shown_under_our_name(db, address, headers):
    for browser in (Client(enforce_csrf_checks=True), Client()):
        answer = browser.post(address, {"note": TEXT}, headers=headers)

        assert TEXT not in answer.text


def test_who_was_signed_out_meanwhile_gets_her_text_back_and_a_way_in(db, address):
    answer = Client().post(address, {"note": TEXT, "token": "y" * 50})

    assert answer.status_code == 403
    assert "Anda sudah keluar dari Simpul, jadi ketikan ini belum tersimpan." in answer.text
    assert TEXT in answer.text
    assert "y" * 50 not in answer.text
    assert f'href="/akun/masuk/?next={address}"' in answer.text


def test_what_was_typed_is_shown_as_text_and_never_as_markup(db, address):
    nasty = "</textarea><script>alert(1)</script>" + TEXT + " & <img src=x onerror=alert(2)>"

    answer = Client().post(address, {"note": nasty})

    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert TEXT in answer.text


def test_who_was_signed_out_with_nothing_typed_is_simply_asked_to_sign_in(db, address):
    assert Client().post(address, {"name": "Budi"}).url == f"/akun/masuk/?next={address}"


def test_a_form_that_saves_itself_hears_that_the_session_is_over(client, masterplan, writer):
    answer = client.post(
        "/masterplan/apa-saja/program/baru/", {"name": "Banter"}, HTTP_X_SIMPUL_SAVE=str(writer.pk)
    )

    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})


def test_nothing_is_saved_under_the_name_of_the_next_person_at_this_computer(
    masterplan, writer, lead, signed_in
):
    section = SectionFactory(masterplan=masterplan)
    answer = signed_in(lead).post(
        section.get_absolute_url(),
        {"body": "<p>Tulisan staf.</p>", "token": 0},
        HTTP_X_SIMPUL_SAVE=str(writer.pk),
    )

    section.refresh_from_db()
    assert (answer.status_code, section.body) == (401, "")


def test_a_form_that_saves_itself_hears_that_its_token_is_old(writer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(writer, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post("/", {"a": "b"}, HTTP_X_SIMPUL_SAVE=str(writer.pk))

    assert (answer.status_code, answer.json()) == (403, {"state": "token"})


def test_an_open_page_learns_who_is_signed_in_and_gets_a_new_token(writer, signed_in, client):
    mine = signed_in(writer).get("/akun/sesi/").json()

    assert mine["person"] == str(writer.pk)
    assert len(mine["token"]) == 64
    assert client.get("/akun/sesi/").json() == {"person": "", "token": ""}


def test_a_form_that_saves_itself_hears_in_a_sentence_that_it_is_not_hers(
    masterplan, people, signed_in
):
    program = ProgramFactory(masterplan=masterplan)
    viewer = people["viewer"]
    address = f"/masterplan/{masterplan.slug}/program/{program.pk}/ubah/"

    answer = signed_in(viewer).post(address, {"name": "x"}, HTTP_X_SIMPUL_SAVE=str(viewer.pk))
    gone = signed_in(viewer).post(
        f"/masterplan/{masterplan.slug}/isi/0/", {"body": "x"}, HTTP_X_SIMPUL_SAVE=str(viewer.pk)
    )

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert "tidak lagi dipercayakan kepada Anda" in answer.json()["sentence"]
    assert "sudah tidak ada" in gone.json()["sentence"]
