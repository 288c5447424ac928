from django.core.management.base import BaseCommand, CommandError

from trails.models import ChainLink, EventChain, HeadStamp
from trails.verification import faults_found


class Command(BaseCommand):
    help = (
        "Looks through all chains of events and their time stamps. Says each row that was changed,"
        " removed, put in or moved, and ends with an error where there is one. Changes nothing."
    )

    def handle(self, **_options):
        found = 0
        for sentence in faults_found():
            self.stdout.write(sentence)
            found += 1
        if found:
            raise CommandError(f"{found} temuan. Rantai peristiwa tidak utuh.")
        last = HeadStamp.objects.last()
        stamped = f"penanda waktu terakhir {last}" if last else "belum ada penanda waktu"
        self.stdout.write(
            f"{EventChain.objects.count()} rantai, {ChainLink.objects.count()} peristiwa:"
            f" utuh; {stamped}."
        )
