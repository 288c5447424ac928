from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "Program"

    def ready(self):
        from programs.documents import ProgramDocument  # models are there only now
        from revisions.registry import register

        register(ProgramDocument.kind, ProgramDocument.of)
