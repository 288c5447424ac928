"""One archive with everything that lives, and the way back: `make backup`, `make restore FILE=…`.

pg_dump and pg_restore are those of the package that brings the server: a dump can only be made and
read by a PostgreSQL that is at least as new as the database. In the archive: `simpul.dump`, the
folders `media/` (without S3) and `authority/`. The database goes first: files are only ever added,
so every file that a row names is there. Keys of the seal stay encrypted; what opens them
(SIMPUL_SECRET_KEY or SIMPUL_AUTHORITY_PASSPHRASE) is not in it and has to be kept apart.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from operations.cluster import PostgresError, binary
from operations.postgres import embedded_postgres, var_dir
from operations.processes import say

DUMP = "simpul.dump"
IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"


class BackupError(Exception):
    """Nothing was written. The message is meant for the person at the terminal."""


@dataclass(frozen=True)
class Places:
    """Where what lives is kept; `folders` by their names in the archive."""

    database: str
    folders: dict[str, Path]

    @classmethod
    def of_site(cls, database: str) -> "Places":
        """As the settings have them."""
        authority = os.environ.get("SIMPUL_AUTHORITY_DIR") or var_dir() / "authority"
        folders = {"media": var_dir() / "media", "authority": Path(authority)}
        if os.environ.get("SIMPUL_S3_BUCKET"):
            del folders["media"]
        return cls(database, folders)


def save(places: Places, archive: Path) -> None:
    """Write everything into one archive, whole or not at all; the site may run meanwhile.

    Raises BackupError.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_name(archive.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
            dump = Path(folder) / DUMP
            options = ["--format=custom", "--no-owner", "--no-privileges"]
            _run("pg_dump", *options, f"--file={dump}", places.database)
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                with tarfile.open(fileobj=file, mode="w") as tar:
                    tar.add(dump, DUMP)
                    for name, place in places.folders.items():
                        if place.is_dir():
                            tar.add(place, name)
                file.flush()
                os.fsync(file.fileno())
        unfinished.rename(archive)
    except OSError as error:
        raise BackupError(f"Cadangan tidak dapat ditulis: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def restore(places: Places, archive: Path) -> None:
    """Bring an archive back into an empty database and empty folders. Raises BackupError.

    What is there is never written over. A dump that does not go in whole leaves nothing.
    """
    with _database(places.database) as connection, connection.cursor() as cursor:
        cursor.execute(IS_EMPTY)
        full = [] if cursor.fetchone()[0] else ["basis data"]
    full += [str(place) for place in places.folders.values() if _holds_something(place)]
    if full:
        raise BackupError(
            f"Sudah ada isinya: {', '.join(full)}. Pulihkan ke tempat yang kosong: hentikan situs"
            f" dan pindahkan {var_dir()} (atau beri SIMPUL_VAR lain), lalu ulangi."
        )
    try:
        with tarfile.open(archive) as tar, tempfile.TemporaryDirectory() as folder:
            inside = _plain_members(tar, Path(folder).resolve())
            tar.extractall(folder, members=inside)  # noqa: S202 - each was looked at
            dump = Path(folder) / DUMP
            if not dump.exists():
                raise BackupError(f"{archive} bukan cadangan Simpul: {DUMP} tidak ada di dalamnya.")
            options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
            _run("pg_restore", *options, f"--dbname={places.database}", str(dump))
            for name, place in places.folders.items():
                _move(Path(folder) / name, place)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{archive} tidak dapat dibaca: {error}") from error


def _plain_members(tar, folder):
    """Files and folders that stay inside, owned by whom restores.

    What `filter="data"` promises from Python 3.11.4 on; Debian 12 has 3.11.2.
    """
    for member in tar:
        is_inside = (folder / member.name).resolve().is_relative_to(folder)
        if not is_inside or not (member.isfile() or member.isdir()):
            raise tarfile.ReadError(f"{member.name} bukan bagian sebuah cadangan")
        member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
        member.mode &= 0o755
        yield member


@contextmanager
def _database(url):
    try:
        connection = psycopg2.connect(url)
    except psycopg2.OperationalError as error:
        raise BackupError(f"Basis data tidak dapat dihubungi: {error}") from error
    with closing(connection):
        yield connection


def _holds_something(place):
    return place.is_dir() and any(place.iterdir())


def _move(source, place):
    if not source.exists():
        return
    place.mkdir(parents=True, exist_ok=True, mode=0o700 if place.name == "authority" else 0o755)
    shutil.copytree(source, place, dirs_exist_ok=True)


def _run(program, *arguments):
    done = subprocess.run(
        [str(binary(program)), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupError(f"{program} gagal: {done.stderr.strip()}")


def main() -> int:
    """`save [FILE]` or `restore FILE`."""
    parser = argparse.ArgumentParser(prog="python -m operations.backup", description=main.__doc__)
    parser.add_argument("verb", choices=["save", "restore"])
    parser.add_argument("file", nargs="?", type=Path)
    given = parser.parse_args()
    named = time.strftime("simpul-%Y%m%d-%H%M%S.tar")
    archive = given.file or var_dir() / "backup" / named
    if given.verb == "restore" and (given.file is None or not archive.is_file()):
        say("sebut berkas cadangannya: make restore FILE=var/backup/simpul-….tar")
        return 1
    own = os.environ.get("DATABASE_URL")
    try:
        with nullcontext() if own else embedded_postgres() as server:
            places = Places.of_site(own or server.url)
            (save if given.verb == "save" else restore)(places, archive)
    except (BackupError, PostgresError) as error:
        say(str(error))
        return 1
    if given.verb == "save":
        say(f"cadangan ditulis: {archive}. Simpan SIMPUL_SECRET_KEY terpisah darinya.")
    else:
        say("cadangan dipulihkan. Jalankan situs seperti biasa (make run).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
