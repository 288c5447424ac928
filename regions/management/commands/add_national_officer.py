"""Makes the first person who can let others in: a national officer."""

import secrets

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from audit.trail import record


class Command(BaseCommand):
    help = "Make somebody a national officer; prints a password once if the account is new."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    @transaction.atomic
    def handle(self, email, name, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None and not name:
            raise CommandError("Akun baru: sertakan --name dengan nama lengkap.")
        if user is None:
            password = secrets.token_urlsafe(12)
            user = User.objects.create_user(email, name=name, password=password)
            self.stdout.write(f"Kata sandi sementara: {password}")
        user.is_national = True
        user.save(update_fields=["is_national"])
        record(None, "role.granted", None, person=user.name, role="national")
        self.stdout.write(f"{user} sekarang petugas nasional.")
