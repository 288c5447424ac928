"""The form in which a province says who takes part in a program."""

from django import forms

from layouts import Fields, Helper, Leave, SubmitRow
from programs.models import Program
from programs.participating import participation_of, seen_of

LONGEST = 1000


class ParticipatingForm(forms.Form):
    """Its kabupaten and kota to tick, and the villages of each that was ticked."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    regions = forms.TypedMultipleChoiceField(
        label="Kabupaten/kota yang ikut",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "sp-choices"}),
        error_messages={"invalid_choice": "Pilih kabupaten atau kota di provinsi ini."},
    )
    villages = forms.CharField(
        label="Desa yang ikut",
        help_text="Satu kabupaten/kota sebaris, misalnya “Garut: Cikajang, Cisurupan”.",
        required=False,
        max_length=LONGEST * 10,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    helper = Helper(Fields(), SubmitRow("Simpan yang ikut", Leave()), novalidate=True)

    def __init__(self, data, *, program: Program):
        stored = participation_of(program)
        self.places = list(program.masterplan.region.children.order_by("code"))
        super().__init__(
            data,
            initial={
                "seen": seen_of(stored),
                "regions": list(stored),
                "villages": "\n".join(
                    f"{one}: {stored[one.pk]}" for one in self.places if stored.get(one.pk)
                ),
            },
        )
        self.fields["regions"].choices = [(one.pk, str(one)) for one in self.places]
        self.fields["villages"].widget.attrs.pop("maxlength", None)  # cuts without a word

    def clean(self):
        """Each line of villages belongs to one region; a line alone lets its region take part."""
        cleaned = super().clean()
        self.taking_part = dict.fromkeys(cleaned.get("regions", ()), "")
        for line in filter(None, map(str.strip, cleaned.get("villages", "").splitlines())):
            name, colon, villages = line.partition(":")
            place = self._place(name)
            if not colon or place is None:
                self.add_error("villages", f"Awali baris ini dengan kabupaten/kotanya: “{line}”.")
            elif len(villages) > LONGEST:
                self.add_error("villages", f"Desa di {place} terlalu panjang; ringkas.")
            else:
                before = self.taking_part.get(place.pk)
                words = villages.strip()
                self.taking_part[place.pk] = f"{before}, {words}" if before else words
        return cleaned

    def _place(self, name):
        """By its whole name, or by the short one where only one region bears it."""
        said = name.strip().casefold()
        whole = [one for one in self.places if str(one).casefold() == said]
        short = [one for one in self.places if one.name.casefold() == said]
        return next(iter(whole), short[0] if len(short) == 1 else None)

    def values(self) -> dict:
        """What `programs.participating.let_take_part` takes."""
        return {"villages": self.taking_part, "seen": self.cleaned_data["seen"]}
