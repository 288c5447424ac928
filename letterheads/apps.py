from django.apps import AppConfig


class LetterheadsConfig(AppConfig):
    name = "letterheads"
    verbose_name = "Kop surat"
