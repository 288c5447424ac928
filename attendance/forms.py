"""The form on the telephone, and those of the secretariat."""

from django import forms

from attendance.people_list import ListError, read_people
from layouts import FormErrors, Helper, Leave, SubmitRow
from seals.codes import read_code


class ComeForm(forms.Form):
    """What somebody without an account says of herself: three boxes, one tap."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Nama lengkap dengan gelar",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    institution = forms.CharField(
        label="Instansi atau Perangkat Daerah",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "instansi"}),
    )
    position = forms.CharField(
        label="Jabatan",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    helper = Helper(FormErrors(), "name", "institution", "position", SubmitRow("Catat kehadiran"),
                    summary=False)  # fmt: skip


class RegisterCodeForm(forms.Form):
    """For who cannot scan: the code below the squares."""

    kode = forms.CharField(
        label="Kode",
        max_length=40,
        help_text="Tertulis di bawah kode QR di dinding, seperti 7K2M-9QXD-04VT.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    helper = Helper(FormErrors(), "kode", SubmitRow("Buka daftar hadir"), method="get",
                    summary=False)  # fmt: skip

    def clean_kode(self):
        if not (code := read_code(self.cleaned_data["kode"])):
            raise forms.ValidationError("Kode ini tidak dapat dibaca. Periksa tiap hurufnya.")
        return code


class PeopleForm(forms.Form):
    """People whom the secretariat writes down, one or a whole list, for one day."""

    register = forms.ModelChoiceField(queryset=None, label="Hari", empty_label=None)
    people = forms.CharField(
        label="Yang hadir",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu orang satu baris: nama; instansi; jabatan. Dapat ditempel dari Excel.",
    )
    helper = Helper("register", "people", SubmitRow("Catat yang hadir"), css_class="sp-medium ms-0")

    def __init__(self, *args, registers, day_in_words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["register"].queryset = registers
        self.fields["register"].label_from_instance = lambda one: day_in_words(one.day)

    def clean_people(self):
        try:
            return read_people(self.cleaned_data["people"])
        except ListError as error:
            raise forms.ValidationError(str(error)) from error


class RegisterReasonForm(forms.Form):
    """Why a name is struck, or the registers are opened again."""

    reason = forms.CharField(label="Alasan", max_length=300)
    helper = Helper("reason", SubmitRow("Simpan", Leave()), css_class="sp-medium ms-0")
