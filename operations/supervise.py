"""`make run`: all that the site is on one machine, begun together and ended together.

PostgreSQL (unless DATABASE_URL says where one is), then `manage.py prepare`, then the web server
and the worker, which are brought back when they die. Ctrl-C or SIGTERM ends everything in order.
If this process itself is killed, the kernel ends the web server and the worker, PostgreSQL's
keeper sees that nobody is left, and the next start ends what is still on its way out.

On a production of several machines none of this is needed: see README.md.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from operations.logtail import LogTail
from operations.postgres import (
    BASE_DIR,
    SITE_ROLE,
    EmbeddedPostgres,
    PostgresError,
    embedded_postgres,
    embedded_url,
    var_dir,
)
from operations.processes import FileLock, die_with_parent, open_log, say, started_at

PATIENCE = 8  # seconds that a child gets to finish what it is doing
LONGEST_PAUSE = 30
STEADY = 60  # after so many seconds of life a death is news again, not a series


class RunError(Exception):
    """The site cannot be started. The message is meant for the person at the terminal."""


class Child:
    """One supervised process and its log. It has a process group of its own."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        surroundings: dict[str, str],
        keep_open: tuple[int, ...] = (),
    ) -> None:
        self.name = name
        self.surroundings = surroundings
        self.command = command
        self.keep_open = keep_open
        self.log = var_dir() / "log" / f"{name}.log"
        self.process: subprocess.Popen | None = None
        self.deaths = 0
        self.begun = 0.0
        self.next_start = 0.0

    def start(self) -> None:
        """Start it; its words go to its log."""
        output = open_log(self.log)
        try:
            self.process = subprocess.Popen(
                self.command,
                cwd=BASE_DIR,
                env=os.environ | self.surroundings,
                pass_fds=self.keep_open,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the supervisor, which ends them in order
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        finally:
            os.close(output)
        self.begun = time.monotonic()

    def look_after(self) -> bool:
        """Start it again if it has died, with growing pauses. True when it was started."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.signal(signal.SIGKILL)  # what its death has left of its group
            self.deaths = 1 if now - self.begun > STEADY else self.deaths + 1
            pause = min(2 ** (self.deaths - 1) - 1, LONGEST_PAUSE)
            self.next_start = now + pause
            when = f"dalam {pause} detik" if pause else "sekarang"
            say(f"{self.name} berhenti ({self.process.returncode}); dijalankan lagi {when}.")
            self.process = None
        if self.process is None and now >= self.next_start:
            self.start()
            return True
        return False

    def signal(self, number: signal.Signals) -> None:
        """Tell the whole group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ask_to_stop(self) -> None:
        """Tell the process to finish; its own children hear of it from it."""
        if self.process is not None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end until then, and end it."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0, until - time.monotonic()))
            self.signal(signal.SIGKILL)
            self.process.wait()


class Site:
    """The children of one `make run`, written down so that the next one can find leftovers."""

    def __init__(self, listener: socket.socket, database: EmbeddedPostgres | None) -> None:
        self.listener = listener
        self.database = database
        python = sys.executable
        web = [python, "-m", "gunicorn", "smartcity.wsgi", "--bind", f"fd://{listener.fileno()}"]
        web += ["--workers", os.environ.get("WEB_CONCURRENCY", "2")]
        web += ["--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"]
        worker = [python, "manage.py", "worker"]
        # The listening socket stays with the supervisor: while the web server is brought back,
        # visitors wait a moment instead of being refused.
        site = {"DATABASE_URL": embedded_url(role=SITE_ROLE)} if database else {}
        self.children = [
            Child("web", web, surroundings=site, keep_open=(listener.fileno(),)),
            Child("worker", worker, surroundings=site),
        ]

    @property
    def url(self) -> str:
        host, port = self.listener.getsockname()[:2]
        return f"http://{'localhost' if host.startswith('127.') else host}:{port}/"

    def prepare(self) -> str:
        """Bring database and files up to date; returns the table of example people."""
        command = [sys.executable, "manage.py", "prepare"]
        done = subprocess.run(
            command,
            cwd=BASE_DIR,
            env=os.environ | ({"SIMPUL_SITE_ROLE": SITE_ROLE} if self.database else {}),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        if done.returncode != 0:
            raise RunError(
                "persiapan gagal; sebabnya tertulis di atas. Yang sudah tersimpan tetap ada."
            )
        return done.stdout

    def run(self) -> None:
        """Start and look after everything, for ever. Ended by an exception of a signal."""
        people = self.prepare()
        tails = [LogTail(child.log) for child in self.children]
        if self.database is not None:
            tails.append(LogTail(self.database.log))
        told = False
        while True:
            started = [child for child in self.children if child.look_after()]
            if started:
                self.write_down()
            if self.database is not None:
                self.database.ensure()
            for tail in tails:
                for line in tail.news():
                    say(line)
            if not told and (told := self.answers()):
                sys.stdout.write(
                    f"Simpul berjalan di {self.url} (Ctrl-C menghentikannya)\n{people}"
                )
                sys.stdout.flush()
            self.give_up_if_hopeless(told)
            time.sleep(0.3)

    def answers(self) -> bool:
        """Whether the web server gives any answer; faults that it reports are passed on."""
        host, port = self.listener.getsockname()[:2]
        connection = http.client.HTTPConnection(host, port, timeout=10)
        try:
            connection.request("GET", "/sehat/")
            body = connection.getresponse().read()
        except OSError:
            return False
        finally:
            connection.close()
        with contextlib.suppress(ValueError, AttributeError):
            for name, state in json.loads(body).items():
                if isinstance(state, str) and state != "baik":
                    say(f"perlu perhatian ({name}): {state}")
        return True

    def give_up_if_hopeless(self, told: bool) -> None:
        """A site that has never answered and keeps dying is not brought back for ever."""
        for child in self.children:
            if not told and child.deaths >= 4:
                raise RunError(f"{child.name} tidak dapat dimulai; sebabnya ada di {child.log}.")

    def stop(self) -> None:
        """End the children, politely first. Takes at most PATIENCE seconds."""
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            child.wait(until)
        _children_note().unlink(missing_ok=True)

    def write_down(self) -> None:
        """Note who runs now, for `end_leftovers` of the next start."""
        running = {child.name: child.process.pid for child in self.children if child.process}
        note = {name: [pid, started_at(pid)] for name, pid in running.items()}
        _children_note().write_text(json.dumps(note))


def end_leftovers() -> bool:
    """End the children of a supervisor that was killed. True if there had been one."""
    note = _children_note()
    try:
        left = dict(json.loads(note.read_text()).values())  # process number: when it began
    except FileNotFoundError:
        return False
    except ValueError:
        left = {}
    for number, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, 2)):
        alive = [pid for pid, began in left.items() if began and started_at(pid) == began]
        for pid in alive:
            with contextlib.suppress(ProcessLookupError):
                (os.kill if number == signal.SIGTERM else os.killpg)(pid, number)
        until = time.monotonic() + patience
        while any(started_at(pid) == left[pid] for pid in alive) and time.monotonic() < until:
            time.sleep(0.1)
    note.unlink()
    return True


