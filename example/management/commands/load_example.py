"""Loads the example regions of `example/`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from example.loading import load


class Command(BaseCommand):
    help = "Memuat daerah contoh; yang sudah dimuat atau diubah orang tidak disentuh."

    def handle(self, *, verbosity, **options):
        if not settings.EXAMPLE_SITE:  # its passwords are published
            raise CommandError(
                "Ini bukan situs contoh (SIMPUL_EXAMPLE), jadi tidak ada yang dimuat."
            )
        loaded = load()
        if verbosity:
            names = ", ".join(map(str, loaded)) or "tidak ada yang baru"
            self.stdout.write(f"Daerah contoh dimuat: {names}.")
