"""`make run`, really started: whatever is killed comes back, and nothing confirmed is lost."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from operations.cluster import processes_in, wait_until
from operations.logtail import LogTail
from operations.postgres import BASE_DIR, SITE_ROLE, embedded_url

pytestmark = pytest.mark.system

START = 90  # seconds; on a busy machine the first start makes a database and loads the regions


class Run:
    """One `make run` with a var/ and a port of its own."""

    def __init__(self, var, port):
        self.var = var
        self.port = port
        self.data_dir = var / "postgres"
        self.url = f"http://localhost:{port}/"

    @contextmanager
    def started(self, *, ready=True):
        output = self.var.with_suffix(".output")
        with output.open("w") as words, subprocess.Popen(
            [sys.executable, "-m", "operations.supervise"],
            cwd=BASE_DIR,
            env=self.environment(),
            stdout=words,
            stderr=subprocess.STDOUT,
        ) as supervisor:  # fmt: skip
            self.output = output
            self.supervisor = supervisor
            try:
                if ready:
                    wait_until(lambda: self.is_up() or supervisor.poll() is not None, START)
                    assert self.is_up(), self.words()
                yield self
            finally:
                self.end(supervisor)

    def end(self, supervisor=None):
        """As Ctrl-C would; again does no harm."""
        (supervisor or self.supervisor).terminate()
        (supervisor or self.supervisor).wait(60)

    def environment(self):
        """A development site without example regions and without compressed static files."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name != "DATABASE_URL" and not name.startswith(("SIMPUL_", "DJANGO_", "PYTEST_"))
        }
        return inherited | {
            "SIMPUL_VAR": str(self.var),
            "PORT": str(self.port),
            "SIMPUL_EXAMPLE": "0",
            "SIMPUL_STATIC_MANIFEST": "0",
        }

    def is_up(self):
        return f"Simpul berjalan di {self.url}" in self.words()

    def words(self):
        return self.output.read_text()

    def process(self, name):
        """The number of one of its processes, now."""
        if name == "postgres":
            return int((self.data_dir / "postmaster.pid").read_text().splitlines()[0])
        if name == "keeper":
            return int((self.var / "postgres.keeper").read_text())
        return json.loads((self.var / "run.json").read_text())[name][0]

    def processes(self):
        """All that runs for it: known by its environment, and PostgreSQL by its directory."""
        sign = f"SIMPUL_VAR={self.var}".encode()
        found = set(processes_in(self.data_dir)) if self.data_dir.exists() else set()
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if sign in path.read_bytes().split(b"\0"):
                    found.add(int(path.parent.name))
            except OSError:
                continue  # gone meanwhile, or somebody else's
        return found

    def is_well(self):
        try:
            with urllib.request.urlopen(f"{self.url}sehat/", timeout=10) as answer:
                return json.loads(answer.read())["basis_data"] == "baik"
        except OSError:
            return False

    def ask(self, question):
        connection = psycopg2.connect(embedded_url(self.data_dir))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def write_a_row(self):
        self.ask("CREATE TABLE IF NOT EXISTS word (text text)")
        self.ask("INSERT INTO word VALUES ('terkonfirmasi')")

    def rows(self):
        return self.ask("SELECT count(*) FROM word")[0][0]


@pytest.fixture(scope="module")
def place():
    with tempfile.TemporaryDirectory(prefix="simpul-") as directory:
        yield Path(directory)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def running(place):
    """A site that runs as long as the tests of this file."""
    run = Run(place / "running", free_port())
    with run.started():
        run.write_a_row()
        yield run


@pytest.fixture(scope="module")
def site(running):
    """The same site, ended for good: the tests from here on start and end it themselves."""
    running.end()
    return running


def test_a_started_site_says_where_it_is_and_answers(running):
    assert f"Simpul berjalan di {running.url}" in running.words()
    assert running.is_well()


def test_a_started_site_lets_people_sign_in(running):
    with urllib.request.urlopen(f"{running.url}akun/masuk/", timeout=10) as answer:
        assert "Masuk" in answer.read().decode()


