from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"
    verbose_name = "Kohort"

    def ready(self):
        from cohorts.decrees import months_until_decree
        from mandates.standing import ask_months_of

        ask_months_of(months_until_decree)
