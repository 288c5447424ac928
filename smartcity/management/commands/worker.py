"""The background worker: `db_worker`, and nothing that a killed worker had begun is forgotten."""

import socket

from django.core.management import CommandError
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from smartcity.unfinished import Claim, WorkerNameTakenError, take_up_again


class Command(DatabaseWorker):
    help = "Runs background tasks of all queues; first those of workers that were killed."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False, worker_id=socket.gethostname()[:64])

    def handle(self, *, worker_id, **options):
        claim = Claim(worker_id)
        try:
            claim.take()
            self.configure_logging(options["verbosity"])
            take_up_again(claim)
            super().handle(worker_id=worker_id, **options)
        except WorkerNameTakenError as error:
            raise CommandError(str(error)) from error
        finally:
            claim.close()
