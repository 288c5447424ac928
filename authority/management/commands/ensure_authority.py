from django.core.management.base import BaseCommand, CommandError

from authority import authorities, keystore
from indonesian import angka


class Command(BaseCommand):
    help = (
        "Makes the site's certificate authority when there is none, fresh revocation lists when "
        "they are old, and says what is wrong. Run at every start and once a day."
    )

    requires_system_checks = []  # the keys come first; nothing else of the site is needed

    def add_arguments(self, parser):
        parser.add_argument(
            "--renew-seal", action="store_true", help="new key and certificate for the seal"
        )
        parser.add_argument(
            "--revoke-old",
            action="store_true",
            help="with --renew-seal: the old key may be known to others, revoke its certificate",
        )
        parser.add_argument(
            "--bundle",
            action="store_true",
            help=f"print the value of {keystore.BUNDLE_VARIABLE} for other machines",
        )

    def handle(self, *, renew_seal, revoke_old, bundle, **options):
        if revoke_old and not renew_seal:
            raise CommandError("--revoke-old hanya dapat dipakai bersama --renew-seal.")
        try:
            found = authorities.ensure_authority()
            if renew_seal:
                found = authorities.renew_seal(revoke_old=revoke_old)
        except authorities.AuthorityError as error:
            raise CommandError(str(error)) from error
        if bundle:
            self.stdout.write(keystore.pack(found.directory))
            return
        self.stdout.write(f"Otoritas sertifikat situs siap di {found.directory}.")
        self.stdout.write(f"Sidik jari sertifikat akar (SHA-256): {found.fingerprint}")
        self.stdout.write(f"Sertifikat segel berlaku {angka(found.days_left())} hari lagi.")
        for sentence in found.problems():
            self.stderr.write(sentence)
