"""The environment of a production, as docs/operating.md says it: safe, or it does not start."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.system

ENVIRONMENT = {
    "SIMPUL_PRODUCTION": "1",
    "SIMPUL_SECRET_KEY": "uji-bXk3vQ9zR7pL2wT8sN4cJ6hF1gD5kY0aE-uM3xV9bC7nZ2qW8r",
    "SIMPUL_URL": "https://simpul.contoh.example",
    "SIMPUL_HOSTS": "simpul.contoh.example",
    "DATABASE_URL": settings.DATABASE_URL,
    "EMAIL_URL": "smtp+tls://simpul:sandi@surel.contoh.example:587",
}
COOKIES = """
import django, json
django.setup()
from django.test import Client
browser = Client()
plain = browser.get("/akun/masuk/", headers={"host": "simpul.contoh.example"})
page = browser.get(
    "/akun/masuk/", headers={"host": "simpul.contoh.example", "x-forwarded-proto": "https"}
)
example = browser.get(
    "/contoh/", headers={"host": "simpul.contoh.example", "x-forwarded-proto": "https"}
)
health = browser.get("/sehat/siap/", headers={"host": "10.0.0.3"})
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location")],
    "page": page.status_code,
    "hsts": page.headers.get("Strict-Transport-Security"),
    "secure": bool(browser.cookies["csrftoken"]["secure"]),
    "example": example.status_code,
    "health": health.status_code,
}))
"""


def run(*command, **changes):
    """A fresh Python with the production environment and nothing else of ours."""
    own = {name: value for name, value in os.environ.items()
           if not re.match("SIMPUL_|DATABASE_URL|EMAIL_URL|DJANGO_", name)}  # fmt: skip
    own |= {"SIMPUL_VAR": os.environ["SIMPUL_VAR"], "SIMPUL_STATIC_MANIFEST": "0"}
    own |= {"DJANGO_SETTINGS_MODULE": "smartcity.settings"}
    wanted = {name: value for name, value in (own | ENVIRONMENT | changes).items() if value != ""}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=wanted,
        capture_output=True,
        text=True,
        check=False,
    )


def check(**changes):
    return run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **changes)


def test_the_deployment_check_of_django_finds_nothing():
    done = check()

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SIMPUL_SECRET_KEY": ""}, "SIMPUL_SECRET_KEY needs at least 50 characters."),
        ({"SIMPUL_SECRET_KEY": "pendek"}, "SIMPUL_SECRET_KEY needs at least 50 characters."),
        ({"SIMPUL_URL": ""}, "SIMPUL_URL must begin with https://."),
        ({"SIMPUL_URL": "http://simpul.example"}, "SIMPUL_URL must begin with https://."),
        ({"SIMPUL_DEBUG": "1"}, "SIMPUL_DEBUG must be off."),
        ({"SIMPUL_EXAMPLE": "1"}, "SIMPUL_EXAMPLE must be off."),
        ({"SIMPUL_SECOND_FACTOR_REQUIRED": "0"}, "SIMPUL_SECOND_FACTOR_REQUIRED must be on."),
        ({"SIMPUL_HOSTS": "*"}, "SIMPUL_HOSTS must name the hosts"),
        ({"DATABASE_URL": ""}, "DATABASE_URL must name the database."),
        ({"EMAIL_URL": ""}, "EMAIL_URL must name the mail server."),
    ],
)
def test_a_production_that_would_be_unsafe_or_lose_things_does_not_start(change, sentence):
    done = check(**change)

    assert done.returncode != 0
    assert f"In production: {sentence}" in done.stderr


def test_the_hosts_are_those_of_the_address_when_not_named():
    done = run(
        "-c",
        "from django.conf import settings; print(settings.ALLOWED_HOSTS)",
        SIMPUL_HOSTS="",
    )

    assert done.stdout.strip() == "['simpul.contoh.example']"


def test_pages_are_https_only_and_cookies_secure_and_the_example_people_absent():
    done = run("-W", "error", "-c", COOKIES)
    found = json.loads(done.stdout.splitlines()[-1])

    assert found["plain"] == [301, "https://simpul.contoh.example/akun/masuk/"]
    assert found["page"] == 200
    assert found["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert found["secure"] is True
    assert found["example"] == 404
    assert found["health"] == 200


def test_the_example_regions_with_their_published_passwords_cannot_be_loaded():
    done = run("manage.py", "load_example")

    assert done.returncode != 0
    assert "Ini bukan situs contoh" in done.stderr
