"""Forms of a quick win: scores, a reason, the profile with its risks and twelve months."""

from copy import copy

from django import forms
from django.forms import formset_factory
from django.urls import reverse

from cohorts.terms import terms_of
from indonesian import terbilang
from layouts import (
    AddRow,
    Button,
    Div,
    EnterButton,
    Fields,
    Fieldset,
    FormRows,
    Helper,
    HiddenFields,
    Leave,
    Row,
    RowFieldset,
    SaveState,
    SubmitRow,
    WhenFilled,
    Within,
)
from programs.entry_forms import LIMITS, Rows
from quickwins.documents import MONTH, RISK, ProfileDocument, parts_of
from quickwins.models import Criterion, Handling, QuickWin, Standing
from quickwins.percent import QuickWinProgress
from revisions.answers import messages_of
from revisions.tokens import Parts, Token

ONE_TO_FIVE = [(n, str(n)) for n in range(1, 6)]
SCORES = [(1, "1, lemah"), (2, "2"), (3, "3, cukup"), (4, "4"), (5, "5, sangat kuat")]
PICK = [("", "Pilih"), *ONE_TO_FIVE]
MONTHS = [(n, f"Bulan {n}") for n in range(1, 13)]
PERCENT = "Tulis angka bulat dari 0 sampai 100."


