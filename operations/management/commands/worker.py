"""The background worker: `db_worker`, the rounds beside it, and nothing begun is forgotten."""

import socket

from django.core.management import CommandError
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from operations import scheduler
from operations.orphaned_tasks import Claim, WorkerNameTakenError, requeue_abandoned


class Command(DatabaseWorker):
    help = (
        "Runs background tasks of all queues; first those of workers that were killed. Beside it"
        " goes the rounds of operations/scheduler.py: letters that are due, daily letters."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        name = socket.gethostname()[:64]
        parser.set_defaults(queue_name="*", reload=False, worker_id=name, interval=0.2)

    def handle(self, *, worker_id, batch, **options):
        claim = Claim(worker_id)
        beside = [scheduler.Scheduler(), scheduler.Scheduler(scheduler.EXAMINATIONS)]
        try:
            claim.take()
            self.configure_logging(options["verbosity"])
            requeue_abandoned(claim)
            if batch:  # it ends when the queue is empty: each round once, before
                scheduler.run_all()
            else:
                for thread in beside:
                    thread.start()
            super().handle(worker_id=worker_id, batch=batch, **options)
        except WorkerNameTakenError as error:
            raise CommandError(str(error)) from error
        finally:
            for thread in beside:
                thread.stop()
            claim.close()
