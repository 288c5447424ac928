"""One form for each inventory: what the region already has."""

from analyses.fields import WorksheetYear
from analyses.forms import LONG, FindingForm
from analyses.models import Application, IctSpending, IctStaff, Regulation, VisionKeyword
from tables.number_fields import CountField, RupiahField


class RegulationForm(FindingForm):
    kept = ("form", "agency")
    wide = ("about",)
    year = WorksheetYear(label="Tahun", error_messages={"required": "Tulis tahunnya."})

    class Meta:
        model = Regulation
        fields = ["form", "number", "year", "about", "status", "agency"]
        widgets = {"about": LONG}
        help_texts = {
            "number": "Kosongkan bila masih rancangan.",
            "about": "Judul sesudah kata “tentang”.",
        }


class ApplicationForm(FindingForm):
    kept = ("agency",)
    wide = ("function", "url")
    year = WorksheetYear(label="Mulai dipakai", required=False)

    class Meta:
        model = Application
        fields = ["name", "function", "users", "maker", "year", "integration", "url", "agency"]
        widgets = {"function": LONG}
        help_texts = {
            "function": "Apa yang dikerjakan dengannya, satu kalimat.",
            "users": "Misalnya warga, pegawai, 266 desa.",
            "url": "Misalnya https://banter.banjarnegarakab.go.id.",
        }


class IctStaffForm(FindingForm):
    kept = ("agency",)
    wide = ()
    count = CountField(label="Jumlah orang", error_messages={"required": "Tulis jumlahnya."})
    certified = CountField(label="Bersertifikat", required=False)

    class Meta:
        model = IctStaff
        fields = ["position", "education", "count", "certified", "agency"]
        help_texts = {"position": "Misalnya pranata komputer, pemrogram, pengelola jaringan."}

    def clean_certified(self):
        return self.cleaned_data["certified"] or 0


class IctSpendingForm(FindingForm):
    kept = ("year", "source", "agency")
    wide = ("item",)
    year = WorksheetYear(label="Tahun", error_messages={"required": "Tulis tahunnya."})
    amount = RupiahField(
        label="Jumlah (rupiah)", error_messages={"required": "Tulis jumlahnya dalam rupiah."}
    )

    class Meta:
        model = IctSpending
        fields = ["year", "item", "source", "amount", "agency"]
        help_texts = {
            "item": "Misalnya langganan internet, peladen, pengembangan aplikasi.",
            "source": "APBD, APBN, DAK, hibah, atau lainnya.",
        }


class VisionKeywordForm(FindingForm):
    kept = ("agency",)
    wide = ("reason",)

    class Meta:
        model = VisionKeyword
        fields = ["word", "reason", "agency"]
        widgets = {"reason": LONG}
        help_texts = {
            "word": "Satu atau dua kata, misalnya “terhubung”.",
            "reason": "Dari isu, potensi, atau budaya daerah yang mana kata ini berasal.",
        }
