"""The embedded PostgreSQL begins and ends in one place, and no killing loses what was committed."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest

from operations.cluster import binary, processes_in, wait_until
from operations.directory_access import allow_traversal
from operations.postgres import (
    BASE_DIR,
    EmbeddedPostgres,
    PostgresError,
    embedded_postgres,
    embedded_url,
)

pytestmark = pytest.mark.system

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")


@pytest.fixture
def place():
    """A directory that only its owner may enter. Not pytest's: another run of it takes the access
    lists of its common parent away."""
    with tempfile.TemporaryDirectory(prefix="simpul-") as directory:
        yield Path(directory)


@pytest.fixture
def data_dir(place):
    """Where a server of its own may live; nothing may be left of it after the test."""
    directory = place / "postgres"
    yield directory
    assert wait_until(lambda: not directory.exists() or not processes_in(directory), 10)


@pytest.fixture
def server(data_dir):
    with embedded_postgres(data_dir) as server:
        yield server


def ask(server, question, *values):
    connection = psycopg2.connect(server.url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def write_a_row(server):
    ask(server, "CREATE TABLE IF NOT EXISTS word (text text)")
    ask(server, "INSERT INTO word VALUES ('tersimpan')")


def rows(server):
    return ask(server, "SELECT text FROM word")


def postmaster_of(data_dir):
    return int((data_dir / "postmaster.pid").read_text().splitlines()[0])


def keeper_of(data_dir):
    return int(data_dir.with_name("postgres.keeper").read_text())


def comes_back(server):
    def answered():
        try:
            return bool(ask(server, "SELECT 1"))
        except psycopg2.OperationalError:
            server.ensure()
            return False

    return wait_until(answered, 30)


@contextmanager
def run(data_dir, *command, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, "-m", "operations.postgres", "exec", "--data", data_dir, "--", *command],
        cwd=BASE_DIR,
        env=clean | environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as user:
        try:
            yield user
        finally:
            user.kill()


def test_the_server_keeps_every_promise_of_durability(server):
    promised = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"]

    found = {name: ask(server, f"SHOW {name}")[0][0] for name in promised}

    assert found == dict.fromkeys(promised, "on")


def test_nothing_listens_on_the_network_and_only_the_owner_reaches_the_socket(server, data_dir):
    assert ask(server, "SHOW listen_addresses") == [("",)]
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700


def test_the_site_is_not_a_superuser_but_owns_its_database(server):
    question = "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"

    assert ask(server, question) == [("simpul", False, True)]
    assert ask(server, "SELECT lower('ÉÀ'), pg_encoding_to_char(6)") == [("éà", "UTF8")]


def test_a_row_is_there_after_the_server_was_stopped_and_started(data_dir):
    with embedded_postgres(data_dir) as server:
        write_a_row(server)

    with embedded_postgres(data_dir) as server:
        assert rows(server) == [("tersimpan",)]


def test_a_killed_postmaster_is_brought_back_with_everything_that_was_committed(server, data_dir):
    write_a_row(server)
    killed = postmaster_of(data_dir)

    os.kill(killed, signal.SIGKILL)

    assert wait_until(lambda: killed not in processes_in(data_dir), 5)
    assert comes_back(server)
    assert rows(server) == [("tersimpan",)]
    assert postmaster_of(data_dir) != killed


def test_a_killed_keeper_takes_its_server_along_and_both_are_brought_back(server, data_dir):
    write_a_row(server)
    killed, postmaster = keeper_of(data_dir), postmaster_of(data_dir)

    os.kill(killed, signal.SIGKILL)

    assert wait_until(lambda: postmaster not in processes_in(data_dir), 10)
    assert comes_back(server)
    assert rows(server) == [("tersimpan",)]
    assert keeper_of(data_dir) != killed


def test_it_starts_again_after_everything_was_killed_at_once(data_dir):
    first = EmbeddedPostgres(data_dir)
    first.enter()
    write_a_row(first)
    for pid in [keeper_of(data_dir), *processes_in(data_dir)]:
        with suppress(ProcessLookupError):  # it may have died with the one before it
            os.kill(pid, signal.SIGKILL)
    first.leave()
    assert (data_dir / "postmaster.pid").exists()

    with embedded_postgres(data_dir) as server:
        assert rows(server) == [("tersimpan",)]


def test_a_process_number_that_now_belongs_to_somebody_else_does_not_stop_the_start(data_dir):
    with embedded_postgres(data_dir) as server:
        write_a_row(server)
    with subprocess.Popen(["sleep", "60"], user=data_dir.stat().st_uid) as stranger:
        (data_dir / "postmaster.pid").write_text(f"{stranger.pid}\n{data_dir}\n0\n5432\n\n\n0 0\n")

        with embedded_postgres(data_dir) as server:
            assert rows(server) == [("tersimpan",)]

        assert stranger.poll() is None
        stranger.kill()


def test_an_orphan_server_without_a_keeper_is_ended_cleanly_first(data_dir):
    with embedded_postgres(data_dir) as server:
        write_a_row(server)
    owner = data_dir.stat()
    orphan = subprocess.Popen(
        [binary("postgres"), "-D", data_dir, "-c", "listen_addresses=", "-k", data_dir],
        user=owner.st_uid,
        group=owner.st_gid,
        extra_groups=[],
        stderr=subprocess.DEVNULL,
    )
    assert wait_until(lambda: len(processes_in(data_dir)) > 3, 10)

    with embedded_postgres(data_dir) as server:
        assert orphan.wait(5) == 0  # it was asked, not killed
        assert rows(server) == [("tersimpan",)]


def test_a_directory_that_was_left_half_made_is_made_anew(data_dir):
    half = data_dir.with_name("postgres.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    with embedded_postgres(data_dir) as server:
        assert ask(server, "SELECT 1") == [(1,)]

    assert not half.exists()


def test_data_of_another_version_is_refused_with_a_sentence_and_left_alone(data_dir):
    data_dir.mkdir()
    (data_dir / "PG_VERSION").write_text("15\n")

    with pytest.raises(PostgresError, match="dibuat oleh PostgreSQL 15"):
        EmbeddedPostgres(data_dir).enter()

    assert [path.name for path in data_dir.iterdir()] == ["PG_VERSION"]


def test_the_last_of_several_users_ends_the_server(data_dir):
    with embedded_postgres(data_dir) as first:
        with embedded_postgres(data_dir) as second:
            assert first.url == second.url
            keeper = keeper_of(data_dir)
        assert ask(first, "SELECT 1") == [(1,)]
        assert keeper_of(data_dir) == keeper

    assert processes_in(data_dir) == set()


def test_a_user_that_starts_the_server_and_leaves_does_not_end_it_for_the_others(data_dir):
    starter = EmbeddedPostgres(data_dir)
    starter.enter()
    with embedded_postgres(data_dir) as other:
        starter.leave()
        time.sleep(0.5)

        assert ask(other, "SELECT 1") == [(1,)]


def test_a_killed_user_leaves_no_server_behind(data_dir):
    with run(data_dir, "sh", "-c", "echo ada; exec sleep 60") as user:
        assert user.stdout.readline() == "ada\n"
        assert processes_in(data_dir)

        user.kill()

    assert wait_until(lambda: not processes_in(data_dir), 10)


def test_exec_gives_its_command_an_address_that_answers_and_passes_its_exit_status_on(data_dir):
    question = (
        "import os, psycopg2; psycopg2.connect(os.environ['DATABASE_URL']); raise SystemExit(7)"
    )

    with run(data_dir, sys.executable, "-c", question) as done:
        assert done.wait(30) == 7

    assert processes_in(data_dir) == set()


def test_exec_passes_a_given_address_through_and_starts_nothing(data_dir):
    given = "postgres://somebody@elsewhere/simpul"

    with run(data_dir, "sh", "-c", "echo $DATABASE_URL", DATABASE_URL=given) as done:
        assert done.stdout.read() == f"{given}\n"

    assert not data_dir.exists()


def test_terminating_exec_ends_its_command_and_the_server(data_dir):
    with run(data_dir, "sh", "-c", "echo ada; exec sleep 60") as user:
        assert user.stdout.readline() == "ada\n"

        user.terminate()

        assert user.wait(15) == 128 + signal.SIGTERM
        assert processes_in(data_dir) == set()


def test_a_path_too_long_for_a_socket_gets_a_short_place(place):
    data_dir = place / ("daerah-yang-namanya-sangat-panjang-" * 3) / "postgres"

    with embedded_postgres(data_dir) as server:
        assert "host=/tmp/simpul-" in server.url
        assert ask(server, "SELECT 1") == [(1,)]
        sockets = Path(server.url.partition("host=")[2].partition("&")[0])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700

    sockets.rmdir()


def test_the_address_is_the_same_whether_the_server_runs_or_not(data_dir):
    before = embedded_url(data_dir)
    assert not data_dir.exists()

    with embedded_postgres(data_dir) as server:
        assert server.url == before


def test_importing_the_settings_starts_nothing(place):
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    program = "import smartcity.settings as s; print(s.DATABASES['default']['OPTIONS']['host'])"

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env=clean | {"SIMPUL_VAR": str(place / "var")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == str(place / "var" / "postgres")
    assert not (place / "var").exists()


@as_root
def test_root_runs_it_as_another_user_through_a_directory_that_only_root_may_enter(data_dir):
    data_dir.parent.chmod(0o700)

    with embedded_postgres(data_dir):
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes_in(data_dir)}

    assert owners == {data_dir.stat().st_uid}
    assert owners != {0}


@as_root
def test_a_passage_is_opened_for_one_user_only_and_shows_nothing(place):
    closed = place / "closed"
    inner = closed / "inner"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    closed.chmod(0o700)
    inner.chmod(0o755)
    first, second = 54321, 54322

    opened = allow_traversal(inner, first, first)

    assert closed in opened
    assert can(first, "test -e file", inner)
    assert not can(first, "ls", closed)
    assert not can(second, "test -e file", inner)
    assert allow_traversal(inner, first, first) == []
    allow_traversal(inner, second, second)
    assert can(first, "test -e file", inner)


def can(uid, command, directory):
    script = f"cd {directory} && {command}"
    done = subprocess.run(
        ["sh", "-c", script], user=uid, group=uid, extra_groups=[], capture_output=True, check=False
    )
    return done.returncode == 0
