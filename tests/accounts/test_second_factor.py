"""Signatories and national officers go nowhere before they hold a second factor."""

import re
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import URLPattern, get_resolver

from accounts.middleware import has_second_factor
from regions.models import Membership, Official, Role
from tests.accounts.doors import LANGKAH_KEDUA, PASSWORD, set_up_codes, sign_in
from tests.markup import one_line

ASKED = "Peran Anda menuntut langkah kedua saat masuk."
PASANG = "Pasang langkah kedua: kunci sandi atau aplikasi kode."


@pytest.fixture
def signatory(siti, region, second_factor):
    Membership.objects.create(region=region, user=siti, role=Role.SIGNATORY)
    return siti


@pytest.fixture
def national(siti, second_factor):
    siti.is_national = True
    siti.save()
    return siti


def closed_pages(masterplan):
    """The address of every page that asks for signing in, but for those of setting up."""
    values = {"slug": masterplan.slug, "code": masterplan.region.code, "pk": 1, "user": 1}
    values["uuid"] = UUID(int=1)
    values |= dict.fromkeys(["number", "edition", "revision", "program", "dimension", "book"], 1)

    def walk(patterns, prefix, namespace):
        for pattern in patterns:
            route = re.sub(r"<uuid:\w+>", "%(uuid)s", str(pattern.pattern))
            route = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"%(\1)s", route)
            if isinstance(pattern, URLPattern):
                if getattr(pattern.callback, "login_required", True):
                    yield ":".join([*namespace, pattern.name or ""]), route
            else:
                inner = [*namespace, pattern.namespace] if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, route, inner)

    for name, route in walk(get_resolver().url_patterns, "/", []):
        if name.startswith("mfa_") or name in {"account_logout", "account_reauthenticate"}:
            continue
        try:
            yield name, route % values
        except KeyError:
            continue


def test_a_signatory_without_one_reaches_nothing_but_the_set_up(client, signatory, masterplan):
    sign_in(client, signatory)

    pages = dict(closed_pages(masterplan))
    elsewhere = {
        name: answer.headers.get("Location")
        for name, address in pages.items()
        for answer in [client.get(address)]
        if answer.headers.get("Location") != LANGKAH_KEDUA
    }
    assert elsewhere == {}
    assert {"home", "stages:overview", "portfolio:board", "usersessions_list"} <= pages.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["signatory", "national"])
def test_after_signing_in_she_is_told_why_and_where_to_set_it_up(
    client, request, second_factor, person
):
    page = sign_in(client, request.getfixturevalue(person))

    assert page.request["PATH_INFO"] == LANGKAH_KEDUA
    assert ASKED in one_line(page.text)
    assert PASANG in one_line(page.text)


def test_what_she_sends_is_not_carried_out_either(client, signatory, masterplan):
    sign_in(client, signatory)

    answer = client.post(
        f"/daerah/{masterplan.region.code}/pejabat/baru/", {"name": "Budi", "position": "Camat"}
    )

    assert answer.url == LANGKAH_KEDUA
    assert not Official.objects.exists()


def test_what_strangers_may_see_she_may_see_as_well(client, signatory):
    sign_in(client, signatory)

    assert client.get("/sehat/").status_code in {200, 503}
    assert client.get("/komponen/").status_code == 200
    assert "kami kirim tautan kata sandi baru" in client.get("/akun/kata-sandi/lupa/").text


def test_she_can_always_leave(client, signatory):
    sign_in(client, signatory)

    client.post("/akun/keluar/")

    assert "_auth_user_id" not in client.session


def test_a_code_app_opens_the_way_and_backup_codes_are_offered(client, signatory):
    sign_in(client, signatory)

    codes = set_up_codes(client)

    assert len(codes.context["unused_codes"]) == 10
    assert "Unduh kode cadangan" in codes.text
    assert client.get("/akun/perangkat/").status_code == 200


def test_backup_codes_alone_are_no_second_factor(client, signatory):
    RecoveryCodes.activate(signatory)
    sign_in(client, signatory)

    assert not has_second_factor(signatory)
    assert client.get("/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_passkey_opens_the_way(live_server, with_passkeys, signatory):
    page = with_passkeys
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/akun/masuk/?next=/akun/perangkat/")
    page.get_by_label("Surel dinas").fill(signatory.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("heading", name=PASANG).wait_for()
    page.get_by_role("link", name="Tambah kunci sandi").click()
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan dengan kata sandi").click()
    page.get_by_label("Nama kunci").fill("Ponsel")
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.get_by_role("heading", name="kode cadangan").wait_for()
    page.goto(f"{site}/akun/perangkat/")

    assert page.get_by_role("heading", name="hanya masuk di perangkat ini").is_visible()
    assert has_second_factor(signatory)


def test_taking_it_off_closes_the_way_again(client, signatory):
    sign_in(client, signatory)
    set_up_codes(client)

    client.post(f"{LANGKAH_KEDUA}aplikasi-kode/lepas/")

    assert not Authenticator.objects.exists()
    assert client.get("/akun/perangkat/").url == LANGKAH_KEDUA


def test_a_role_given_meanwhile_counts_with_the_next_page(client, siti, region, second_factor):
    sign_in(client, siti)
    before = client.get("/akun/perangkat/").status_code
    Membership.objects.create(region=region, user=siti, role=Role.SIGNATORY)

    assert before == 200
    assert client.get("/akun/perangkat/").url == LANGKAH_KEDUA


def test_others_may_have_it_and_need_not(client, siti, region, second_factor):
    Membership.objects.create(region=region, user=siti, role=Role.LEAD)
    sign_in(client, siti)

    without = client.get("/akun/perangkat/").status_code
    set_up_codes(client)

    assert without == 200
    assert has_second_factor(siti)
    client.post("/akun/keluar/")
    assert "Tulis kode dari aplikasi Anda." in sign_in(client, siti).text