def test_the_site_signs_in_as_a_role_that_owns_nothing(running):
    used = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'simpul'"
    assert wait_until(lambda: (SITE_ROLE,) in running.ask(used), 20)

    site = psycopg2.connect(embedded_url(running.data_dir, role=SITE_ROLE))
    with site, site.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM regions_region")
        for statement in ("TRUNCATE audit_event", "ALTER TABLE audit_event DISABLE TRIGGER ALL"):
            cursor.execute("SAVEPOINT before")
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)
            cursor.execute("ROLLBACK TO before")
    site.close()


@pytest.mark.parametrize("name", ["web", "worker", "postgres", "keeper"])
def test_a_killed_process_is_brought_back_with_everything_that_was_confirmed(running, name):
    before = running.rows()
    killed = running.process(name)

    os.kill(killed, signal.SIGKILL)

    def came_back():
        try:
            return running.process(name) != killed and running.is_well()
        except (OSError, ValueError, IndexError):
            return False

    assert wait_until(came_back, 60), running.words()
    assert running.rows() == before
    running.write_a_row()
    assert running.rows() == before + 1


def test_a_death_is_told_at_the_terminal(running):
    def told():
        return "web berhenti (-9); dijalankan lagi" in running.words()

    os.kill(running.process("web"), signal.SIGKILL)

    assert wait_until(told, 10), running.words()
    assert wait_until(running.is_well, 60)


def test_a_second_start_says_that_the_site_runs_already(running):
    second = subprocess.run(
        [sys.executable, "-m", "operations.supervise"],
        cwd=BASE_DIR,
        env=running.environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    sentence = f"sudah berjalan: {running.url}, proses {running.supervisor.pid}."
    assert sentence in second.stderr
    assert "Traceback" not in second.stderr
    assert running.is_well()


def test_a_port_that_is_taken_is_named_with_a_way_out(running, place):
    other = Run(place / "other", running.port)

    with other.started(ready=False):
        assert other.supervisor.wait(30) == 1

    assert f"port {running.port} di 127.0.0.1 tidak dapat dipakai" in other.words()
    assert f"make run PORT={running.port + 1}" in other.words()
    assert other.processes() == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_everything_within_seconds_and_leaves_nothing(site, number):
    with site.started():
        assert len(site.processes()) > 6

        site.supervisor.send_signal(number)

        assert site.supervisor.wait(30) == 0
        assert site.processes() == set()
    assert "semua data tersimpan" in site.words()
    assert not (site.data_dir / "postmaster.pid").exists()


def test_a_killed_supervisor_takes_everything_along_and_the_next_start_finds_every_row(site):
    with site.started():
        site.write_a_row()
        before = site.rows()

        site.supervisor.kill()

        site.supervisor.wait()
        assert wait_until(lambda: site.processes() == set(), 20)

    with site.started():
        assert site.rows() == before
        assert site.is_well()


def test_it_starts_again_at_once_after_everything_was_killed(site):
    with site.started():
        site.write_a_row()
        before = site.rows()
        for pid in [site.supervisor.pid, *site.processes()]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it died with its parent
        site.supervisor.wait()

    with site.started():
        assert site.rows() == before
        assert site.is_well()


def test_a_log_shows_faults_at_the_terminal_and_keeps_the_rest(place):
    log = place / "web.log"
    log.write_text('{"level": "ERROR", "message": "lama"}\n')
    tail = LogTail(log)
    news = [
        '{"level": "INFO", "message": "request"}',
        '{"level": "ERROR", "message": "Galat", "exc_info": "Traceback …\\nValueError: salah"}',
        "[2026-11-21 21:00:00 +0700] [12] [ERROR] Worker timeout",
        "simpul: PostgreSQL berhenti (-9); dimulai lagi.",
        '{"level": "ERROR", "mess',
    ]

    with log.open("a") as added:
        added.write("\n".join(news))

    assert tail.news() == [
        f"web: Galat – ValueError: salah (lengkapnya di {log})",
        f"web: [2026-11-21 21:00:00 +0700] [12] [ERROR] Worker timeout (lengkapnya di {log})",
        "PostgreSQL berhenti (-9); dimulai lagi.",
    ]
    with log.open("a") as added:
        added.write('age": "selesai"}\n')
    assert tail.news() == [f"web: selesai (lengkapnya di {log})"]
