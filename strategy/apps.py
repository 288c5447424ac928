from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"
    verbose_name = "Visi dan sasaran"

    def ready(self):
        from revisions.registry import register
        from strategy import documents  # models are there only now

        for document in (
            documents.IdentityDocument,
            documents.VisionDocument,
            documents.AlignmentDocument,
            documents.TeamsDocument,
            documents.AimDocument,
        ):
            register(document.kind, document.of)
