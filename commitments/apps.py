from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = "Komitmen"

    def ready(self):
        from commitments.open_items import waiting_commitment  # models are not loaded before
        from progress.completeness import add_source

        add_source(waiting_commitment)
