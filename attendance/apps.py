from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = "Daftar hadir"

    def ready(self):
        from attendance.papers import PAPERS
        from bimtek.papers import register_paper

        for kind in PAPERS:
            register_paper(kind)
