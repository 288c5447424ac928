from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "authority"
    verbose_name = "Otoritas sertifikat"

    def ready(self):
        from authority.dependants import add_dependant  # models are not loaded before
        from authority.models import IssuedCertificate

        add_dependant("sertifikat yang sudah diterbitkan", IssuedCertificate.objects.exists)
