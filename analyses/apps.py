from functools import partial

from django.apps import AppConfig


class AnalysesConfig(AppConfig):
    name = "analyses"
    verbose_name = "Analisis"

    def ready(self):
        from analyses.documents import FindingDocument  # models are there only now
        from analyses.kinds import KINDS
        from revisions.registry import register

        for kind in KINDS.values():
            register(kind.slug, partial(FindingDocument.at, kind))
