from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = "Daerah"

    def ready(self):
        from letters.secret import register_writer
        from regions import invitations

        register_writer(invitations.LETTER, invitations.write)
