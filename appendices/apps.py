from django.apps import AppConfig


class AppendicesConfig(AppConfig):
    name = "appendices"
    verbose_name = "Lampiran buku"

    def ready(self):
        from appendices.generators import OWED, scans
        from exports.generators import register_generator

        register_generator(scans, owed=OWED)
