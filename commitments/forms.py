"""Forms of a commitment: its words and signatories, the signature, a reason."""

from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from commitments.capacities import Capacity, Provider, SigningRole
from commitments.models import Commitment
from commitments.proposing import SignatoryPlace, usual_places
from identities.proofs import signs_as_guest
from indonesian import tanggal
from layouts import (
    Button,
    Fieldset,
    Helper,
    Leave,
    Row,
    SubmitRow,
    TemplatePart,
)
from regions.models import Official

A_YEAR = 366  # days
MOST_YEARS = 10
END_OF_DAY = time(23, 59, 59)
PARTS = {
    "order": "Urutan",
    "role": "Peran",
    "capacity": "Unsur",
    "represented_name": "Nama yang diwakili",
    "represented_position": "Jabatan yang diwakili",
    "provider": "Cara menandatangani",
}
OF_A_PLACE = list(PARTS)[1:]


class PrepareForm(forms.Form):
    """What stands in the letter, and who signs it in which order: a number beside each name."""

    helper = Helper(
        Fieldset("Naskah", "title", Row("number", "place", "date"), "is_meant", "points"),
        Fieldset("Waktu", "last_day"),
        Fieldset("Penandatangan", TemplatePart("commitments/_signing_order.html")),
        SubmitRow("Simpan komitmen", Leave()),
    )

    title = forms.CharField(label="Judul", max_length=200)
    number = forms.CharField(
        label="Nomor surat", max_length=80, required=False, help_text="Misalnya 555/123/2023."
    )
    place = forms.CharField(label="Tempat", max_length=80, help_text="Kota tempat penandatanganan.")
    date = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Tanggal yang tertulis dalam naskah.",
    )
    is_meant = forms.BooleanField(
        label="Tanggal ini memang benar", required=False, widget=forms.HiddenInput
    )
    last_day = forms.DateField(
        label="Batas waktu menandatangani",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Sampai akhir hari itu. Sesudahnya tidak ada yang dapat menandatangani, kecuali"
        " batasnya diperpanjang. Boleh dikosongkan.",
    )
    points = forms.CharField(
        label="Butir komitmen",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu butir satu baris. Tiga butir ini lazim dipakai dan boleh diubah.",
    )

    def __init__(self, *args, officials: list[Official], zone, with_bsre=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.officials, self.zone = officials, zone
        self.able = [one for one in officials if one.user_id or signs_as_guest(one)]
        for official in self.able:
            self.fields |= _fields_of(official, with_bsre=with_bsre)

    @property
    def rows(self):
        """Each official with her boxes; without any, no account."""
        for official in self.officials:
            able = official in self.able
            names = [f"{part}_{official.pk}" for part in PARTS] if able else []
            boxes = [self[name] for name in names if name in self.fields]
            yield official, boxes[:3], boxes[3:]

    def clean(self):
        data = super().clean()
        self._ask_back(data)
        places = [
            SignatoryPlace(
                official, number, *(data.get(f"{part}_{official.pk}", "") for part in OF_A_PLACE)
            )
            for official in self.able
            if (number := data.get(f"order_{official.pk}"))
        ]
        if not places and not self.errors:
            raise ValidationError("Beri nomor urut kepada paling sedikit satu penandatangan.")
        for place in places:
            if place.represented_name and not place.represented_position:
                name = f"represented_position_{place.official.pk}"
                self.add_error(name, "Tulis juga jabatan yang diwakili.")
        if (day := data.get("last_day")) and day < timezone.localdate():
            self.add_error("last_day", "Batas waktu sudah lewat. Pilih hari ini atau sesudahnya.")
        data["officials"] = sorted(places, key=lambda place: place.order)
        return data

    def _ask_back(self, data):
        """A letter is dated within a year of its signatures; another date is asked about."""
        day, today = data.get("date"), timezone.localdate()
        if day is None or abs((day - today).days) <= A_YEAR:
            return
        if abs(day.year - today.year) > MOST_YEARS:
            self.add_error("date", f"Tulis tanggal yang benar, misalnya {tanggal(today)}.")
            return
        self.fields["is_meant"].widget = forms.CheckboxInput()
        if not data.get("is_meant"):
            self.add_error(
                "is_meant",
                f"Naskah bertanggal {tanggal(day)}, padahal ditandatangani mulai {tanggal(today)}."
                " Perbaiki tanggalnya, atau centang bila memang benar.",
            )

    def for_verb(self) -> dict:
        """The cleaned values as `prepare` and `update` take them."""
        names = ("title", "number", "place", "date", "officials")
        points, day = self.cleaned_data["points"].splitlines(), self.cleaned_data["last_day"]
        deadline = day and end_of(day, self.zone)
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"points": points, "deadline": deadline}


