from django.apps import AppConfig


class QuickWinsConfig(AppConfig):
    name = "quickwins"
    verbose_name = "Quick win"

    def ready(self):
        from quickwins.documents import ProfileDocument  # models are there only now
        from revisions.registry import register

        register(ProfileDocument.kind, ProfileDocument.of)
