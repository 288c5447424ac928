"""What every answer carries, errors and files included: the browser's part of the safety."""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from smartcity import urls as site
from tests.factories import PASSWORD, UserFactory


@login_not_required
def broken(request):
    raise RuntimeError("rusak")


@login_not_required
def denied(request):
    raise PermissionDenied


@login_not_required
def suspicious(request):
    raise SuspiciousOperation


@login_not_required
def with_nonce(request):
    return HttpResponse(f"<script nonce={request.csp_nonce}></script>")


urlpatterns = [
    path("rusak/", broken),
    path("dilarang/", denied),
    path("mencurigakan/", suspicious),
    path("nonce/", with_nonce),
    path("", include(site.urlpatterns)),
]
STRANGER = [
    ("/", 302), ("/akun/masuk/", 200), ("/akun/kata-sandi/lupa/", 200), ("/komponen/", 200),
    ("/sehat/", 503), ("/sehat/siap/", 200), ("/tidak-ada/", 404), ("/daerah/", 302),
    ("/undangan/tidak-ada/", 410), ("/rusak/", 500), ("/dilarang/", 403), ("/mencurigakan/", 400),
    ("/nonce/", 200),
]  # fmt: skip
MEMBER = [
    ("/akun/perangkat/", 200), ("/akun/kata-sandi/", 200), ("/akun/langkah-kedua/", 200),
    ("/daerah/", 200), ("/tidak-ada/", 404), ("/daerah/99.99/", 404),
]  # fmt: skip


def directives(answer):
    policy = answer["Content-Security-Policy"]
    return {name: set(values) for name, *values in map(str.split, policy.split(";"))}


def assert_is_guarded(answer):
    found = directives(answer)
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "*" not in answer["Content-Security-Policy"]
    assert found["default-src"] == found["object-src"] == found["base-uri"] == {"'none'"}
    assert found["frame-ancestors"] == {"'none'"}
    assert found["form-action"] == found["style-src"] == found["connect-src"] == {"'self'"}
    assert {one for one in found["script-src"] if not one.startswith("'nonce-")} == {"'self'"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), STRANGER)
def test_every_answer_to_a_stranger_is_guarded(cache_table, address, status):
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == status
    assert_is_guarded(answer)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), MEMBER)
def test_every_answer_to_a_member_is_guarded(lead, signed_in, address, status):
    answer = signed_in(lead).get(address)

    assert answer.status_code == status
    assert_is_guarded(answer)


@pytest.mark.django_db
def test_errors_that_happen_before_any_page_are_guarded_too():
    unknown_name = Client().get("/akun/masuk/", headers={"host": "penipu.example"})
    stale_form = Client(enforce_csrf_checks=True).post("/akun/masuk/", {})

    assert (unknown_name.status_code, stale_form.status_code) == (400, 403)
    assert_is_guarded(unknown_name)
    assert_is_guarded(stale_form)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_the_nonce_is_that_of_the_policy_and_new_with_every_answer():
    answers = [Client().get("/nonce/") for _ in range(2)]
    nonces = [re.search("nonce=(.+?)>", answer.text)[1] for answer in answers]

    assert all(
        f"'nonce-{nonce}'" in directives(answer)["script-src"]
        for nonce, answer in zip(nonces, answers, strict=True)
    )
    assert nonces[0] != nonces[1]


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(cache_table):
    browser, person = Client(), UserFactory()
    browser.post("/akun/masuk/", {"login": person.email, "password": PASSWORD})

    for name in ("sessionid", "csrftoken"):
        cookie = browser.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert browser.cookies["sessionid"]["max-age"] == ""  # it ends with the browser
