from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "instruments"
    verbose_name = "Instrumen"

    def ready(self):
        from instruments import appointing
        from letters.secret import register_writer

        register_writer(appointing.LETTER, appointing.write_first_letter)
