from django.apps import AppConfig


class CompilingConfig(AppConfig):
    name = "compiling"
    verbose_name = "Susunan pokja"
