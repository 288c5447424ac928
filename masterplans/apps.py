from django.apps import AppConfig


class MasterplansConfig(AppConfig):
    name = "masterplans"
    verbose_name = "Masterplan"

    def ready(self):
        from masterplans.documents import SectionDocument  # models are there only now
        from revisions.registry import register

        register(SectionDocument.kind, SectionDocument.of)
