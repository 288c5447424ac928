"""Django's own `migrate`; at its end the guards are held and the site's role gets its rights."""

from django.core.management import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate

from operations.guards import SiteRoleError, grant_to_site, hold_guards


class Command(DjangoMigrate):
    def handle(self, *arguments, **options):
        super().handle(*arguments, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        hold_guards()
        try:
            grant_to_site()
        except SiteRoleError as error:
            raise CommandError(str(error)) from error
