from django.apps import AppConfig


class WordfilesConfig(AppConfig):
    name = "wordfiles"
    verbose_name = "Dokumen Word"
