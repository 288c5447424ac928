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
            "--renew-timestamps", action="store_true", help="the same for time stamps"
        )
        parser.add_argument(
            "--replace-lost",
            action="store_true",
            help="keys are lost or are those of another site, and there is no backup: begin with"
            " what is here; old documents are then known by their hash only",
        )
        parser.add_argument(
            "--root-here",
            action="store_true",
            help="production: make the root on this server after all (see make_root)",
        )
        parser.add_argument(
            "--at-start",
            action="store_true",
            help="say what is wrong and let the site start: it can be read and checked without",
        )
        parser.add_argument(
            "--bundle",
            action="store_true",
            help=f"print the value of {keystore.BUNDLE_VARIABLE} for other machines",
        )

    def handle(self, *, renew_seal, renew_timestamps, revoke_old, bundle, at_start, **options):
        if revoke_old and not (renew_seal or renew_timestamps):
            raise CommandError("--revoke-old hanya dapat dipakai bersama --renew-seal.")
        try:
            found = authorities.look_after(
                replace_lost=options["replace_lost"], root_here=options["root_here"]
            )
            if renew_seal:
                found = authorities.renew_seal(revoke_old=revoke_old)
            if renew_timestamps:
                found = authorities.renew_timestamps(revoke_old=revoke_old)
            if renew_seal or renew_timestamps:
                found = authorities.look_after()
        except authorities.AuthorityError as error:
            if not at_start:
                raise CommandError(str(error)) from error
            self.stderr.write(str(error))
            return
        if bundle:
            self.stdout.write(keystore.pack(found.directory))
            return
        self.describe(found)

    def describe(self, found):
        self.stdout.write(f"Otoritas sertifikat situs siap di {found.directory}.")
        self.stdout.write(f"Sidik jari sertifikat akar (SHA-256): {found.fingerprint}")
        self.stdout.write(f"Sertifikat segel berlaku {angka(found.days_left())} hari lagi.")
        for sentence in found.problems():
            self.stderr.write(sentence)
