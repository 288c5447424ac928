from django.apps import AppConfig


class RealisationConfig(AppConfig):
    name = "realisation"
    verbose_name = "Realisasi"

    def ready(self):
        from editions.actions import when_kept
        from realisation.baseline import keep_baseline
        from realisation.report_book import KIND, VALUES, ReportBook, ValueBook
        from sheets.registry import register_family

        when_kept(keep_baseline)
        register_family(KIND, ReportBook)
        register_family(VALUES, ValueBook)
