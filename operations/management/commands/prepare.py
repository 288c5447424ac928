"""Bring the database and the files to the state that this code needs. Safe to run again."""

import hashlib
import io
import sys
import time
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from example import logins

STEPS = [
    ("struktur basis data", "migrate", {"interactive": False}),
    ("penghitung batas masuk", "createcachetable", {}),
    ("daftar daerah", "load_regions", {}),
    ("dimensi", "load_dimensions", {}),
    ("kerangka buku", "load_outlines", {}),
    ("instrumen asesmen", "load_instruments", {}),
    ("otoritas sertifikat", "ensure_authority", {"at_start": True}),
    ("komitmen yang menunggu", "seal_waiting", {}),
    ("indeks pencarian", "build_search", {"later": True}),
]
EXAMPLE = ("daerah contoh", "load_example", {})


class Command(BaseCommand):
    help = (
        "Migrates, loads the reference data, collects static files and, on an example site, loads"
        " the example regions. Progress goes to the error output, the example people to the output."
    )
    requires_system_checks = ()

    def handle(self, **_options):
        self.wait_for_database()
        self.refuse_a_database_of_another_time()
        for title, command, options in [*STEPS, *([EXAMPLE] if settings.EXAMPLE_SITE else [])]:
            self.step(title, lambda command=command, options=options: self.call(command, options))
        if static_files_changed():
            self.step("berkas tampilan", collect_static_files)
        if settings.EXAMPLE_SITE:
            self.stdout.write(table_of(logins()))

    def wait_for_database(self):
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"Basis data tidak dapat dihubungi: {error}") from error

    def refuse_a_database_of_another_time(self):
        """The migrations were made anew before anything ran in production; nothing is converted."""
        ours = {config.label for config in apps.get_app_configs() if is_room(config)}
        loader = MigrationLoader(connection)
        unknown = {name for name in loader.applied_migrations if name not in loader.disk_migrations}
        if any(label in ours for label, _ in unknown):
            raise CommandError(
                "Basis data ini dibuat oleh Simpul versi lama yang susunannya berbeda, jadi tidak"
                " dapat dipakai: siapkan basis data kosong (di komputer sendiri: hapus folder"
                f" {settings.VAR_DIR / 'postgres'}), lalu jalankan lagi."
            )

    def step(self, title, deed):
        begun = time.monotonic()
        deed()
        seconds = time.monotonic() - begun
        sys.stderr.write(f"simpul: {title} siap ({seconds:.1f} detik)\n".replace(".", ",", 1))
        sys.stderr.flush()

    def call(self, command, options):
        call_command(command, verbosity=0, stdout=io.StringIO(), **options)


def is_room(config) -> bool:
    """Whether an app is one of our own rooms, not a package."""
    return Path(config.path).parent == Path(settings.BASE_DIR)


def collect_static_files():
    """Copy, compress and name by content what browsers fetch."""
    call_command("collectstatic", interactive=False, verbosity=0)
    fingerprint_file().write_text(fingerprint())


def static_files_changed() -> bool:
    """Whether anything was added, changed or removed since the last collection."""
    note = fingerprint_file()
    return not note.exists() or note.read_text() != fingerprint()


def fingerprint() -> str:
    """One hash over names, sizes and times of all static files: compressing them takes seconds."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def fingerprint_file() -> Path:
    """Beside the collected files, not among them: nobody should be able to fetch it."""
    return Path(f"{settings.STATIC_ROOT}.fingerprint")


def table_of(people) -> str:
    """The example people as a plain table: role, e-mail, password."""
    rows = [("peran", "surel", "kata sandi"), *people]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True))
             for row in rows]  # fmt: skip
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(f"  {line.rstrip()}" for line in lines)
