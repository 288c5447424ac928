"""Signing in as people meet it: password, code, passkey, and nothing else."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import get_resolver, reverse

from tests.accounts.doors import (
    APLIKASI_KODE,
    LANGKAH_KEDUA,
    MASUK,
    PASSWORD,
    code_now,
    set_up_codes,
    sign_in,
)


def test_the_sign_in_page_asks_in_indonesian_and_offers_no_sign_up(client, siti):
    page = client.get(MASUK).text

    assert "Surel dinas" in page
    assert "Akun dibuat lewat undangan koordinator daerah Anda." in page
    assert "signup" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "signup/", "daftar/", "email/", "confirm-email/", "confirm-email/abc/", "3rdparty/",
        "social/login/error/", "login/", "login/code/", "password/reset/", "2fa/", "sessions/",
    ],
)  # fmt: skip
def test_a_door_of_allauth_that_we_do_not_offer_is_not_there(signed_in, client, siti, path):
    assert client.get(f"/akun/{path}").status_code == 404
    assert signed_in(siti).get(f"/akun/{path}").status_code == 404
    assert signed_in(siti).post(f"/akun/{path}", {"email": "x@y.example"}).status_code == 404


def test_the_doors_of_an_account_are_these_and_no_others():
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "usersessions_"))
    }

    assert names == {
        "account_login", "account_logout", "account_inactive", "account_reauthenticate",
        "account_change_password", "account_set_password",
        "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done",
        "mfa_index", "mfa_authenticate", "mfa_reauthenticate",
        "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
        "mfa_list_webauthn", "mfa_login_webauthn", "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
        "usersessions_list",
    }  # fmt: skip
    assert reverse("account_login") == MASUK


def test_a_stranger_is_led_to_the_sign_in_page_and_then_to_where_she_wanted_to_go(client, siti):
    asked = client.get("/akun/perangkat/")
    form = {"login": siti.email, "password": PASSWORD, "next": "/akun/perangkat/"}

    assert asked.url == f"{MASUK}?next=/akun/perangkat/"
    assert client.post(MASUK, form).url == "/akun/perangkat/"


def test_nobody_is_sent_to_another_site_after_signing_in(client, siti):
    form = {"login": siti.email, "password": PASSWORD, "next": "https://penipu.example/"}

    assert client.post(MASUK, form).url == "/"


def test_a_wrong_password_is_told_what_comes_next(client, siti):
    page = sign_in(client, siti, "salah")

    assert (
        "Surel atau kata sandi tidak cocok. Sesudah 5 kali, percobaan dari sini ditahan 15 menit."
        in page.text
    )
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_very_answer_of_a_wrong_password(client, siti):
    known = client.post(MASUK, {"login": siti.email, "password": "salah"})
    unknown = client.post(MASUK, {"login": "tiada@banjarnegara.example", "password": "salah"})

    def plain(page, address):
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text).replace(address, "")

    assert plain(known, siti.email) == plain(unknown, "tiada@banjarnegara.example")


def test_a_closed_account_does_not_open(client, siti):
    siti.is_active = False
    siti.save()

    page = sign_in(client, siti)

    assert "Akun ini sudah ditutup." in page.text
    assert "_auth_user_id" not in client.session


def test_signing_out_asks_for_a_post_and_then_the_session_is_gone(client, siti):
    sign_in(client, siti)
    client.get("/akun/keluar/")
    still_in = "_auth_user_id" in client.session

    client.post("/akun/keluar/")

    assert still_in
    assert "_auth_user_id" not in client.session


def test_a_code_app_becomes_the_second_step(client, siti):
    sign_in(client, siti)
    codes = set_up_codes(client)
    client.post("/akun/keluar/")

    asked = sign_in(client, siti)
    wrong = client.post(f"{LANGKAH_KEDUA}masuk/", {"code": "000000"}).text
    inside = client.post(
        f"{LANGKAH_KEDUA}masuk/", {"code": codes.context["unused_codes"][0]}, follow=True
    )

    assert "Kode tidak cocok. Tulis kode yang sedang tampil di aplikasi." in wrong
    assert "Simpan 10 kode cadangan ini di tempat aman." in codes.text
    assert "Buktikan bahwa ini Anda." in asked.text
    assert inside.context["request"].user == siti


def test_the_second_step_is_not_set_up_before_proving_once_more_who_one_is(client, siti):
    sign_in(client, siti)
    session = client.session  # she signed in six minutes ago
    session["account_authentication_methods"][0]["at"] -= 6 * 60
    session.save()

    asked = client.get(APLIKASI_KODE, follow=True)

    assert "Pastikan ini Anda, lalu lanjutkan." in asked.text
    assert not Authenticator.objects.exists()


def test_the_secret_of_a_code_app_is_not_readable_in_the_database(client, siti):
    sign_in(client, siti)
    client.post("/akun/pastikan/", {"password": PASSWORD})
    secret = client.get(APLIKASI_KODE).context["form"].secret
    client.post(APLIKASI_KODE, {"code": code_now(secret)})

    kept = Authenticator.objects.get(user=siti, type="totp")

    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_now(secret))


def test_the_secret_of_a_code_app_outlives_a_change_of_the_key(client, siti, settings):
    sign_in(client, siti)
    set_up_codes(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "kunci-baru-" * 6

    codes = Authenticator.objects.get(user=siti, type="recovery_codes").wrap()

    assert len(codes.get_unused_codes()) == 10


def test_the_backup_codes_are_a_file_to_keep(client, siti):
    sign_in(client, siti)
    set_up_codes(client)

    file = client.get(f"{LANGKAH_KEDUA}kode-cadangan/unduh/")

    assert file["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", file.text, re.MULTILINE)) == 10


@pytest.mark.django_db(transaction=True)
def test_a_passkey_opens_the_account_under_the_content_security_policy(
    live_server, with_passkeys, siti
):
    page, complaints = with_passkeys, []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    site = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name

    page.goto(f"{site}{MASUK}")
    page.get_by_label("Surel dinas").fill(siti.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile(r"^(?!.*/akun/masuk)"))
    page.goto(f"{site}{LANGKAH_KEDUA}kunci-sandi/pasang/")
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    assert page.get_by_label("Masuk dengan kunci ini tanpa kata sandi").is_checked()
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.get_by_role("heading", name="kode cadangan").wait_for()
    page.locator(".sp-who > summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.goto(f"{site}{MASUK}")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.locator(".sp-who").wait_for()

    assert page.locator(".sp-who__name").inner_text().startswith("Siti Rahmawati")
    assert complaints == []
    assert Authenticator.objects.filter(user=siti, type="webauthn").count() == 1
