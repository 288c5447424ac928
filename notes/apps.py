from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "notes"
    verbose_name = "Catatan"

    def ready(self):
        from notes import open_items  # models are not loaded before
        from progress.catalogue import add_task
        from progress.completeness import add_source

        add_task(open_items.TASK)
        add_source(open_items.open_notes)
