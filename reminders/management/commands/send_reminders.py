from django.core.management.base import BaseCommand

from reminders.sending import send_reminders


class Command(BaseCommand):
    help = "Write the reminders that are due now. Workers do it by themselves; it may run twice."

    def handle(self, **options):
        self.stdout.write(f"{send_reminders()} surat ditulis.")
