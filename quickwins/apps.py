from django.apps import AppConfig


class QuickWinsConfig(AppConfig):
    name = "quickwins"
    verbose_name = "Quick win"
