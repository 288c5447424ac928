from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = "Daerah"

    def ready(self):
        from letters.secret import when_sent
        from regions import invitations

        when_sent(invitations.LETTER, invitations.write)
