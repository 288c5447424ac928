from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from authority import ceremony
from authority.keystore import AuthorityError


class Command(BaseCommand):
    help = "On the server: makes the issuing authority's key and what the root has to certify."

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, type=Path, help="a file for the root's machine")

    def handle(self, *, out, **options):
        try:
            request = ceremony.request_issuing()
            out.write_bytes(request)
        except AuthorityError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Permintaan ditulis di {out}. Bawa ke komputer yang menyimpan akar:")
        self.stdout.write("  manage.py sign_issuing --root FOLDER --request BERKAS --out JAWABAN")
        self.stdout.write(f"SHA-256 permintaan: {ceremony.hash_of(request)}")
