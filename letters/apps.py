from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "letters"
    verbose_name = "Surat"

    def ready(self):
        from letters import passwords
        from letters.secret import register_writer

        register_writer(passwords.KIND, passwords.compose_password_link)
