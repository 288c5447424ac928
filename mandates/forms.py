"""The forms of a document, of one member, and of a member who becomes a member of the region."""

from django import forms

from layouts import Fieldset, Helper, Leave, Row, SubmitRow
from mandates.actions import PartySignature
from mandates.models import IN_A_POKJA, Mandate, MandateKind, MandateMember, Party
from regions.forms import roles_of_level
from regions.people import dimension_names
from regions.roles import NAME_A_DIMENSION

LABELS = {Party.MINISTRY: "Pihak kementerian", Party.REGION: "Pihak pemerintah daerah"}
EXAMPLES = {
    MandateKind.AGREEMENT: "Misalnya 50DCAI/HK0402/02 Tahun 2023.",
    MandateKind.COUNCIL: "Misalnya 188/157/KEP/412.013/2017.",
    MandateKind.TEAM: "Misalnya 555.6/2019.",
}


class MandateForm(forms.Form):
    """A Nota Kesepakatan or a decree: what it says of itself, who signed, its scan."""

    number = forms.CharField(label="Nomor", max_length=100)
    date = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    about = forms.CharField(label="Tentang", max_length=300)
    upload = forms.FileField(
        label="Pindaian",
        required=False,
        help_text="PDF, PNG, atau JPEG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args, kind, signatures, concept="", mandate=None, **kwargs):
        initial = {}
        if mandate:
            initial = {name: getattr(mandate, name) for name in ("number", "date", "about")}
        else:
            initial = {"about": _usual_about(kind, concept)}
        for one in signatures:
            initial |= {f"{one.side}_{name}": value for name, value in vars(one).items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.sides = [one.side for one in signatures]
        self.fields["number"].help_text = EXAMPLES[kind]
        if mandate and mandate.file:
            self.fields[
                "upload"
            ].help_text = f"Sudah ada: {mandate.name}. Berkas baru menggantikannya."
        for side in self.sides:
            self.fields |= _signer_fields(side)

    @property
    def helper(self):
        signers = [
            Fieldset(
                LABELS[side] if len(self.sides) > 1 else "Yang menetapkan",
                Row(f"{side}_name", f"{side}_position"),
                Row(f"{side}_stand_in_name", f"{side}_stand_in_position"),
            )
            for side in self.sides
        ]
        document = Fieldset("Dokumen", Row("number", "date"), "about", "upload")
        return Helper(document, *signers, SubmitRow("Simpan dokumen", Leave()))

    def clean(self):
        cleaned = super().clean()
        for side in self.sides:
            stand_in, office = f"{side}_stand_in_name", f"{side}_stand_in_position"
            if cleaned.get(office) and not cleaned.get(stand_in):
                self.add_error(stand_in, "Tulis juga nama yang mewakili.")
        return cleaned

    @property
    def document(self) -> dict:
        """What the verbs take."""
        data = self.cleaned_data
        given = {name: data[name] for name in ("number", "date", "about", "upload")}
        names = ("name", "position", "stand_in_name", "stand_in_position")
        given["signatures"] = [
            PartySignature(side, **{name: data[f"{side}_{name}"] for name in names})
            for side in self.sides
        ]
        return given


def _signer_fields(side):
    return {
        f"{side}_name": forms.CharField(label="Nama lengkap dengan gelar", max_length=150),
        f"{side}_position": forms.CharField(label="Jabatan", max_length=150),
        f"{side}_stand_in_name": forms.CharField(
            label="Diwakili oleh",
            max_length=150,
            required=False,
            help_text="Bila yang menandatangani orang lain, misalnya Sekda atau Asisten.",
        ),
        f"{side}_stand_in_position": forms.CharField(
            label="Jabatan yang mewakili", max_length=150, required=False
        ),
    }


def _usual_about(kind, concept):
    return {
        MandateKind.AGREEMENT: f"Implementasi Gerakan Menuju {concept}",
        MandateKind.COUNCIL: f"Pembentukan Dewan {concept}",
        MandateKind.TEAM: f"Pembentukan Tim Pelaksana {concept}",
    }[kind]


class MandateMemberForm(forms.ModelForm):
    """One member of the council or the team, as the decree writes her."""

    helper = Helper(
        "name",
        "position",
        Row("agency", "institution"),
        Row("role", "dimension"),
        Row("official", "email"),
        SubmitRow("Simpan anggota", Leave()),
    )
    dimension = forms.ChoiceField(
        label="Dimensi pokja", required=False, help_text="Wajib bagi ketua dan anggota pokja."
    )

    class Meta:
        model = MandateMember
        fields = [
            "name", "position", "agency", "institution", "role", "dimension", "official", "email",
        ]  # fmt: skip
        help_texts = {
            "name": "Kosongkan bila SK hanya menyebut jabatannya.",
            "position": "Seperti dalam SK, misalnya Kepala Dinas Kesehatan.",
            "institution": "Misalnya kampus, bank, Polres, komunitas.",
            "email": "Untuk undangan ke Simpul; tidak dicetak.",
        }

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.mandate = mandate
        self.fields["agency"].queryset = mandate.region.agencies.all()
        self.fields["agency"].empty_label = "Bukan dari Perangkat Daerah"
        self.fields["official"].queryset = mandate.region.officials.all()
        self.fields["official"].empty_label = "Tidak tercatat sebagai pejabat"
        choices = [("", "Tidak di pokja"), *dimension_names().items()]
        self.fields["dimension"].choices = choices

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") in IN_A_POKJA and not cleaned.get("dimension"):
            self.add_error("dimension", NAME_A_DIMENSION)
        return cleaned

    def _post_clean(self):
        """The verb asks the model, with its sentences; here the boxes are only read."""
        for name in self._meta.fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


class JoinLine(forms.Form):
    """One member of a decree, and what she shall be here."""

    pick = forms.BooleanField(label="Jadikan anggota", required=False)
    email = forms.CharField(label="Surel", max_length=254, required=False)
    role = forms.ChoiceField(label="Peran", required=False)
    agency = forms.ChoiceField(label="Perangkat Daerah", required=False)

    def __init__(self, *args, proposal, region, agencies, **kwargs):
        member = proposal.member
        initial = {
            "pick": proposal.is_ticked,
            "email": proposal.email,
            "role": proposal.role,
            "agency": member.agency_id or "",
        }
        prefix = f"anggota-{member.pk}"
        super().__init__(*args, prefix=prefix, initial=initial, auto_id="%s", **kwargs)
        self.proposal, self.agencies = proposal, agencies
        self.fields["role"].choices = [("", "Tanpa peran"), *roles_of_level(region)]
        self.fields["agency"].choices = [
            ("", "Tidak ada"), *((key, one.short_name) for key, one in agencies.items()),
        ]  # fmt: skip
        for name, field in self.fields.items():
            kind = {"pick": "form-check-input", "email": "form-control"}.get(name, "form-select")
            field.widget.attrs |= {"class": kind, "aria-label": f"{field.label}, {member}"}

    @property
    def boxes(self):
        """The boxes beside the tick."""
        return [self[name] for name in ("email", "role", "agency")]

    @property
    def chosen_agency(self):
        return self.agencies.get(int(self.cleaned_data["agency"] or 0))
