"""The form of an aim with its strategies."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from dimensions.models import SubDimension
from masterplans.models import Masterplan
from programs.aims import state_of
from programs.forms import TOO_LONG
from programs.models import Aim

LONGEST = 1000


class AimForm(forms.Form):
    """A sub-dimension, one aim, and its strategies: one a line."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    subdimension = forms.TypedChoiceField(
        label="Subdimensi", error_messages={"required": "Pilih subdimensi."}
    )
    text = forms.CharField(
        label="Sasaran",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
        help_text="Keadaan yang ingin dicapai, satu kalimat.",
        error_messages={"required": "Tulis sasarannya."},
    )
    strategies = forms.CharField(
        label="Strategi",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="Cara mencapainya. Satu baris satu strategi.",
    )

    def __init__(self, *args, masterplan: Masterplan, aim: Aim | None = None, **kwargs):
        if aim:
            strategies = "\n".join(row.text for row in aim.strategies.all())
            kwargs["initial"] = {
                "base": state_of(aim),
                "subdimension": aim.subdimension_id,
                "text": aim.text,
                "strategies": strategies,
            }
        super().__init__(*args, **kwargs)
        rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
        groups, by_key = {}, {}
        for row in rows.select_related("dimension").order_by("dimension__order", "order"):
            by_key[str(row.pk)] = row
            groups.setdefault(row.dimension.name, []).append((str(row.pk), row.name))
        self.fields["subdimension"].choices = [("", "Pilih subdimensi"), *groups.items()]
        self.fields["subdimension"].coerce = by_key.__getitem__

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_strategies(self):
        lines = [line.strip() for line in self.cleaned_data["strategies"].splitlines()]
        lines = [line for line in lines if line]
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(f"Satu strategi paling panjang {LONGEST} huruf.")
        return lines

    def take_base(self, base: str):
        """From now on the page knows of this state: saving again is done knowingly."""
        self.data = self.data.copy()
        self.data["base"] = base
