"""Where the benchmark lives: a server and two databases of its own, never those of the site."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2.sql import SQL, Identifier

from operations.postgres import embedded_postgres, var_dir

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ("national", "small")
SOURCES = [
    "bench/filling/*.py",
    "*/migrations/0*.py",
    "*/data/*.csv",
    "*/data/*.json",
    "*/data/*.txt",
]


def bench_dir() -> Path:
    """Files of the benchmark: its data, logs and collected static files."""
    return var_dir() / "bench"


@contextmanager
def server() -> Iterator[str]:
    """A server's address: the one of DATABASE_URL, or an embedded one with data of its own.

    The embedded one keeps its promises (fsync and all), as production does.
    """
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with embedded_postgres(bench_dir() / "postgres") as own:
        yield own.url


def address(server_url: str, country: str) -> str:
    """The address of a country's database on this server."""
    return urlunsplit(urlsplit(server_url)._replace(path=f"/simpul_bench_{country}"))


def stamp() -> str:
    """One hash over everything that decides what a filled database looks like."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_filled(server_url: str, country: str, wanted: str = "") -> bool:
    """Whether the country is there, filled from the present sources (or those of that stamp)."""
    with _connection(server_url) as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [_name(country)],
        )
        found = cursor.fetchone()
    return found is not None and found[0] == (wanted or stamp())


def fill(server_url: str, country: str, root: Path = ROOT, kind: str = "") -> None:
    """Make the country's database anew, by the project as it stands in `root`.

    `kind` is what it is filled as, where that is not its name. Raises CalledProcessError when
    filling fails.
    """
    name = Identifier(_name(country))
    with _connection(server_url) as cursor:
        cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        cursor.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
    command = [sys.executable, "-m", "bench.filling", kind or country]
    subprocess.run(command, cwd=root, env=environment(server_url, country, root), check=True)


@contextmanager
def database(server_url: str, name: str) -> Iterator[None]:
    """An empty database, as `environment` names it, that is gone when the block ends."""
    own = Identifier(_name(name))
    with _connection(server_url) as cursor:
        cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))
        cursor.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(own))
    try:
        yield
    finally:
        with _connection(server_url) as cursor:
            cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))


def environment(server_url: str, country: str, root: Path = ROOT) -> dict[str, str]:
    """The environment of a production whose database is this country's, its program in `root`."""
    ours = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("SIMPUL_", "DJANGO_", "EMAIL_URL", "PYTHON"))
    }
    return ours | {
        "DATABASE_URL": address(server_url, country),
        "DJANGO_SETTINGS_MODULE": "smartcity.settings",
        "EMAIL_URL": "smtp://localhost:1",  # no page that is measured sends a letter
        "SIMPUL_HOSTS": "simpul.example",
        "SIMPUL_PRODUCTION": "1",
        "SIMPUL_SECRET_KEY": "only-for-the-benchmark-" + "x" * 40,
        "SIMPUL_URL": "https://simpul.example",
        "SIMPUL_VAR": str(bench_dir() if root == ROOT else root / "var"),
        "PYTHONPATH": str(root),
    }


def _name(country):
    return f"simpul_bench_{country}"


@contextmanager
def _connection(server_url):
    connection = psycopg2.connect(server_url)
    connection.autocommit = True  # CREATE DATABASE stands outside transactions
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
