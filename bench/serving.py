"""One country's site in a process of its own, asked for one page after the other by `measuring`.

Reads a line of JSON for every request and answers with one. A request names a page of
`pages.PAGES`, or somebody (`who`), an address (`path`) and what is sent there (`data`); `verb`
is what is wanted of it: its time, a count of its queries (which costs time, so those requests are
not timed), or where it is.

It is also run, as it stands here, on an older state of the project (`against`): of the project it
imports nothing but the list of pages.
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOST = "simpul.example"
FORM = "application/x-www-form-urlencoded"


class Browser:
    """Somebody who is signed in and opens one page, or sends the same, again and again."""

    def __init__(self, who: str, path: str, data: dict | None = None) -> None:
        from accounts.models import User

        self.who, self.path, self.data = who, path, data
        self.client = Client(
            headers={
                "host": HOST,
                "origin": f"https://{HOST}",
                "user-agent": "Mozilla/5.0 (bench)",
            }
        )
        self.client.force_login(User.objects.get(email=who), backend=BACKEND)

    def ask(self):
        """One request, answered to its last byte."""
        if self.data is None:
            response = self.client.get(self.path, secure=True)
        else:
            body = urlencode(self.data)
            response = self.client.post(self.path, body, content_type=FORM, secure=True)
        return response.status_code, len(response.content)

    def time(self) -> dict:
        """Ask once; how many milliseconds the server worked on it.

        `waited` is what other programs of this machine cost us meanwhile; it is not in `ms`.
        `cpu` is what we and PostgreSQL's process for us had of the cores.
        """
        processes = ("self", *backend())
        (ran, held), begun = cores(*processes), time.perf_counter()
        status, length = self.ask()
        ms = (time.perf_counter() - begun) * 1000
        ran_then, held_then = cores(*processes)
        waited = held_then - held
        cpu = ran_then - ran
        return {"status": status, "ms": ms - waited, "waited": waited, "cpu": cpu, "bytes": length}

    def count(self) -> dict:
        """Ask once; the queries that it took, without the marks of transactions."""
        with CaptureQueriesContext(connection) as captured:
            status, _ = self.ask()
        asked = [query["sql"] for query in captured if not is_mark(query["sql"])]
        return {"status": status, "queries": asked}

    def where(self) -> dict:
        """What was opened, so that the same may be asked in other words."""
        return {"status": 200, "who": self.who, "path": self.path}


def cores(*processes: int | str) -> tuple[float, float]:
    """Milliseconds of a core that these processes of this machine had so far, and waited for one.

    Where the kernel does not count it (not Linux), nothing.
    """
    ran = waited = 0
    for process in processes:
        with suppress(OSError, ValueError):
            counted = Path(f"/proc/{process}/schedstat").read_text().split()
            ran, waited = ran + int(counted[0]), waited + int(counted[1])
    return ran / 1_000_000, waited / 1_000_000


def backend() -> list[int]:
    """PostgreSQL's process for us, when it runs on this machine (reached by a socket file)."""
    connection.ensure_connection()
    info = connection.connection.info
    return [info.backend_pid] if info.host.startswith("/") else []


def is_mark(sql: str) -> bool:
    """Whether a statement only begins or ends a transaction or a part of one."""
    return sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT"))


def pack_static_files() -> None:
    """Pack them as for production, unless what is packed is newer than all of them."""
    packed = Path(settings.STATIC_ROOT) / "staticfiles.json"
    files = (path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*"))
    newest = max(path.stat().st_mtime for path in files)
    if not packed.exists() or packed.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, verbosity=0)


def main() -> None:
    """Answer until the input ends."""
    django.setup()
    from bench.pages import PAGES

    pack_static_files()
    pages, browsers = {page.name: page for page in PAGES}, {}
    _say({"ready": True})
    for line in sys.stdin:
        question = json.loads(line)
        verb = question.pop("verb")
        name = json.dumps(question)
        try:
            if name not in browsers:
                browsers[name] = _browser(pages, **question)
            _say(getattr(browsers[name], verb)())
        except Exception as error:  # a page that fails must not end the measuring of the others
            browsers.pop(name, None)
            _say({"status": 500, "error": f"{type(error).__name__}: {error}"})


def _browser(pages, page="", who="", path="", data=None):
    if page:
        who, path = pages[page].who, pages[page].address()
    return Browser(who, path, data)


def _say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    main()
