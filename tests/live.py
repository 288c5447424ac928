"""A web server of its own process on the test's database, which a test may kill and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection

CHROMIUM = (
    "/usr/bin/chromium-headless-shell"  # the same engine: a page costs a third without windows
)
ROOT = Path(__file__).resolve().parent.parent


class WebServer:
    """gunicorn as in production, at an address that stays the same over a restart."""

    NAME = "web server of a test"  # as PostgreSQL lists its connections

    def __init__(self, workers: int = 2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.workers = workers
        self.process = None
        call_command("collectstatic", interactive=False, verbosity=0)

    def start(self):
        """Start it and wait until it answers; one that runs goes on."""
        if self.process and self.process.poll() is None:
            return self
        name = connection.settings_dict["NAME"]
        database = urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "smartcity.wsgi", "--workers", str(self.workers),
             "--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": database,
                "PORT": str(self.port),
                "PGAPPNAME": self.NAME,
                "SIMPUL_SECOND_FACTOR_REQUIRED": "0",
            },
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/akun/masuk/", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError("The web server did not come up within a minute.")

    def kill(self):
        """Kill every process of it, as a power cut does."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None
