from django.apps import AppConfig

from layouts.typed import clean_what_is_typed


class SmartcityConfig(AppConfig):
    name = "smartcity"
    verbose_name = "Simpul"

    def ready(self):
        clean_what_is_typed()
