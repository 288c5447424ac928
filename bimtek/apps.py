from django.apps import AppConfig


class BimtekConfig(AppConfig):
    name = "bimtek"
    verbose_name = "Bimtek"

    def ready(self):
        from bimtek.invitation_letter import INVITATION
        from bimtek.papers import register_paper

        register_paper(INVITATION)
