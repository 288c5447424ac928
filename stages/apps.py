from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "stages"
    verbose_name = "Tahap"

    def ready(self):
        from commitments.signing import when_complete  # models are not loaded before
        from progress.completeness import add_source
        from stages.open_items import waiting_steps
        from stages.workflow import when_all_signed

        when_complete(when_all_signed)
        add_source(waiting_steps)
