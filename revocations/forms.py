"""The form of a Berita Acara Pembatalan: that of a commitment, and why."""

from django import forms

from commitments.forms import PARTS, PrepareForm
from layouts import Fieldset, Helper, Leave, Row, SubmitRow, TemplatePart
from revocations.preparing import NO_HEAD


class RevokeForm(PrepareForm):
    """What stands in the berita acara, and who signs it in which order."""

    helper = Helper(
        Fieldset("Alasan", "grounds"),
        Fieldset("Naskah", "title", Row("number", "place", "date"), "is_meant", "points"),
        Fieldset("Waktu", "last_day"),
        Fieldset("Penandatangan", TemplatePart("commitments/_signing_order.html")),
        SubmitRow("Simpan berita acara", Leave()),
    )
    grounds = forms.CharField(
        label="Alasan pembatalan",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tercetak dalam berita acara, dan tampil di halaman periksa sesudah disegel.",
        error_messages={"required": "Tulis alasannya, paling sedikit satu kalimat."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        points = self.fields["points"]
        points.label, points.help_text = "Yang dinyatakan", "Satu butir satu baris. Boleh diubah."

    def clean(self):
        data = super().clean()
        if data["officials"] and not any(
            place.official.is_head_of_region for place in data["officials"]
        ):
            self.add_error(None, NO_HEAD)
        return data

    def for_verb(self) -> dict:
        """The cleaned values as `prepare_revocation` and `update_revocation` take them."""
        return super().for_verb() | {"grounds": self.cleaned_data["grounds"]}


def in_boxes(places) -> dict:
    """Places as the boxes beside the names show them."""
    return {f"{part}_{one.official.pk}": getattr(one, part) for one in places for part in PARTS}
