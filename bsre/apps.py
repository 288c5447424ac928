from django.apps import AppConfig


class BsreConfig(AppConfig):
    name = "bsre"
    verbose_name = "BSrE"
