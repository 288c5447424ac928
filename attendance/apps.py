from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = "Daftar hadir"

    def ready(self):
        from attendance.papers import PAPERS
        from attendance.snapshot_part import MEETINGS
        from bimtek.papers import register_paper
        from editions.parts import register_part

        for kind in PAPERS:
            register_paper(kind)
        register_part(MEETINGS)
