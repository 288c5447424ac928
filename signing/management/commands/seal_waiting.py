from django.core.management.base import BaseCommand

from signing.sweeping import queue_owed


class Command(BaseCommand):
    help = (
        "Queues again what workers still owe: letters to be shown, and documents that everybody has"
        " signed but nobody has sealed. Changes nothing when nothing is owed; run it at any time."
    )

    def handle(self, **_options):
        owed = queue_owed()
        self.stdout.write(f"{owed} komitmen dimasukkan lagi ke antrean.")
