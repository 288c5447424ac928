from django.apps import AppConfig


class OverviewsConfig(AppConfig):
    name = "overviews"
    verbose_name = "Ikhtisar program"

    def ready(self):
        from exports.generators import register_generator
        from overviews.generators import OWED

        for generator, owed in OWED.items():
            register_generator(generator, owed=owed)
