"""Forms of a region: its agencies, officials, people."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from indonesian.ranks import PANGKAT, golongan, pangkat_fault
from layouts import (
    Button,
    Fieldset,
    FilterForm,
    FilterHelper,
    Helper,
    Leave,
    Row,
    SubmitRow,
    TemplatePart,
)
from letters.models import LetterState
from regions.invitations import reachable
from regions.models import Agency, Level, Official, Role
from regions.offices import NumberKind, bare_digits, number_fault
from regions.people import dimension_names
from regions.roles import NAME_A_DIMENSION, OF_A_DIMENSION


class AgencyForm(forms.ModelForm):
    helper = Helper(
        "name", "short_name", "kind", "order", "is_active",
        SubmitRow("Simpan Perangkat Daerah", Leave()),
    )  # fmt: skip

    class Meta:
        model = Agency
        fields = ["name", "short_name", "kind", "order", "is_active"]
        help_texts = {
            "short_name": "Seperti yang dipakai sehari-hari, misalnya Dinkes.",
            "order": "Urutan menurut susunan organisasi; angka kecil di atas.",
            "is_active": "Hilangkan tanda ini bila Perangkat Daerah dihapus atau digabung.",
        }

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.region = region

    def clean_short_name(self):
        """The constraint names `region`, which is not in the form, so Django would skip it."""
        short_name = self.cleaned_data["short_name"].strip()
        twins = self.instance.region.agencies.filter(short_name__iexact=short_name)
        if twins.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Nama singkat ini sudah dipakai di daerah ini.")
        return short_name


class DigitsField(forms.CharField):
    """Digits that people group as they like: spaces, full stops and hyphens go before the rest is
    counted, and the box takes them all."""

    def to_python(self, value):
        return bare_digits(super().to_python(value))

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget) | {"inputmode": "numeric"}
        attrs.pop("maxlength", None)  # the browser would cut what is pasted
        return attrs


class OfficialForm(forms.ModelForm):
    helper = Helper(
        Fieldset(
            "Nama dan jabatan",
            "name",
            Row("position", "acting"),
            "is_head_of_region",
            "in_team",
            Row("agency", "institution"),
        ),
        Fieldset("Kepegawaian", Row("number_kind", "nip"), Row("rank", "grade")),
        Fieldset("Tanda tangan", Row("email", "user"), "order"),
        SubmitRow("Simpan pejabat", Leave()),
    )

    nip = DigitsField(
        label="NIP atau NRP",
        required=False,
        max_length=18,
        help_text="NIP 18 angka; NRP TNI 5–14 angka, Polri 8 angka. Pimpinan daerah tanpa nomor.",
    )

    class Meta:
        model = Official
        fields = [
            "name",
            "position",
            "acting",
            "is_head_of_region",
            "agency",
            "institution",
            "in_team",
            "number_kind",
            "nip",
            "rank",
            "grade",
            "email",
            "user",
            "order",
        ]
        help_texts = {
            "name": "Seperti dalam surat resmi, misalnya Dr. Siti Rahma'wati, S.E., M.Si.",
            "institution": "Untuk akademisi, dunia usaha, dan komunitas.",
            "in_team": "Dicetak pada daftar tim penyusun. Pimpinan daerah selalu dicetak.",
            "rank": "Misalnya Pembina Utama Muda. Kosongkan bila golongannya diisi.",
            "grade": "Misalnya IV/c.",
            "email": "Alamat resminya, tempat undangan menandatangani dikirim. Bila surel, akun,"
            " nama, atau jabatan diubah, identitasnya dikonfirmasi lagi.",
            "user": "Akun yang menandatangani: yang menerima undangan ke surel dinas.",
            "order": "Urutan dalam dokumen; angka kecil di atas.",
        }

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.region = region
        self.fields["agency"].queryset = region.agencies.filter(is_active=True)
        self.fields["agency"].empty_label = "Bukan dari Perangkat Daerah"
        head = f"{region.head_title} {region.name}"
        self.fields["position"].help_text = f"Tanpa Pj., Plt., atau Plh., misalnya {head}."
        self.fields["is_head_of_region"].label = region.head_title
        self.fields["number_kind"].required = False  # NIP, unless said otherwise
        self.fields["user"].empty_label = "Belum punya akun"
        self.fields["user"].queryset = User.objects.filter(
            pk__in=region.memberships.values("user")
        ).order_by("name")

    def clean_number_kind(self):
        return self.cleaned_data["number_kind"] or NumberKind.NIP

    def clean(self):
        cleaned = super().clean()
        fault = number_fault(cleaned.get("number_kind", ""), cleaned.get("nip", ""))
        if fault and "nip" in self.changed_data:  # what stands there since long may stay
            self.add_error("nip", fault)
        cleaned["grade"] = golongan(cleaned.get("grade", ""))
        fault = pangkat_fault(cleaned.get("rank", ""), cleaned["grade"])
        if fault and {"rank", "grade"} & set(self.changed_data):
            self.add_error("rank", fault)
        cleaned["rank"] = cleaned.get("rank") or PANGKAT.get(cleaned["grade"], "")
        return cleaned


def roles_of_level(region):
    """The roles that somebody may hold in a region; officers of a province only in a province.

    A narasumber is invited for certain sections, beside their notes.
    """
    return [
        (role.value, role.label)
        for role in Role
        if role != Role.GUEST and (role != Role.PROVINCE_OFFICER or region.level == Level.PROVINCE)
    ]


class RoleForm(forms.Form):
    """A role in a region, with the agency or the dimension that belongs to it."""

    helper = Helper("role", "agency", "dimension", SubmitRow("Simpan peran", Leave()))

    role = forms.ChoiceField(label="Peran")
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Perangkat Daerah",
        required=False,
        empty_label="Tidak ada",
        help_text="Wajib bagi staf Perangkat Daerah.",
    )
    dimension = forms.ChoiceField(
        label="Dimensi",
        required=False,
        help_text="Wajib bagi anggota pokja. Tenaga ahli satu dimensi melihatnya paling depan.",
    )

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.region = region
        self.fields["role"].choices = roles_of_level(region)
        self.fields["dimension"].choices = [("", "Semua dimensi"), *dimension_names().items()]
        self.fields["agency"].queryset = region.agencies.filter(is_active=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Role.WRITER and not cleaned.get("agency"):
            self.add_error("agency", "Pilih Perangkat Daerah tempat staf ini bekerja.")
        if cleaned.get("role") == Role.POKJA_MEMBER and not cleaned.get("dimension"):
            self.add_error("dimension", NAME_A_DIMENSION)
        if cleaned.get("role") not in OF_A_DIMENSION:
            cleaned["dimension"] = ""
        return cleaned


class AddressField(forms.EmailField):
    """An address that a letter reaches from here."""

    default_validators = (reachable,)


class InviteForm(RoleForm):
    helper = Helper(
        "name", "email", "role", "agency", "dimension", SubmitRow("Kirim undangan", Leave())
    )
    field_order = ["name", "email", "role", "agency", "dimension"]
    name = forms.CharField(
        label="Nama lengkap dengan gelar",
        max_length=150,
        help_text="Orangnya dapat membetulkannya.",
    )
    email = AddressField(label="Surel", help_text="Undangan dikirim ke alamat ini.")

    def __init__(self, *args, region, coordinator_only=False, **kwargs):
        super().__init__(*args, region=region, **kwargs)
        field = self.fields["role"]
        if coordinator_only:
            field.choices = [(Role.LEAD.value, Role.LEAD.label)]
        else:  # no role stands there unasked, least of all the one that may do everything
            field.choices = [("", "Pilih peran"), *field.choices]


class LostFactorForm(forms.Form):
    """Why a lost second factor is taken off."""

    helper = Helper("reason", SubmitRow("Atur ulang langkah kedua", Leave()))

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: ponsel hilang, diminta lewat telepon oleh orangnya sendiri.",
    )


class StaffLine(forms.Form):
    """One Perangkat Daerah for which nobody writes yet, and who might."""

    name = forms.CharField(label="Nama lengkap dengan gelar", max_length=150, required=False)
    email = forms.EmailField(label="Surel", required=False)

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, prefix=f"pd-{agency.pk}", auto_id="%s", **kwargs)
        self.agency = agency
        for name, field in self.fields.items():
            label = f"{field.label}, {agency.name}"
            wrong = {"aria-invalid": "true"} if self.is_bound and self.errors.get(name) else {}
            field.widget.attrs |= {"class": "form-control", "aria-label": label, **wrong}

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("email"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Tulis surelnya juga.")
        if cleaned.get("email") and not cleaned.get("name"):
            self.add_error("name", "Tulis namanya juga.")
        return cleaned


class PasteForm(forms.Form):
    """A list of people, pasted; one role for all of them."""

    MOST = 200  # people of one list
    role = forms.ChoiceField(label="Peran untuk semua orang di daftar", initial=Role.WRITER)
    people = forms.CharField(
        label="Daftar orang",
        max_length=100_000,
        help_text="Satu orang satu baris: nama, surel, Perangkat Daerah. Salin langsung dari Excel,"
        " atau pisahkan dengan koma atau titik koma. Baris judul boleh ikut.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Tempel daftarnya dahulu, satu orang satu baris."},
    )

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        # A member of a pokja is of one dimension: she comes by the SK, or by her own invitation.
        choices = roles_of_level(region)
        self.fields["role"].choices = [one for one in choices if one[0] != Role.POKJA_MEMBER]

    @property
    def helper(self):
        """Once the list was looked at, the first thing to do stands above it."""
        send = SubmitRow("Periksa daftar", Leave())
        if self.is_bound and self.is_valid():
            send = Button("Periksa daftar lagi", "outline-primary")
        return Helper("role", "people", TemplatePart("regions/_paste_example.html"), send)

    def clean_people(self):
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > self.MOST + 1:
            raise ValidationError(
                f"Daftar ini punya {len(lines)} baris. Kirim paling banyak {self.MOST} orang"
                " sekali kirim."
            )
        return self.cleaned_data["people"]


class ListForm(forms.Form):
    """A list of Perangkat Daerah or of officials, pasted."""

    MOST = 300  # lines of one list
    text = forms.CharField(
        label="Daftar",
        max_length=100_000,
        strip=False,  # an empty first cell is a cell
        widget=forms.Textarea(
            attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}
        ),
        error_messages={"required": "Tempel daftarnya dahulu, satu baris untuk satu nama."},
    )

    def __init__(self, *args, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = help_text

    @property
    def helper(self):
        """Once the list was looked at, the first thing to do stands above it."""
        look = SubmitRow("Periksa daftar", Leave())
        if self.is_bound and self.is_valid():
            look = Button("Periksa daftar lagi", "outline-primary")
        return Helper("text", look)

    def clean_text(self):
        lines = [line for line in self.cleaned_data["text"].splitlines() if line.strip()]
        if len(lines) > self.MOST + 1:
            raise ValidationError(
                f"Daftar ini punya {len(lines)} baris. Tempel paling banyak {self.MOST} baris"
                " sekali."
            )
        return self.cleaned_data["text"]


class LetterFilter(FilterForm):
    """Which letters to show. Both may stay empty."""

    helper = FilterHelper("surat")

    cari = forms.CharField(label="Cari nama, surel, atau perihal", required=False, max_length=80)
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua keadaan"), ("bermasalah", "Tidak sampai"), *LetterState.choices],
    )


class AcceptForm(forms.Form):
    """The name and the password of somebody who comes in for the first time."""

    helper = Helper("name", "password", SubmitRow("Buat akun dan masuk"))

    name = forms.CharField(
        label="Nama lengkap dengan gelar",
        max_length=150,
        help_text="Seperti yang harus tertulis dalam dokumen.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        help_text="Paling sedikit 10 huruf; beberapa kata yang mudah Anda ingat sudah baik.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, initial={"name": invitation.name}, **kwargs)
        self.invitation = invitation

    def clean(self):
        cleaned = super().clean()
        if password := cleaned.get("password"):
            person = User(email=self.invitation.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, user=person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