def end_of(day, zone) -> datetime:
    """The last second of a day on the clock of a place."""
    return datetime.combine(day, END_OF_DAY, tzinfo=zone)


def _fields_of(official, *, with_bsre) -> dict[str, forms.Field]:
    """What is asked of one official: her number, and what she is there.

    Who has no account signs here: BSrE is offered to those who sign in.
    """
    key, name = official.pk, official.name
    number = forms.IntegerField(required=False, min_value=1, max_value=999)
    found = {
        "order": number,
        "role": forms.ChoiceField(choices=SigningRole.choices, required=False),
        "capacity": forms.ChoiceField(choices=[("", "Lainnya"), *Capacity.choices], required=False),
        "represented_name": forms.CharField(max_length=150, required=False),
        "represented_position": forms.CharField(max_length=160, required=False),
    }
    if with_bsre and official.user_id:
        found["provider"] = forms.ChoiceField(choices=Provider.choices, required=False)
    for part, field in found.items():
        field.label = f"{PARTS[part]} {name}"
        field.short = PARTS[part]
        kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs |= {"class": f"{kind} {kind}-sm", "aria-label": field.label}
    return {f"{part}_{key}": field for part, field in found.items()}


def as_initial(commitment: Commitment, officials) -> dict:
    """A commitment as the form shows it, to be changed or to begin a new one from."""
    initial = {name: getattr(commitment, name) for name in ("title", "number", "place", "date")} | {
        "points": "\n".join(commitment.points)
    }
    if commitment.deadline:
        initial["last_day"] = timezone.localdate(commitment.deadline, commitment.region.zone)
    people = list(commitment.signatories.all())
    by_user = {person.user_id: person for person in people}
    by_official = {person.official_id: person for person in people if person.official_id}
    copies = {one.official_id: one for one in commitment.copies.all()}
    for official in officials:
        if person := by_official.get(official.pk) or by_user.get(official.user_id):
            initial |= {f"{part}_{official.pk}": getattr(person, part) for part in PARTS}
        elif copy := copies.get(official.pk):
            initial[f"order_{official.pk}"] = copy.order
            initial[f"role_{official.pk}"] = SigningRole.COPY
    return initial


def as_proposed(officials) -> dict:
    """What the form shows of the usual list."""
    return {
        f"{part}_{place.official.pk}": getattr(place, part)
        for place in usual_places(officials)
        for part in PARTS
    }


class CancelForm(forms.Form):
    """Why a commitment is cancelled."""

    helper = Helper(
        "reason",
        SubmitRow(
            Button("Batalkan komitmen", "outline-danger"), Leave("Kembali tanpa membatalkan")
        ),
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasannya, paling sedikit satu kalimat."},
    )


class DeadlineForm(forms.Form):
    """Until when one may sign after all."""

    helper = Helper("last_day", SubmitRow("Perpanjang batas waktu", Leave()))
    last_day = forms.DateField(
        label="Batas waktu baru",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Sampai akhir hari itu. Yang ditunggu tanda tangannya disurati.",
    )

    def deadline(self, zone) -> datetime:
        """The last moment of the day on the clock of the region."""
        return end_of(self.cleaned_data["last_day"], zone)


class DeclineForm(CancelForm):
    """Why somebody does not sign."""

    helper = Helper(
        "reason",
        SubmitRow(
            Button("Kirim penolakan dengan alasan", "outline-danger"),
            Leave("Kembali ke naskah"),
            css_class="sp-ask__do",
        ),
    )


class ReplaceForm(forms.Form):
    """Who signs instead, and why."""

    helper = Helper("official", "reason", SubmitRow("Ganti penandatangan", Leave()))
    official = forms.ModelChoiceField(
        Official.objects.none(),
        label="Yang menandatangani",
        empty_label="Pilih pejabat atau wakil",
        help_text="Hanya yang identitasnya sudah terbukti.",
        error_messages={"required": "Pilih siapa yang menandatangani."},
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya, paling sedikit satu kalimat."},
    )

    def __init__(self, *args, officials, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["official"].queryset = officials
