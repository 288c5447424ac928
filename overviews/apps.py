from django.apps import AppConfig


class OverviewsConfig(AppConfig):
    name = "overviews"
    verbose_name = "Ikhtisar program"

    def ready(self):
        from exports.generators import register_generator
        from overviews.generators import OWED
        from overviews.meeting_data import meetings

        register_generator(
            meetings, owed="Belum ada bimtek yang dicatat.", behind="lampiran-penyusunan"
        )
        for generator, owed in OWED.items():
            register_generator(generator, owed=owed)
