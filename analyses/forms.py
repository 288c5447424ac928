"""One form for each kind of analysis row. Choices are narrowed to the masterplan's own."""

import uuid
from itertools import groupby

from django import forms

from analyses.codes import Codes
from analyses.fields import AgencyField
from analyses.models import (
    READINESS_AREAS,
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessHead,
    ReadinessItem,
    SwotEntry,
    SwotKind,
    TowsKind,
    TowsStrategy,
)
from analyses.parts import ENTRIES, as_data, names_of
from dimensions.models import SubDimension
from masterplans.models import Masterplan
from regions.models import Agency
from regions.rules import agencies_for, agencies_of
from revisions.fields import TokenField
from revisions.tokens import Parts

LONG = forms.Textarea(attrs={"rows": 3})
LEVEL_WORDS = [
    (0, "0, belum ada"),
    (1, "1, baru mulai"),
    (2, "2, sebagian"),
    (3, "3, berjalan"),
    (4, "4, berjalan dan terukur"),
]


class FindingForm(forms.ModelForm):
    """What all of them share: the agency, and the dimensions of this masterplan.

    The same form takes the page of one row and a row of the grid, which sends fewer fields. What
    was not sent is left as it is (`sent` names what was).
    """

    base = TokenField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agency = AgencyField(
        Agency.objects.none(),
        label="Perangkat Daerah yang mengisi",
        empty_label="Pilih Perangkat Daerah",
        error_messages={"required": "Pilih Perangkat Daerah."},
    )
    kept: tuple[str, ...] = ("dimension", "agency")  # what the next row most likely shares
    wide: tuple[str, ...] = ("text",)  # fields that take the whole width

    def __init__(self, *args, masterplan: Masterplan, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.masterplan = self.instance.masterplan = masterplan
        if not self.instance.pk:
            self.initial.setdefault("form_key", uuid.uuid4())
        self._offer_agencies(user)
        if "dimension" in self.fields:
            field = self.fields["dimension"]
            field.queryset = masterplan.dimension_set.dimensions
            field.empty_label = "Pilih dimensi"
            field.error_messages["required"] = "Pilih dimensi."
        if self.is_bound:
            self._take_what_was_sent()

    def _take_what_was_sent(self):
        names = names_of(self._meta.model)
        self.sent = [name for name in names if name in self.fields and self._is_sent(name)]
        self.data = self.data.copy()
        for name, field in self.fields.items():
            if name in names and name not in self.sent and name != "entries":
                value = field.prepare_value(self.get_initial_for_field(field, name))
                self.data[name] = "" if value is None else value

    def _is_sent(self, name):
        return name in self.data or name in self.files

    def _offer_agencies(self, user):
        """Agencies that somebody may write for, and the one that the row has already."""
        region = self.masterplan.region
        offered = agencies_for(user, region)
        if self.instance.agency_id:
            offered = offered | region.agencies.filter(pk=self.instance.agency_id)
        self.fields["agency"].queryset = offered
        # A row that was loaded without one does not have to be given one to be changed.
        self.fields["agency"].required = not self.instance.pk or bool(self.instance.agency_id)
        if not self.instance.pk and (own := agencies_of(user, region)):
            self.initial.setdefault("agency", min(own))

    def wanted(self) -> Parts:
        """The parts that this form holds and that are right, as data; a wrong box is left out."""
        return {name: as_data(self.cleaned_data[name]) for name in self.right}

    @property
    def right(self) -> list[str]:
        """What was sent and can be taken."""
        return [name for name in self.sent if name not in self.errors and name in self.cleaned_data]

    @property
    def lacks(self) -> bool:
        """Whether not even what is right can be saved."""
        required = {name for name, field in self.fields.items() if field.required}
        is_new = not self.instance.pk
        return bool(self.non_field_errors() or (is_new and required & self.errors.keys()))

    def boxes(self) -> dict:
        """What stands in the boxes of the page of this row, as a script puts it in."""
        found = {}
        for name in names_of(self._meta.model):
            if name in self.fields:
                value = self.fields[name].prepare_value(self.initial.get(name))
                many = isinstance(value, list)
                found[name] = list(map(str, value)) if many else str("" if value is None else value)
        return found

    # What the row may say as a whole is asked by the verb (`checks.py`), whichever way it comes.
    def validate_unique(self):
        pass

    def validate_constraints(self):
        pass

    def take_base(self, base) -> None:
        """Show what was typed once more, begun from the row as it is now."""
        self.data = self.data.copy()
        self.data["base"] = str(base)

    def tell(self, faults: dict[str, str]) -> None:
        """Say beside the boxes what the verb has found wrong."""
        for name, sentence in faults.items():
            self.add_error(name if name in self.fields else None, sentence)

    def to_keep(self) -> dict[str, str]:
        """What the form for the next row starts with."""
        return {name: self.data[name] for name in self.kept if self.data.get(name)}


def _choices(field, invitation, choices):
    field.choices = [("", invitation), *choices]
    field.error_messages["required"] = f"{invitation}."


class IssueForm(FindingForm):
    wide = ("title", "description", "source")

    class Meta:
        model = Issue
        fields = ["dimension", "agency", "title", "description", "source"]
        widgets = {"description": LONG}
        help_texts = {
            "title": "Satu kalimat tentang masalahnya, bukan tentang aplikasinya.",
            "description": "Siapa yang terkena, di mana, berapa banyak.",
            "source": "Misalnya BPS, Banjarnegara dalam Angka 2023.",
        }


class SwotForm(FindingForm):
    kept = ("dimension", "kind", "agency")

    class Meta:
        model = SwotEntry
        fields = ["dimension", "kind", "text", "agency"]
        widgets = {"text": LONG}
        help_texts = {
            "kind": "Kekuatan dan kelemahan ada di dalam daerah, peluang dan ancaman di luar.",
            "text": "Satu hal, satu kalimat, sebaiknya dengan angka.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _choices(self.fields["kind"], "Pilih jenis", SwotKind.choices)


class TowsForm(FindingForm):
    kept = ("dimension", "kind", "agency")
    wide = ("text", "entries")
    entries = forms.ModelMultipleChoiceField(
        SwotEntry.objects.none(),
        label="Berangkat dari baris SWOT",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tandai kekuatan, kelemahan, peluang, atau ancaman yang digabungkan.",
    )

    class Meta:
        model = TowsStrategy
        fields = ["dimension", "kind", "text", "agency"]
        widgets = {"text": LONG}
        help_texts = {"text": "Apa yang akan ditempuh, satu kalimat."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _choices(self.fields["kind"], "Pilih jenis", TowsKind.choices)
        if self.instance.pk:
            self.initial["entries"] = list(self.instance.entries.all())
        self._offer_entries(self.initial.get("dimension"))

    def _is_sent(self, name):
        # No box that is ticked sends nothing at all; the grid sends codes instead.
        if name == "entries":
            return self.data.get("codes") != self.data.get("codes_was", "?")
        return super()._is_sent(name)

    def _offer_entries(self, dimension):
        """The SWOT rows under the name of their dimension; of one only, when it is known."""
        entries = self.masterplan.swot_entries.standing().select_related("dimension")
        self.fields["entries"].queryset = entries
        if dimension and not self.is_bound:
            entries = entries.filter(dimension=dimension)
        in_order = sorted(
            entries, key=lambda row: (row.dimension.order, SwotKind.values.index(row.kind))
        )
        self.fields["entries"].choices = [
            (name, [(row.pk, f"{row.get_kind_display()}: {row.text}") for row in rows])
            for name, rows in groupby(in_order, lambda row: row.dimension.name)
        ]

    def clean(self):
        cleaned = super().clean()
        dimension = cleaned.get("dimension")
        if "codes" in self.data:
            self._read_codes(dimension)
        elif any(entry.dimension != dimension for entry in cleaned.get("entries") or []):
            self.add_error("entries", "Pilih baris SWOT dari dimensi yang sama.")
        return cleaned

    def _read_codes(self, dimension):
        """ "S1, O2" as the grid sends it, with what the numbers meant when the page was opened."""
        if ENTRIES not in self.sent:
            return
        key = dimension.pk if dimension else 0
        token = self.data.get("codes_token", "")
        try:
            found = Codes(self.masterplan).read(self.data["codes"], key, token=token)
        except ValueError as problem:
            self.add_error("entries", str(problem))
        else:
            self.cleaned_data["entries"] = found


class ReadinessForm(FindingForm):
    kept = ("head", "agency")
    wide = ("statement", "evidence", "evidence_url")
    evidence_upload = forms.FileField(
        label="Unggah berkas bukti",
        required=False,
        help_text="PDF, gambar, XLSX, atau DOCX. Berkas ini menggantikan yang dipilih di atas.",
    )
    score = forms.TypedChoiceField(
        label="Nilai",
        coerce=int,
        choices=[("", "Pilih nilai"), *LEVEL_WORDS],
        error_messages={"required": "Pilih nilai."},
    )

    class Meta:
        model = ReadinessItem
        fields = [
            "head", "dimension", "statement", "score", "agency", "evidence", "evidence_url",
            "evidence_file",
        ]  # fmt: skip
        widgets = {"statement": LONG, "evidence": LONG}
        help_texts = {
            "dimension": "Kosongkan bila berlaku untuk semua dimensi.",
            "statement": "Keadaan daerah dalam hal ini, satu kalimat.",
            "evidence": "Dokumen, nomor, atau data. Tanpa bukti, tahap 1 belum dapat diserahkan.",
            "evidence_url": "Misalnya https://jdih.banjarnegarakab.go.id.",
            "evidence_file": "Berkas yang sudah diunggah ke masterplan ini.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dimension"].empty_label = "Semua dimensi"
        files = self.fields["evidence_file"]
        files.queryset = self.masterplan.attachments
        files.empty_label = "Tanpa berkas"
        areas = [
            (area, [(head.value, head.label) for head in map(ReadinessHead, heads)])
            for area, heads in READINESS_AREAS.items()
        ]
        _choices(self.fields["head"], "Pilih unsur", areas)


class GapForm(FindingForm):
    kept = ("agency",)
    subdimension = forms.TypedChoiceField(
        label="Subdimensi",
        error_messages={
            "required": "Pilih subdimensi.",
            "invalid_choice": "Pilih subdimensi dari daftar.",
        },
    )
    level_now = forms.TypedChoiceField(
        label="Tingkat sekarang", coerce=int, choices=LEVEL_WORDS, initial=0
    )
    level_wanted = forms.TypedChoiceField(
        label="Tingkat yang diharapkan", coerce=int, choices=LEVEL_WORDS, initial=4
    )

    class Meta:
        model = GapRow
        fields = [
            "subdimension", "agency", "now", "wanted", "level_now", "level_wanted", "gap", "need",
        ]  # fmt: skip
        widgets = {"now": LONG, "wanted": LONG, "gap": LONG, "need": LONG}
        help_texts = {
            "now": "Apa yang ada, sebaiknya dengan angka.",
            "wanted": "Keadaan pada akhir masterplan.",
            "gap": "Apa yang belum ada di antara keduanya.",
            "need": "Apa yang diperlukan untuk menutupnya.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = SubDimension.objects.filter(dimension__set=self.masterplan.dimension_set_id)
        rows = list(rows.select_related("dimension").order_by("dimension__order", "order"))
        groups = [
            (name, [(str(row.pk), row.name) for row in part])
            for name, part in groupby(rows, lambda row: row.dimension.name)
        ]
        by_key = {str(row.pk): row for row in rows}
        self.fields["subdimension"].choices = [("", "Pilih subdimensi"), *groups]
        self.fields["subdimension"].coerce = by_key.__getitem__


class IdeaForm(FindingForm):
    class Meta:
        model = QuickWinIdea
        fields = ["dimension", "agency", "text"]
        widgets = {"text": LONG}
        help_texts = {
            "text": "Apa yang berubah bagi warga dalam satu tahun, dan siapa pelaksananya."
        }
