"""Loads the instruments of instruments/data/ that are not there yet."""

from django.core.management.base import BaseCommand

from instruments.loading import load_instrument, shipped


class Command(BaseCommand):
    help = "Memuat instrumen rujukan; yang sudah ada dibiarkan, jadi boleh dijalankan kapan saja."

    def handle(self, *, verbosity, **options):
        for data in shipped():
            instrument = load_instrument(data)
            if verbosity:
                self.stdout.write(f"{instrument.code}: {instrument.get_state_display()}.")
