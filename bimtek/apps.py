from django.apps import AppConfig


class BimtekConfig(AppConfig):
    name = "bimtek"
    verbose_name = "Bimtek"

    def ready(self):
        from bimtek.workflow import mark_signed  # models are not loaded before
        from commitments.signing import when_complete

        when_complete(mark_signed)
