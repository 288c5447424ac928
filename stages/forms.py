"""The words that go with a step."""

from django import forms
from django.urls import reverse

from layouts import Button, Helper
from progress.models import StatedFact
from stages.workflow import REASON_NEEDED

UNUSUAL = "Tulis mengapa hal yang tidak lazim di daftar syarat itu dibiarkan."


class StepForm(forms.Form):
    """A message with a step. Subclasses say its words, its button, and where it goes.

    Without `missing` the message may be left empty.
    """

    label, help_text, missing = "Pesan", "", ""
    send, look, address = "", "primary", ""
    note = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, masterplan, **kwargs):
        super().__init__(*args, **kwargs)
        self.masterplan = masterplan
        note = self.fields["note"]
        note.label, note.help_text, note.required = self.label, self.help_text, bool(self.missing)
        note.error_messages["required"] = self.missing

    @property
    def helper(self):
        """The page says what must be mended above its request."""
        address = reverse(self.address, args=[self.masterplan.slug])
        send = Button(self.send.format(self.masterplan.stage), self.look)
        return Helper("note", send, summary=False, action=address)


class SubmitForm(StepForm):
    label, help_text = "Pesan kepada tenaga ahli", "Dibaca bersama tinjauan."
    send, address = "Serahkan tahap {}", "stages:submit"


class ExplainForm(SubmitForm):
    """Handing in what is unusual needs a reason."""

    label, help_text, missing = "Alasan untuk tenaga ahli", UNUSUAL, UNUSUAL


class WithdrawForm(StepForm):
    label = "Pesan kepada tenaga ahli"
    send, look, address = "Tarik kembali tahap {}", "outline-danger", "stages:withdraw"


class FactForm(forms.ModelForm):
    """When something happened that no content shows, and where."""

    class Meta:
        model = StatedFact
        fields = ["day", "words"]
        labels = {"day": "Tanggal pelaksanaan"}
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"words": "Misalnya tempat dan pesertanya. Boleh dikosongkan."}

    def __init__(self, *args, masterplan, fact, **kwargs):
        super().__init__(*args, **kwargs)
        self.masterplan, self.fact = masterplan, fact

    @property
    def helper(self):
        address = reverse("stages:fact", args=[self.masterplan.slug, self.fact.key])
        send = "Nyatakan sudah terlaksana" if not self.instance.pk else "Simpan perubahan"
        return Helper("day", "words", Button(send), summary=False, action=address)


class ReopenForm(StepForm):
    label, help_text = "Alasan membuka kembali", "Dikirim kepada tim daerah."
    missing = REASON_NEEDED
    send, look, address = "Buka kembali tahap 4", "outline-danger", "stages:reopen"
