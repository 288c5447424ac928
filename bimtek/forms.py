"""The forms of a session: its days, who is invited, what it came to, its files."""

from django import forms

from bimtek.agenda import AgendaError, read_agenda
from bimtek.guest_list import GuestError, read_guests
from bimtek.models import FileKind, Session
from layouts import Details, Fieldset, FormErrors, Helper, Leave, Row, SubmitRow
from layouts.days import DayField
from revisions.fields import TokenField
from revisions.tokens import Token
from uploads.checking import UploadRefused, check

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class MergedForm(forms.ModelForm):
    """A form that two people may have open at once (`bimtek.merging`)."""

    token = TokenField()

    class Meta:
        model = Session
        fields = ()

    def take_token(self, token: Token) -> None:
        """Show what was typed once more, begun from what is stored now."""
        self.data = self.data.copy()
        self.data["token"] = str(token)

    @property
    def given(self) -> dict:
        """What the verbs take."""
        data = dict(self.cleaned_data)
        return data | {"seen": data.pop("token")}


class SessionForm(MergedForm):
    """The days and place of a session. The page says what must be mended above its request."""

    first_day = DayField(label="Hari pertama", help_text="Misalnya Rabu, 5 Juli 2023.")
    last_day = DayField(label="Hari terakhir", help_text="Bimtek lazimnya dua hari.")
    meeting_url = forms.URLField(
        label="Tautan rapat daring",
        required=False,
        assume_scheme="https",
        help_text="Untuk daring dan hibrida.",
    )
    is_meant = forms.BooleanField(
        label="Tetap pakai tanggal ini", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Session
        fields = (
            "first_day", "last_day", "starts_at", "ends_at", "mode", "place", "meeting_url",
            "agenda", "opener", "expected", "letter_number", "inviter",
            "is_for_head",
        )  # fmt: skip
        widgets = {
            "starts_at": CLOCK,
            "ends_at": CLOCK,
            "agenda": forms.Textarea(attrs={"rows": 10}),
        }
        help_texts = {
            "place": "Gedung dan ruangnya.",
            "agenda": "Satu acara satu baris, jamnya di depan: 08.30–09.00 Pembukaan. Baris tanpa"
            " jam, seperti “Hari pertama”, menjadi judul.",
            "opener": "Nama dan jabatan; bila diwakili, tulis siapa yang mewakili.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = False
        self.fields["inviter"].queryset = self.instance.region.officials.all()
        self.fields["inviter"].empty_label = "Belum ditentukan"
        self.fields["is_for_head"].label = f"Atas nama (an.) {self.instance.region.head_title}"

    @property
    def helper(self):
        """The box that says that odd days are meant is there once it was asked for."""
        is_asked = not self.fields["is_meant"].widget.is_hidden
        return Helper(
            Row("first_day", "last_day"),
            *(["is_meant"] if is_asked else []),
            Row("starts_at", "ends_at"),
            "mode",
            "place",
            "meeting_url",
            "agenda",
            Row("opener", "expected"),
            Fieldset("Surat undangan", "letter_number", "inviter", "is_for_head"),
            SubmitRow("Simpan tanggal", Leave()),
            summary=False,
            css_class="sp-medium ms-0",
        )

    def clean_starts_at(self):
        return self.cleaned_data["starts_at"] or self.instance.starts_at

    def clean_ends_at(self):
        return self.cleaned_data["ends_at"] or self.instance.ends_at

    def clean_agenda(self):
        try:
            read_agenda(self.cleaned_data["agenda"])
        except AgendaError as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["agenda"]

    def ask_back(self):
        """Show the box that says that the days are meant."""
        self.fields["is_meant"].widget = forms.CheckboxInput()


class InvitePeopleForm(forms.Form):
    """Who is invited: Perangkat Daerah, people of the region, guests."""

    agencies = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label="Perangkat Daerah",
        widget=forms.CheckboxSelectMultiple,
        help_text="Suratnya sampai kepada staf yang terdaftar; yang belum berstaf diundang dengan"
        " surat tercetak.",
    )
    people = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label="Orang",
        widget=forms.CheckboxSelectMultiple,
    )
    guests = forms.CharField(
        label="Tamu lain",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Satu tamu satu baris: nama; instansi; surel. Dapat ditempel dari Excel.",
    )
    helper = Helper(
        Details("Perangkat Daerah yang diundang", "agencies", is_open=True),
        Details("Orang yang diundang", "people", is_open=True),
        "guests",
        SubmitRow("Kirim undangan", Leave()),
        css_class="sp-medium ms-0",
    )

    def __init__(self, *args, agencies, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
        self.fields["agencies"].label_from_instance = lambda agency: agency.name
        self.fields["people"].queryset = people

    def clean_guests(self):
        try:
            return read_guests(self.cleaned_data["guests"])
        except GuestError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError("Belum ada yang dipilih. Pilih siapa yang diundang.")


class ResultsForm(MergedForm):
    """What a session came to, and who signs its berita acara."""

    helper = Helper(
        "opener", "results", "minutes_number", "signers", SubmitRow("Simpan hasil", Leave()),
        css_class="sp-medium ms-0",
    )  # fmt: skip

    class Meta:
        model = Session
        fields = ("opener", "results", "minutes_number", "signers")
        widgets = {
            "results": forms.Textarea(attrs={"rows": 10}),
            "signers": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "opener": "Yang membuka: nama dan jabatan.",
            "results": "Satu butir satu baris; tercetak bernomor dalam berita acara.",
            "signers": "Tercetak dengan jabatan, pangkat, dan NIP.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signers"].queryset = self.instance.region.officials.all()


class SessionFileForm(forms.Form):
    """Material or a photograph."""

    kind = forms.ChoiceField(label="Jenis", choices=FileKind)
    title = forms.CharField(label="Keterangan", max_length=200, required=False)
    file = forms.FileField(label="Berkas")
    helper = Helper(
        FormErrors(), Row("kind", "title"), "file", SubmitRow("Unggah"), summary=False,
        enctype="multipart/form-data",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            try:
                cleaned["checked"] = check(upload)
            except UploadRefused as refusal:
                self.add_error("file", str(refusal))
            else:
                is_photo = cleaned.get("kind") == FileKind.PHOTO
                if is_photo and cleaned["checked"].width is None:
                    self.add_error("file", "Berkas ini bukan gambar. Pilih foto PNG atau JPEG.")
        return cleaned