class ScoreForm(forms.Form):
    """One score for each criterion."""

    helper = Helper(Fields(), SubmitRow("Simpan nilai", Leave()), novalidate=True)

    def __init__(self, *args, criteria: list[Criterion], **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[criterion.key] = forms.TypedChoiceField(
                label=f"{criterion.name} (bobot {criterion.weight})",
                help_text=criterion.guidance,
                choices=[("", "Pilih nilai"), *SCORES],
                coerce=int,
                error_messages={"required": "Pilih nilai."},
            )


class ReasonForm(forms.Form):
    """Why a nominee is chosen, or not."""

    helper = Helper(
        "reason",
        SubmitRow("Simpan keputusan dengan alasan ini", Leave()),
        novalidate=True,
    )
    reason = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class DecideForm(ReasonForm):
    """The same beside the nominee, with what can be decided."""

    def __init__(self, *args, quickwin, **kwargs):
        super().__init__(*args, **kwargs)
        self.quickwin = quickwin

    @property
    def helper(self):
        standing, place = self.quickwin.standing, [self.quickwin.masterplan.slug, self.quickwin.pk]
        choose, drop = (reverse(f"quickwins:{verb}", args=place) for verb in ("choose", "drop"))
        chosen = standing == Standing.CHOSEN
        buttons = [] if chosen else [Button("Pilih sebagai quick win", "outline-primary")]
        if chosen:
            buttons.append(Button("Lepas dengan alasan", "outline-danger"))
        elif standing == Standing.NOMINATED:
            words = "Tidak pilih, dengan alasan"
            buttons.append(Button(words, "outline-danger", formaction=drop))
        buttons = Div(*buttons, css_class="d-flex flex-wrap gap-3")
        return Helper("reason", buttons, summary=False, action=drop if chosen else choose)


class ProgressForm(forms.Form):
    """What was reached, and an own figure where the ticks do not tell it."""

    done = forms.TypedMultipleChoiceField(
        label="Tonggak yang sudah selesai",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "sp-choices"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    percent = forms.IntegerField(
        label="Kemajuan menurut Anda (%)",
        help_text="Kosongkan untuk mengikuti usulan menurut tonggak yang selesai.",
        required=False,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PERCENT),
    )
    reason = forms.CharField(
        label="Alasan",
        help_text="Wajib bila persennya lain dari usulan.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    helper = Helper(Fields(), SubmitRow("Simpan kemajuan", Leave()), novalidate=True)

    def __init__(self, data, *, progress: QuickWinProgress):
        ticked = [one.pk for one in progress.ticked]
        report = progress.report if progress.is_own_figure else None
        super().__init__(
            data,
            initial={
                "done": ticked,
                "shown": " ".join(map(str, ticked)),
                "percent": report and report.percent,
                "reason": report.reason if report else "",
            },
        )
        self.fields["done"].choices = [
            (one.pk, f"Bulan {one.month}: {one.text}") for one in progress.milestones
        ]

    def values(self) -> dict:
        """What `percent.report_progress` takes."""
        cleaned = self.cleaned_data
        shown = {int(key) for key in cleaned["shown"].split() if key.isdecimal()}
        return {
            "done": set(cleaned["done"]),
            "shown": shown,
            "percent": cleaned["percent"],
            "reason": cleaned["reason"],
        }


class ProfileForm(forms.ModelForm):
    """The texts of the profile as evaluators ask for them (domain §4)."""

    link = forms.URLField(
        label="Tautan dokumentasi",
        help_text="Halaman, foto, atau video yang dapat dibuka umum.",
        required=False,
        max_length=300,
        assume_scheme="https",
    )
    base = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)

    class Meta:
        model = QuickWin
        fields = QuickWin.PROFILE_FIELDS + QuickWin.FACTS
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in QuickWin.PROFILE_FIELDS
            if name != "person_in_charge"
        } | {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "background": "Masalah apa yang dijawab, dan mengapa sekarang.",
            "purpose": "Apa yang ingin dicapai dalam satu tahun.",
            "benefits": "Bagi warga, penyelenggara, dan pemerintah daerah.",
            "beneficiaries": "Siapa dan berapa banyak.",
            "attraction": "Apa yang membuat warga atau mitra tertarik ikut.",
            "uniqueness": "Apa yang baru atau berbeda dari daerah lain.",
            "partnership": "Siapa bekerja sama, dalam bentuk apa.",
            "development_potential": "Perluasan, peningkatan, atau peniruan di tempat lain.",
            "continuity": "Aturan, kelembagaan, tenaga, dan biaya agar tetap berjalan.",
            "sustainability": "Bagaimana manfaatnya bertahan sesudah tahun pertama.",
            "resources": "Anggaran, tenaga, dan fasilitas: berapa dan dari mana.",
            "person_in_charge": "Nama jabatan dan timnya.",
            "innovation_status": "Sampai langkah mana sekarang.",
            "starts_on": "Bulan pertama tonggak dihitung dari tanggal ini.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["base"] = str(ProfileDocument(self.instance).token())
        for name in QuickWin.PROFILE_FIELDS:
            self.fields[name].later = True  # asked for in the end, but not today
        for name in QuickWin.FACTS:
            self.fields[name].required = False
        self.fields["person_in_charge"].widget.attrs.pop("maxlength", None)  # cuts without a word

    def clean(self):
        cleaned = super().clean()
        for name in QuickWin.PROFILE_FIELDS:  # browsers send lines of a box with CRLF
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        return cleaned


class RiskForm(forms.Form):
    """One risk. A row in which nothing is written is no row."""

    layout = RowFieldset(
        "Risiko",
        "text",
        Row("likelihood", "impact", "handling"),
        "mitigation",
        "owner",
        WhenFilled("text", "DELETE"),
    )

    text = forms.CharField(label="Apa yang dapat menggagalkan", max_length=250)
    likelihood = forms.TypedChoiceField(label="Kemungkinan 1 sampai 5", choices=PICK, coerce=int)
    impact = forms.TypedChoiceField(label="Dampak 1 sampai 5", choices=PICK, coerce=int)
    handling = forms.ChoiceField(
        label="Penanganan", choices=[("", "Pilih"), *Handling.choices], required=False
    )
    mitigation = forms.CharField(label="Mitigasi", widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.CharField(label="Penanggung jawab risiko", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("text", "owner"):
            self.fields[name].widget.attrs.pop("maxlength", None)


class MilestoneForm(forms.Form):
    """What is done in one of the twelve months."""

    layout = RowFieldset(
        "Tonggak",
        Div(Div("month"), Div("text"), Div("percent"), css_class="sp-month"),
        WhenFilled("text", "DELETE"),
        legend_is_seen=False,
    )

    month = forms.TypedChoiceField(label="Bulan", coerce=int)
    text = forms.CharField(label="Yang selesai pada bulan itu", max_length=250)
    percent = forms.IntegerField(
        label="Selesai (%)",
        required=False,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PERCENT),
    )

    def __init__(self, *args, latest: int = len(MONTHS), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)
        months = self.fields["month"]
        months.choices = [("", "Pilih bulan"), *MONTHS[:latest]]
        months.error_messages["invalid_choice"] = f"Pilih bulan, paling lambat bulan {latest}."


class ProfileRows(Rows):
    """Rows of a profile: the box to remove one says what it does."""

    what = ""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = f"Hapus {self.what} ini saat disimpan"


class RiskRows(ProfileRows):
    what = "risiko"


class MilestoneRows(ProfileRows):
    what = "tonggak"

    def clean(self):
        """A later month cannot be less far than an earlier one."""
        super().clean()
        kept = [form for form in self.forms if form.has_changed() and not form.errors]
        said = [form for form in kept if form.cleaned_data.get("percent") is not None]
        said = [form for form in said if not form.cleaned_data.get("DELETE")]
        most = 0
        for form in sorted(said, key=lambda one: one.cleaned_data["month"]):
            percent = form.cleaned_data["percent"]
            if percent < most:
                form.add_error("percent", f"Bulan sebelumnya sudah {most} %.")
            most = max(most, percent)


class ProfileForms:
    """The whole form, from a page that was sent or from a quick win."""

    def __init__(self, data, quickwin: QuickWin):
        self.quickwin, self.stored = quickwin, parts_of(quickwin)
        self.main = ProfileForm(data, instance=copy(quickwin))  # a form writes into it
        self.risks = self._rows(data, RiskForm, RiskRows, "risiko", "risks", RISK, spare=1)
        self.months = terms_of(quickwin.masterplan).quickwin_months
        latest = max([self.months, *(month for month, *_ in self.stored["milestones"])])
        self.milestones = self._rows(
            *(data, MilestoneForm, MilestoneRows, "tonggak", "milestones", MONTH),
            spare=3,
            form_kwargs={"latest": latest},  # what was written under other rules stays
        )

    @property
    def is_bound(self) -> bool:
        """Whether it was sent."""
        return self.main.is_bound

    @property
    def helper(self):
        """Its rows are saved before there is one more of them."""
        place = [self.quickwin.masterplan.slug, self.quickwin.pk]
        return Helper(
            EnterButton("Simpan profil"),
            HiddenFields("main"),
            Within("main", Div(Fields(), css_class="sp-grid-2")),
            Fieldset(
                "Risiko dan penanganan",
                FormRows("risks"),
                AddRow("Simpan dan tambah risiko", "risiko", name="more", asks=True),
                css_id="risiko",
            ),
            Fieldset(
                f"Tonggak {terbilang(self.months)} bulan",
                FormRows("milestones"),
                AddRow("Simpan dan tambah tonggak", "tonggak", name="more", asks=True),
                css_id="tonggak",
            ),
            SubmitRow("Simpan profil", Leave("Kembali ke quick win"), SaveState("Tersimpan")),
            summary=False,
            draft=f"quickwin-{self.quickwin.pk}",
            css_class="sp-saving",
            id="isian-profil",
            novalidate=True,
            action=reverse("quickwins:edit", args=place),
        )

    def is_valid(self) -> bool:
        return all([self.main.is_valid(), self.risks.is_valid(), self.milestones.is_valid()])

    @property
    def token(self) -> Token:
        """What the page began from."""
        return Token.read(self.main["base"].value() or "")

    def wanted(self) -> Parts:
        """The parts that can be read; a row with a gap leaves what is stored in its place."""
        said = self.main.cleaned_data
        texts = {name: said[name] for name in self.main.Meta.fields if name in said}
        if "starts_on" in texts:
            texts["starts_on"] = texts["starts_on"].isoformat() if texts["starts_on"] else ""
        months = self._typed(self.milestones, self.stored["milestones"], MONTH)
        return texts | {
            "risks": self._typed(self.risks, self.stored["risks"], RISK),
            "milestones": sorted(months, key=lambda row: row[0]),
        }

    def messages(self) -> dict[str, str]:
        """A sentence for each box that cannot be saved."""
        found = messages_of(self.main)
        for form in [*self.risks.forms, *self.milestones.forms]:
            found |= messages_of(form)
        return found

    def take_token(self, token: Token) -> None:
        """Show what was typed once more, begun from the quick win as it is now."""
        self.main.data = self.main.data.copy()
        self.main.data["base"] = str(token)

    def _rows(self, data, form, formset, prefix, part, names, *, spare, form_kwargs=None):
        initial = [dict(zip(names, row, strict=True)) for row in self.stored[part]]
        made = formset_factory(form, formset, extra=spare, can_delete=True, **LIMITS)
        rows = {"initial": initial if data is None else None, "form_kwargs": form_kwargs}
        return made(data, prefix=prefix, **rows)

    @staticmethod
    def _typed(rows, stored, names):
        """The rows that are whole; one that has a gap leaves a stored row in its place."""
        forms = [form for form in rows.forms if form.has_changed()]
        forms = [form for form in forms if not form.cleaned_data.get("DELETE")]
        whole = [form for form in forms if not form.errors]
        said = [[form.cleaned_data[name] for name in names] for form in whole]
        marked = [form for form in rows.forms if form.cleaned_data.get("DELETE")]
        gone = [[form.cleaned_data.get(name) for name in names] for form in marked]
        left = [row for row in stored if row not in said and row not in gone]
        return [*said, *left[: len(forms) - len(whole)]]
