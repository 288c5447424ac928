from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = "Surat"

    def ready(self):
        from letters import passwords
        from letters.secret import when_sent

        when_sent(passwords.KIND, passwords.write)
