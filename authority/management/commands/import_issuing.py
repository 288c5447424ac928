from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from authority import ceremony
from authority.keystore import AuthorityError


class Command(BaseCommand):
    help = (
        "On the server: takes in what sign_issuing gave. With a certificate, seal and time stamps"
        " get new keys."
    )

    def add_arguments(self, parser):
        parser.add_argument("answer", type=Path)
        parser.add_argument(
            "--replace-lost",
            action="store_true",
            help="the old keys are lost and there is no backup: old documents are then known by"
            " their hash only",
        )

    def handle(self, *, answer, replace_lost, **options):
        try:
            authority = ceremony.import_issuing(answer.read_bytes(), replace_lost=replace_lost)
        except AuthorityError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Otoritas sertifikat situs siap di {authority.directory}.")
        self.stdout.write(f"Sidik jari sertifikat akar (SHA-256): {authority.fingerprint}")