def bind_port(patience: float) -> socket.socket:
    """The port of the site, bound but not yet listening. Raises RunError when it is taken."""
    host, port = os.environ.get("SIMPUL_LISTEN") or "127.0.0.1", int(os.environ.get("PORT") or 8000)
    until = time.monotonic() + patience
    while True:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            listener.close()
            if time.monotonic() >= until:
                raise RunError(
                    f"port {port} di {host} tidak dapat dipakai ({error.strerror})."
                    f" Pilih yang lain: make run PORT={port + 1}"
                ) from error
            time.sleep(0.2)
        else:
            return listener


def _children_note() -> Path:
    return var_dir() / "run.json"


def _leave(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _run(stack: contextlib.ExitStack) -> None:
    lock = FileLock(var_dir() / "run.lock")
    stack.callback(lock.close)
    if not lock.take():
        raise RunError(f"sudah berjalan: {lock.read()}. Hentikan dahulu dengan Ctrl-C di sana.")
    lock.write(f"proses {os.getpid()}")
    listener = bind_port(patience=10 if end_leftovers() else 0)
    stack.callback(listener.close)
    database = None
    if not os.environ.get("DATABASE_URL"):
        say("memulai PostgreSQL …")
        database = stack.enter_context(embedded_postgres())
    site = Site(listener, database)
    lock.write(f"{site.url}, proses {os.getpid()}")
    stack.callback(site.stop)
    site.run()


def main() -> int:
    """Run the site until it is told to stop. 0 after an orderly end, 1 when it cannot run."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    with contextlib.ExitStack() as stack:
        # Last to run: the end itself is not interrupted, every step of it has its time limit.
        try:
            var_dir().mkdir(parents=True, exist_ok=True)
            _run(stack)
        except KeyboardInterrupt:
            say("menghentikan semuanya …")
            status = 0
        except (RunError, PostgresError) as error:
            say(str(error))
            status = 1
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
    if status == 0:
        say("selesai; semua data tersimpan.")
    return status


if __name__ == "__main__":
    sys.exit(main())
