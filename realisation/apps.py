from django.apps import AppConfig


class RealisationConfig(AppConfig):
    name = "realisation"
    verbose_name = "Realisasi"

    def ready(self):
        from editions.actions import when_kept
        from realisation.baseline import keep_baseline

        when_kept(keep_baseline)
