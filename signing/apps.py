from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "signing"
    verbose_name = "Penandatanganan"

    def ready(self):
        from authority.dependants import add_dependant
        from commitments.signing import when_complete  # models are not loaded before
        from signing.models import FileRevision
        from signing.sealing import when_signed

        add_dependant("naskah yang sedang ditandatangani", FileRevision.objects.exists)
        when_complete(when_signed)
