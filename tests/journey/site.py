"""A whole site for the journey: `make run`'s own supervisor, web server and worker, nothing else.

The database is a new one on the server that the tests use, so the journey runs on the embedded
PostgreSQL and on a given one alike.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from psycopg2 import errors

from tests.database import template_name

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = f"simpul_journey_{os.getpid()}"
FILLING = (
    "import json, sys, django; django.setup(); from tests.journey import filling;"
    " print(json.dumps(getattr(filling, sys.argv[1])(*sys.argv[2:])))"
)
SEPARATOR = b"-" * 79  # Django's file backend writes this line after every letter of a file


class Site:
    """The running site: its address, its letters, its commands."""

    def __init__(self, var: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.var = var
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("SIMPUL_")
        } | {
            "PORT": str(self.port),
            "SIMPUL_VAR": str(var),
            "SIMPUL_EXAMPLE": "0",
            "DATABASE_URL": urlsplit(settings.DATABASE_URL)._replace(path=f"/{NAME}").geturl(),
        }

    def command(self, *words) -> str:
        """What a management command prints."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def fills(self, what: str, *words):
        """What `tests.journey.filling` does in the site's own database, and gives back."""
        command = [sys.executable, "-c", FILLING, what, *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    def letter_to(self, address: str, about: str = "", patience: float = 30) -> str:
        """The newest letter to somebody that mentions `about`; the worker may need a moment."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            for path in sorted((self.var / "mail").glob("*.log"), reverse=True):
                for raw in reversed(path.read_bytes().split(SEPARATOR)):
                    letter = message_from_bytes(raw.lstrip(b"\n"), policy=default)
                    if letter["To"] != address:
                        continue
                    text = letter.get_body(("plain",)).get_content()
                    if about in f"{letter['Subject']} {text}":
                        return text
            time.sleep(0.3)
        raise AssertionError(f"No letter to {address} about {about!r} in {patience} s")

    def link_for(self, address: str, about: str = "") -> str:
        """The link in somebody's newest letter."""
        return re.search(rf"{re.escape(self.url)}\S+", self.letter_to(address, about))[0]


@contextmanager
def running_site(var: Path):
    """The site, started as `make run` does it, stopped as Ctrl-C does."""
    site = Site(var)
    _new_database()
    with (var.parent / "journey.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "operations.supervise"],
            cwd=ROOT,
            env=site.environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(60)
            _drop_database()


def _wait(site, process):
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{site.url}/sehat/siap/", timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError((site.var.parent / "journey.log").read_text()[-2000:])


def _new_database():
    """A copy of what the test run has migrated already, where it left one (tests/database.py)."""
    _drop_database()
    try:
        _on_the_server(f"CREATE DATABASE {NAME} TEMPLATE {template_name()}")
    except (errors.InvalidCatalogName, errors.ObjectInUse):
        _on_the_server(f"CREATE DATABASE {NAME}")


def _drop_database():
    _on_the_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _on_the_server(statement):
    connection = psycopg2.connect(settings.DATABASE_URL)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
