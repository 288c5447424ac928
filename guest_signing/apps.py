from django.apps import AppConfig


class GuestSigningConfig(AppConfig):
    name = "guest_signing"
    verbose_name = "Penandatangan tanpa akun"

    def ready(self):
        from commitments.notices import when_guest_is_asked  # models are not loaded before
        from guest_signing import links
        from letters.secret import register_writer

        when_guest_is_asked(links.send_link)
        register_writer(links.LINK, links.write_link)
        register_writer(links.CODE, links.write_code)
        register_writer(links.HALL, links.write_to_hall)
