from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from authority import ceremony
from authority.keystore import AuthorityError
from authority.management.secrets import root_secret


class Command(BaseCommand):
    help = (
        "On the machine with the root: certifies a request of the server and issues the root's"
        " revocation list. Without --request the list alone; once a year."
    )

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--root", required=True, type=Path, help="the folder of make_root")
        parser.add_argument("--request", type=Path, help="what request_issuing wrote")
        parser.add_argument("--out", required=True, type=Path, help="a file for the server")

    def handle(self, *, root, request, out, **options):
        asked = request.read_bytes() if request else None
        if asked:
            self.stdout.write(f"SHA-256 permintaan: {ceremony.hash_of(asked)}")
            self.stdout.write("Bandingkan dengan yang ditulis request_issuing di peladen.")
        try:
            out.write_bytes(ceremony.sign_issuing(root, root_secret(), asked))
        except AuthorityError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Jawaban ditulis di {out}. Di peladen: manage.py import_issuing BERKAS")
