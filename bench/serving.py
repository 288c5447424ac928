"""One country's site in a process of its own, asked for one page after the other by `measuring`.

Reads a line of JSON for every request and answers with one: which page of `pages.PAGES`, and
whether its queries shall be counted (which costs time, so those requests are not timed).
"""

import json
import sys
import time

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cores import waited

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOST = "simpul.example"


class Browser:
    """Somebody who is signed in and opens one page again and again."""

    def __init__(self, page) -> None:
        from accounts.models import User

        self.path = page.address()
        self.client = Client(headers={"host": HOST, "user-agent": "Mozilla/5.0 (bench)"})
        self.client.force_login(User.objects.get(email=page.who), backend=BACKEND)

    def time(self) -> dict:
        """Open the page; how many milliseconds the server worked on it.

        `waited` is what other programs of this machine cost us meanwhile; it is not in `ms`.
        """
        processes = ("self", *backend())
        held, begun = waited(*processes), time.perf_counter()
        response = self.client.get(self.path, secure=True)
        length = len(response.content)
        ms = (time.perf_counter() - begun) * 1000
        lost = waited(*processes) - held
        return {
            "status": response.status_code,
            "ms": ms - lost,
            "waited": lost,
            "bytes": length,
        }

    def count(self) -> dict:
        """Open the page; the queries it asked, without the marks of transactions."""
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(self.path, secure=True)
        asked = [query["sql"] for query in captured if not is_mark(query["sql"])]
        return {"status": response.status_code, "queries": asked}


def backend() -> list[int]:
    """PostgreSQL's process for us, when it runs on this machine (reached by a socket file)."""
    connection.ensure_connection()
    info = connection.connection.info
    return [info.backend_pid] if info.host.startswith("/") else []


def is_mark(sql: str) -> bool:
    """Whether a statement only begins or ends a transaction or a part of one."""
    return sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT"))


def main() -> None:
    """Answer until the input ends."""
    django.setup()
    from bench.pages import PAGES
    from smartcity.management.commands.prepare import collect_static_files, static_files_changed

    if static_files_changed():
        collect_static_files()
    pages, browsers = {page.name: page for page in PAGES}, {}
    _say({"ready": True})
    for line in sys.stdin:
        question = json.loads(line)
        name = question["page"]
        try:
            if name not in browsers:
                browsers[name] = Browser(pages[name])
            _say(browsers[name].count() if question["count"] else browsers[name].time())
        except Exception as error:  # a page that fails must not end the measuring of the others
            browsers.pop(name, None)
            _say({"status": 500, "error": f"{type(error).__name__}: {error}"})


def _say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
