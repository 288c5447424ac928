"""The form of an aim with its strategies."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from dimensions.models import SubDimension
from layouts import Compact, Details, Div, Fields, Helper, Leave, SubmitRow
from layouts.selects import SharedChoices, SharedSelect
from masterplans.forms import TOO_LONG
from masterplans.models import Masterplan
from revisions.fields import TokenField
from revisions.saving import Saved, deny
from revisions.tokens import Parts, Token
from strategy.aims import save_aim
from strategy.documents import AimDocument
from strategy.models import Aim, Alignment
from strategy.rules import NOT_OFFERED, led_subdimensions

PARTS = ("subdimension", "text", "strategies", "alignment")
LONGEST = 1000
SHOWN = 90  # letters of a mission in a list


@dataclass
class AimChoices:
    """What all aim forms of a page offer `user`, read once: as few queries for one as for sixty."""

    subdimensions: dict[str, SubDimension]
    alignments: dict[str, Alignment]

    @classmethod
    def of(cls, masterplan: Masterplan, user) -> "AimChoices":
        rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
        if (led := led_subdimensions(user, masterplan)) is not None:
            rows = rows.filter(pk__in=led)
        rows = rows.select_related("dimension").order_by("dimension__order", "order")
        return cls(
            {str(row.pk): row for row in rows},
            {str(row.pk): row for row in masterplan.alignments.order_by("document", "pk")},
        )

    @cached_property
    def parts(self) -> SharedChoices:
        groups = {}
        for key, row in self.subdimensions.items():
            groups.setdefault(row.dimension.name, []).append((key, row.name))
        return SharedChoices([("", "Pilih subdimensi"), *groups.items()])

    @cached_property
    def missions(self) -> SharedChoices:
        groups = {}
        for key, row in self.alignments.items():
            words = row.mission if len(row.mission) <= SHOWN else f"{row.mission[:SHOWN]}…"
            groups.setdefault(row.get_document_display(), []).append((key, words))
        return SharedChoices([("", "Belum dihubungkan"), *groups.items()])


def _serves(form):
    """What an aim serves, in a sentence."""
    if form.aim and form.aim.alignment:
        return f"Melayani {Truncator(form.aim.alignment).chars(SHOWN)}"
    return "Hubungkan dengan misi daerah"


class AimForm(forms.Form):
    """A sub-dimension, one aim, the mission that it serves, and its strategies: one a line."""

    in_place = Div(
        Div(
            Compact("text"),
            Details(
                _serves,
                Compact("alignment"),
                Compact("subdimension"),
                css_class="sp-aim__more",
            ),
            css_class="sp-aim__what",
        ),
        Div(Compact("strategies", hint="satu baris satu strategi"), css_class="sp-aim__how"),
        css_class="sp-aim__grid",
    )
    base = TokenField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Sasaran",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
        help_text="Keadaan yang ingin dicapai, satu kalimat.",
        error_messages={"required": "Tulis sasarannya."},
    )
    strategies = forms.CharField(
        label="Strategi",
        widget=forms.Textarea(attrs={"rows": 4, "data-lines": "strategi"}),
        required=False,
        help_text="Cara mencapainya. Satu baris satu strategi.",
    )
    alignment = forms.TypedChoiceField(
        label="Misi daerah yang dilayani", required=False, empty_value=None, widget=SharedSelect
    )
    subdimension = forms.TypedChoiceField(
        label="Subdimensi",
        error_messages={"required": "Pilih subdimensi.", "invalid_choice": NOT_OFFERED},
        widget=SharedSelect,
    )

    def __init__(
        self,
        *args,
        masterplan: Masterplan,
        user,
        aim: Aim | None = None,
        choices: AimChoices | None = None,
        **kwargs,
    ):
        self.masterplan, self.aim = masterplan, aim
        kwargs["initial"] = {**kwargs.get("initial", {}), **_stored(aim)}
        super().__init__(*args, **kwargs)
        choices = choices or AimChoices.of(masterplan, user)
        self.fields["subdimension"].choices = choices.parts
        self.fields["subdimension"].coerce = choices.subdimensions.__getitem__
        self.fields["alignment"].choices = choices.missions
        self.fields["alignment"].coerce = choices.alignments.__getitem__

    @property
    def helper(self):
        """On a page of its own."""
        address = "" if self.aim else reverse("strategy:aim_add", args=[self.masterplan.slug])
        action = {"action": address} if address else {}
        return Helper(Fields(), SubmitRow("Simpan sasaran", Leave()), **action)

    @property
    def grid(self):
        """Its boxes on the page of all aims. Sixty stand there, so they are drawn without a tag."""
        hidden = [self["base"]] if self.aim else [self["base"], self["form_key"]]
        return SafeString("".join(map(str, hidden)) + self.in_place.html(self, {}))

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_strategies(self):
        lines = [line.strip() for line in self.cleaned_data["strategies"].splitlines()]
        lines = [line for line in lines if line]
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(f"Satu strategi paling panjang {LONGEST} huruf.")
        return lines

    def wanted(self) -> Parts:
        """The parts that can be read; ask after `is_valid`, whatever it says."""
        said = {name: self.cleaned_data[name] for name in PARTS if name in self.cleaned_data}
        return {name: getattr(value, "pk", value) for name, value in said.items()}

    def save(self, *, by, autosave: bool = False) -> Saved:
        """Write what can be read. Raises as `revisions.saving.save`."""
        return save_aim(
            self.masterplan,
            self.wanted(),
            aim=self.aim,
            form_key=self.cleaned_data.get("form_key"),
            token=self.cleaned_data["base"],
            by=by,
            autosave=autosave,
        )

    def keep_denied(self, *, by) -> None:
        """Keep what was typed by somebody to whom aims are not entrusted any more."""
        document = AimDocument(self.masterplan, self.aim)
        deny(document, self.wanted(), self.cleaned_data.get("base") or Token(), by=by)

    def take_token(self, token: Token):
        """From now on the page knows of this state: saving again is done knowingly."""
        self.data = self.data.copy()
        self.data["base"] = str(token)


def _stored(aim):
    if aim is None:
        return {"form_key": uuid.uuid4()}
    return {
        "base": AimDocument(aim.masterplan, aim).token(),
        "subdimension": aim.subdimension_id,
        "text": aim.text,
        "alignment": aim.alignment_id,
        "strategies": "\n".join(row.text for row in aim.strategies.all()),
    }
