"""The form in which a row of the alignment names its programs."""

from django import forms

from layouts import Fields, Helper, Leave, SubmitRow
from strategy.models import Alignment


class NamedProgramsForm(forms.Form):
    """The programs of the plan to tick, those of the row's own dimension first."""

    named = forms.TypedMultipleChoiceField(
        label="Program yang melayani misi ini",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "sp-choices"}),
        error_messages={"invalid_choice": "Pilih program dari daftar."},
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    helper = Helper(Fields(), SubmitRow("Simpan program", Leave()), novalidate=True)

    def __init__(self, data, *, alignment: Alignment):
        now = list(alignment.named.values_list("program", flat=True))
        super().__init__(data, initial={"named": now, "shown": " ".join(map(str, now))})
        programs = alignment.masterplan.programs.select_related("subdimension__dimension")
        own = alignment.dimension_id
        ordered = sorted(programs, key=lambda one: one.subdimension.dimension_id != own)
        self.fields["named"].choices = [
            (one.pk, f"{one.name} ({one.subdimension.dimension})") for one in ordered
        ]

    def values(self) -> dict:
        """What `programs.naming.name_programs` takes."""
        shown = {int(key) for key in self.cleaned_data["shown"].split() if key.isdecimal()}
        return {"programs": set(self.cleaned_data["named"]), "shown": shown}
