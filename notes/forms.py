"""The words of notes and answers."""

from django import forms
from django.urls import reverse

from accounts.models import User
from layouts import Button, Details, Helper, Hidden, Possible, Row
from masterplans.models import Section
from notes.anchors import CONTEXT, LONGEST, UNKNOWN, Anchor
from notes.models import NoteWeight
from notes.targets import assignable
from regions.invitations import reachable


class TextForm(forms.Form):
    """A note or an answer: some words, never none."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = missing


class NoteForm(TextForm):
    """A new note on a place, or on words of it. The page says what must be mended above it.

    `weighs`: she may say that something must be mended. `people` are those to whom it can be
    given, `parts` the boxes of a form it may be about; without them it is not asked.
    """

    exact = forms.CharField(
        label="Kata yang dikutip",
        required=False,
        strip=True,
        max_length=LONGEST,
        help_text="Pilih kata-katanya di halaman, atau salin ke sini.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    part = forms.ChoiceField(label="Tentang isian", required=False)
    weight = forms.ChoiceField(
        label="Sifat",
        choices=NoteWeight,
        initial=NoteWeight.SHOULD,
        required=False,
        widget=forms.RadioSelect,
    )
    assignee = forms.ModelChoiceField(
        User.objects.none(), label="Ditugaskan kepada", required=False, empty_label="Semua penulis"
    )
    suggestion = forms.CharField(
        label="Usulan pengganti kata yang dikutip",
        required=False,
        max_length=LONGEST,
        help_text="Penulis dapat menerimanya dengan satu klik.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    prefix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    suffix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    offset = forms.IntegerField(required=False, min_value=UNKNOWN, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        masterplan,
        kind,
        pk,
        weighs=False,
        people=None,
        parts=(),
        back="",
        address="",
    ):
        missing = "Tulis apa yang ingin Anda tanyakan atau usulkan."
        super().__init__(*args, label="Catatan", missing=missing, auto_id=f"catatan-{kind}-{pk}-%s")
        self.back, self.place = back, f"{kind}/{pk}"
        self.address = address or reverse("notes:place_notes", args=[masterplan.slug, kind, pk])
        self.fields["weight"].unmarked = self.fields["assignee"].unmarked = True
        self.fields["part"].unmarked = True
        given = {"part": parts, "weight": weighs, "assignee": people is not None}
        for name, is_given in given.items():
            if not is_given:
                del self.fields[name]
        if parts:
            self.fields["part"].choices = [("", "Seluruhnya"), *parts]
        if people is not None:
            self.fields["assignee"].queryset = people

    @property
    def helper(self):
        """Its send button stands in the place where the words were read."""
        return Helper(
            Hidden("dari", self.back),
            "exact",
            Possible("part"),
            "text",
            Possible("weight", "assignee"),
            Details("Usulkan kata-kata lain", "suggestion"),
            Button("Kirim catatan", "outline-primary", small=True),
            summary=False,
            action=self.address,
            data_note_for=self.place,
        )

    @property
    def asked(self) -> dict:
        """What `write_note` takes."""
        data = self.cleaned_data
        part, exact = data.get("part", ""), data["exact"]
        position = UNKNOWN if data["offset"] is None else data["offset"]
        context = data["prefix"][-CONTEXT:], data["suffix"][:CONTEXT]
        return {
            "text": data["text"],
            "weight": data.get("weight") or NoteWeight.SHOULD,
            "anchor": Anchor(exact, *context, position, part) if exact or part else None,
            "suggestion": data["suggestion"],
            "assignee": data.get("assignee"),
        }


class ArrangeForm(forms.Form):
    """What a note asks for (`weighs`: she may say so), and to whom it is given."""

    weight = forms.ChoiceField(label="Sifat", choices=NoteWeight, widget=forms.RadioSelect)
    assignee = forms.ModelChoiceField(
        User.objects.none(), label="Ditugaskan kepada", required=False, empty_label="Semua penulis"
    )
    helper = Helper(Possible("weight"), "assignee", Button("Simpan pengaturan"))

    def __init__(self, *args, note, weighs):
        initial = {"weight": note.weight, "assignee": note.assignee_id}
        super().__init__(*args, initial=initial)
        self.fields["assignee"].queryset = assignable(note.masterplan.region)
        if not weighs:
            del self.fields["weight"]


class AnswerForm(TextForm):
    """An answer to a note, below it or on a page of its own (`alone`).

    `back` is the page to which one returns.
    """

    dari = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, note, back="", alone=False, **kwargs):
        missing = "Tulis jawaban Anda, paling sedikit satu kalimat."
        super().__init__(*args, label="Jawaban", missing=missing, initial={"dari": back}, **kwargs)
        self.note, self.alone = note, alone
        if not alone:  # several stand on one page
            self.fields["text"].widget.attrs["id"] = f"jawaban-{note.pk}"
            self.fields["dari"].widget.attrs["id"] = f"dari-{note.pk}"

    @property
    def helper(self):
        """The page says what must be mended above the note."""
        look = "primary" if self.alone else "outline-primary"
        send = Button("Kirim jawaban", look, small=not self.alone)
        address = reverse("notes:answer", args=[self.note.masterplan.slug, self.note.pk])
        return Helper("text", send, summary=False, action=address)


class GuestAnswerForm(AnswerForm):
    """What a narasumber answers, on her own page."""

    @property
    def helper(self):
        """It leads back to the section that she reads."""
        address = reverse("guests:answer", args=[self.note.row_id, self.note.pk])
        send = Button("Kirim jawaban", "outline-primary", small=True)
        return Helper("text", send, summary=False, action=address)


class SectionsByBook(forms.ModelMultipleChoiceField):
    """Sections, each with its book: their numbers begin anew in every one."""

    def label_from_instance(self, section):
        """ "Buku 2, 3.4 Strategi Smart Living"."""
        return f"Buku {section.outline.chapter.book.number}, {section.outline}"


class GuestForm(forms.Form):
    """Somebody from outside who reads some sections."""

    name = forms.CharField(label="Nama lengkap dengan gelar", max_length=150)
    email = forms.EmailField(
        label="Surel",
        validators=[reachable],
        help_text="Undangan dikirim ke alamat ini.",
    )
    sections = SectionsByBook(
        Section.objects.none(),
        label="Bagian yang dibaca",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu bagian."},
    )
    helper = Helper(Row("name", "email"), "sections", Button("Undang narasumber"))

    def __init__(self, *args, masterplan):
        super().__init__(*args)
        rows = masterplan.sections.select_related("outline__chapter__book").in_order()
        self.fields["sections"].queryset = rows


def offer_answers(notes, *, back: str) -> None:
    """Let each of these notes be answered where it stands (`note.answer_form`)."""
    for note in notes:
        note.answer_form = AnswerForm(note=note, back=back)
