"""What the table of a cohort shows: a province, a state, a name."""

from django import forms

from cohorts.models import Selection
from layouts import FilterForm, FilterHelper
from monitoring.cohort_figures import CohortRow
from regions.models import Region

STATES = {
    "belum": ("Belum diputuskan", lambda row: row.nomination.verdict == Selection.OPEN),
    "terpilih": ("Terpilih", lambda row: row.nomination.verdict == Selection.CHOSEN),
    "tidak": ("Tidak terpilih", lambda row: row.nomination.verdict == Selection.PASSED),
    "tanpa-nilai": ("Belum punya nilai", lambda row: row.rank is None),
    "nilai-kurang": ("Nilai belum lengkap", lambda row: bool(row.lacking)),
    "seri": ("Seri", lambda row: bool(row.rank and row.rank.others)),
    "tanpa-mou": ("Tanpa Nota Kesepakatan", lambda row: not row.mandates.agreement),
    "sk-terlambat": ("SK terlambat", lambda row: bool(row.mandates.late)),
    "tanpa-rencana": (
        "Terpilih, belum mulai menulis",
        lambda row: row.nomination.verdict == Selection.CHOSEN and not row.plan,
    ),
    "ditinjau": ("Sedang ditinjau", lambda row: row.in_review),
    "lama": ("Menunggu terlalu lama", lambda row: row.is_overdue),
}


class CohortFilter(FilterForm):
    """Which regions of a cohort. All may stay empty; the rows are filtered in memory, since the
    places are counted over all of them."""

    helper = FilterHelper("daerah")

    cari = forms.CharField(label="Cari nama", required=False, max_length=80)
    provinsi = forms.ChoiceField(label="Provinsi", required=False)
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua keadaan"), *((key, words) for key, (words, _) in STATES.items())],
    )

    def __init__(self, *args, provinces: list[Region], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(one.code, one.name) for one in provinces]
        self.fields["provinsi"].choices = [("", "Semua provinsi"), *names]

    def apply(self, rows: list[CohortRow]) -> list[CohortRow]:
        """The rows that were asked for, in their order."""
        chosen = self.chosen
        words, province = chosen.get("cari", "").casefold().split(), chosen.get("provinsi")
        _, fits = STATES.get(chosen.get("keadaan"), ("", lambda row: True))
        return [
            row
            for row in rows
            if fits(row)
            and province in (None, row.province.code)
            and all(word in str(row.region).casefold() for word in words)
        ]
