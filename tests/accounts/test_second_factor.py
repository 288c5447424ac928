"""Signatories and national officers go nowhere before they hold a second factor."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import IntegrityError, transaction
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from accounts.middleware import has_second_factor
from audit.models import Event
from identities.proofs import proof_of
from letters.models import Letter
from masterplans.models import Stage, Status
from regions.models import Membership, Official, Role
from regions.second_factor import SecondFactorError, reset_second_factor
from tests.accounts.doors import (
    APLIKASI_KODE,
    LANGKAH_KEDUA,
    PASSWORD,
    code_now,
    set_up_codes,
    sign_in,
)
from tests.commitments.making import commitment_for, frozen, opened
from tests.factories import UserFactory
from tests.markup import one_line
from tests.plans import bring_to

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
def test_a_passkey_is_offered_first_and_leads_straight_to_the_letter(
    live_server, with_passkeys, signatory, masterplan, lead, facilitator
):
    done = {"lead": lead, "facilitator": facilitator}
    approved = bring_to(masterplan, Stage.COMMITMENT, Status.APPROVED, **done)
    opened(commitment_for(frozen(approved, lead), signatory))
    page = with_passkeys
    page.set_viewport_size({"width": 360, "height": 740})
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/akun/masuk/?next=/akun/perangkat/")
    page.locator("#passkey_login.btn-primary").wait_for()
    assert comes_first(page, "Masuk dengan kunci sandi", "Masuk")
    page.get_by_label("Surel dinas").fill(signatory.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("heading", name=PASANG).wait_for()
    page.locator("a.btn-primary", has_text="Tambah kunci sandi").wait_for()
    assert page.locator(".sp-task h2").all_inner_texts() == ["Kunci sandi", "Aplikasi kode"]
    page.get_by_role("link", name="Tambah kunci sandi").click()
    page.get_by_label("Nama kunci").fill("Ponsel")
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.wait_for_url(f"**/masterplan/{approved.slug}/komitmen/baca/")

    assert page.get_by_text("Kode cadangan untuk hari ponsel Anda hilang").is_visible()
    assert has_second_factor(signatory)


@pytest.mark.django_db(transaction=True)
def test_a_device_without_passkeys_offers_the_password_and_the_code_app_first(
    live_server, page, siti
):
    page.goto(f"{live_server.url}/akun/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").wait_for()
    page.wait_for_function(
        "PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().then((is) => !is)"
    )
    assert comes_first(page, "Masuk", "Masuk dengan kunci sandi")


def comes_first(page, one, other):
    """Whether a button stands above another."""
    tops = [
        page.get_by_role("button", name=name, exact=True).bounding_box()["y"]
        for name in (one, other)
    ]
    return tops[0] < tops[1]


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
    assert "Buktikan bahwa ini Anda." in sign_in(client, siti).text


# --- the way in on a telephone -----------------------------------------------------------------


def test_the_password_is_asked_once_on_the_way_to_a_second_factor(client, signatory):
    sign_in(client, signatory)

    page = client.get(APLIKASI_KODE)
    assert page.status_code == 200

    secret = page.context["form"].secret
    codes = client.post(APLIKASI_KODE, {"code": code_now(secret)}, follow=True)
    assert 'href="/">Lanjutkan pekerjaan' in one_line(codes.text)
    # What she has had for a while is not changed by whoever finds the page open.
    Authenticator.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    assert client.get(f"{LANGKAH_KEDUA}aplikasi-kode/lepas/").status_code == 302


def test_a_telephone_is_offered_a_button_a_copy_and_a_keypad(client, signatory):
    sign_in(client, signatory)

    html = one_line(client.get(APLIKASI_KODE).text)

    assert re.search(r'href="otpauth://totp/[^"]+secret=', html)
    assert 'data-copy="rahasia"' in html
    assert re.search(r'<input[^>]*name="code"[^>]*inputmode="numeric"', html)


@pytest.mark.parametrize("role", [Role.LEAD, Role.FACILITATOR])
def test_who_works_on_the_plan_keeps_her_pages_when_she_is_named(
    role, client, siti, masterplan, second_factor
):
    Membership.objects.create(region=masterplan.region, user=siti, role=role)
    Membership.objects.create(region=masterplan.region, user=siti, role=Role.SIGNATORY)
    sign_in(client, siti)

    assert client.get(masterplan.get_absolute_url()).status_code == 200
    letter = f"/masterplan/{masterplan.slug}/komitmen/"
    for page in ("tanda-tangan/", "tolak/"):
        assert client.get(f"{letter}{page}").headers.get("Location") == LANGKAH_KEDUA, page


def test_an_officer_takes_off_a_lost_second_factor_with_trail_and_letter(
    client, signatory, region, national_officer
):
    sign_in(client, signatory)
    set_up_codes(client)
    membership = signatory.memberships.get()

    reset_second_factor(membership, reason="Ponsel hilang.", by=national_officer)

    assert not has_second_factor(signatory)
    event = Event.objects.get(verb="second_factor.reset")
    assert (event.actor, event.data["reason"]) == (national_officer, "Ponsel hilang.")
    letter = Letter.objects.get(kind="regions/mail/second_factor_reset")
    assert letter.address == signatory.email
    assert "Ponsel hilang." in letter.text
    assert client.get("/akun/perangkat/").url.startswith("/akun/masuk/")
    with pytest.raises(SecondFactorError, match="belum memasang"):
        reset_second_factor(membership, reason="Lagi.", by=national_officer)
    with pytest.raises(SecondFactorError, match="petugas lain"):
        reset_second_factor(membership, reason="Saya.", by=signatory)


@pytest.fixture
def national_officer():
    return UserFactory(is_national=True)


# --- while a commitment names her ---------------------------------------------------------------


@pytest.fixture
def named(siti, masterplan, people, second_factor):
    """Named in a commitment that is being signed; her role was taken away again."""
    plan = bring_to(
        masterplan,
        Stage.COMMITMENT,
        Status.APPROVED,
        lead=people["lead"],
        facilitator=people["facilitator"],
    )
    Membership.objects.create(region=plan.region, user=siti, role=Role.VIEWER)
    opened(commitment_for(frozen(plan, people["lead"]), siti))
    return siti


def test_whom_a_commitment_names_is_asked_for_one_without_the_role(client, named):
    sign_in(client, named)
    assert client.get("/akun/perangkat/").url == LANGKAH_KEDUA
    set_up_codes(client)
    assert client.get("/akun/perangkat/").status_code == 200


def test_while_a_commitment_names_her_no_door_takes_the_last_one_off(client, named):
    sign_in(client, named)
    set_up_codes(client)
    refused = client.post(f"{LANGKAH_KEDUA}aplikasi-kode/lepas/")

    assert "langkah kedua yang terakhir tidak dapat dilepas" in one_line(refused.text)
    with pytest.raises(IntegrityError, match="tidak dapat dilepas"), transaction.atomic():
        Authenticator.objects.filter(user=named).delete()
    with pytest.raises(IntegrityError, match="tidak dapat dilepas"), transaction.atomic():
        Authenticator.objects.filter(user=named, type="totp").update(user=UserFactory())
    assert has_second_factor(named)

    passkey = Authenticator.objects.create(user=named, type="webauthn", data={"name": "Ponsel"})
    Authenticator.objects.get(user=named, type="totp").delete()  # another one is left
    kept = client.post(f"{LANGKAH_KEDUA}kunci-sandi/{passkey.pk}/lepas/", follow=True)
    assert "langkah kedua yang terakhir tidak dapat dilepas" in one_line(kept.text)
    assert has_second_factor(named)


def test_a_lost_telephone_ends_the_proof_of_identity_as_well(client, named, national_officer):
    sign_in(client, named)
    set_up_codes(client)
    place = named.signatories.get()
    assert proof_of(named, place.official)

    reset_second_factor(named.memberships.get(), reason="Ponsel hilang.", by=national_officer)

    assert not has_second_factor(named)
    assert proof_of(named, place.official) is None
