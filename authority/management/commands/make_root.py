from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from authority import ceremony
from authority.keystore import AuthorityError
from authority.management.secrets import root_secret


class Command(BaseCommand):
    help = (
        "Makes the root's key and certificate in a folder, on a machine that is not the server."
        " With --move: takes the key of a root that was made on the server away from it."
    )

    requires_system_checks = []  # the machine in the safe has no database

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, type=Path, help="the folder, on a USB stick")
        parser.add_argument("--move", action="store_true", help="run on the server, once")

    def handle(self, *, out, move, **options):
        make = ceremony.move_root if move else ceremony.make_root
        try:
            root = make(out, root_secret(again=True))
        except AuthorityError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Kunci akar tersimpan di {out}. Simpan terkunci, dengan satu salinan.")
        self.stdout.write(f"Sidik jari sertifikat akar (SHA-256): {ceremony.fingerprint(root)}")
