from django.apps import AppConfig


class EnactmentsConfig(AppConfig):
    name = "enactments"
    verbose_name = "Penetapan"
