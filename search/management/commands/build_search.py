from django.core.management.base import BaseCommand

from indonesian import many
from search.indexing import mark_everything, marked_plans, refresh_all, refresh_everything_later
from search.models import Mark


class Command(BaseCommand):
    help = (
        "Reads anew for the search what has changed; with --all everything. Changes nothing when"
        " nothing has changed; run it at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="read everything anew")
        parser.add_argument("--later", action="store_true", help="leave the work to a worker")

    def handle(self, **options):
        if options["all"]:
            mark_everything()
        if options["later"]:
            if Mark.objects.exists():
                refresh_everything_later.enqueue()
            return
        done = sum(refresh_all(plan) for plan in marked_plans())
        self.stdout.write(f"{many(done, 'isian')} dibaca untuk pencarian.")
