from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.views.decorators.debug import sensitive_variables

from bsre.probe import Proof, findings
from bsre.servers import server_for


class Command(BaseCommand):
    help = (
        "Tells what the agency's own Esign Client Service does: status, prefix, coordinates or tag,"
        " a second signature, headers. Asks for NIK and passphrase, keeps neither, and makes two"
        " signatures on a test page that is thrown away."
    )

    def add_arguments(self, parser):
        parser.add_argument("--region", default="", help="Kemendagri code, e.g. 33.04")
        parser.add_argument("--totp", action="store_true", help="a code instead of a passphrase")

    @sensitive_variables("nik", "secret", "proof")
    def handle(self, region="", totp=False, **_options):
        server = server_for(region)
        if server is None:
            raise CommandError("SIMPUL_BSRE_URL belum diisi; lihat docs/bsre.md.")
        nik = getpass("NIK: ").strip()
        secret = getpass("Kode TOTP: " if totp else "Passphrase: ")
        proof = Proof(nik, totp=secret) if totp else Proof(nik, passphrase=secret)
        for sentence in findings(server, proof):
            self.stdout.write(sentence)
