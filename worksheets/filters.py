"""Which rows of a worksheet are shown. Parameters are Indonesian: people share addresses."""

from django import forms

from indonesian.numbers import angka
from layouts import FilterForm, FilterHelper
from worksheets.views.worksheet import Worksheet

EVERYTHING = ("", "Semua")


class WorksheetFilter(FilterForm):
    """By agency and heading: shows what the worksheet was narrowed to."""

    perangkat = forms.ChoiceField(label="Perangkat Daerah", required=False)
    bagian = forms.ChoiceField(label="Bagian", required=False)

    def __init__(self, sheet: Worksheet):
        shown = sheet.shown[0].key if sheet.is_narrowed else ""
        super().__init__(auto_id="%s", initial={"perangkat": sheet.agency, "bagian": shown})
        self.helper = FilterHelper(sheet.kind.many_within)
        self.sheet = sheet
        agencies = sheet.masterplan.region.agencies.filter(is_active=True)
        self.fields["perangkat"].choices = [EVERYTHING, *((one.pk, str(one)) for one in agencies)]
        if len(sheet.groups) > 1:
            self._offer_headings()
        else:
            del self.fields["bagian"]

    def _offer_headings(self):
        """The headings with how much stands below them; all at once only when a page bears it."""
        sheet, field = self.sheet, self.fields["bagian"]
        if sheet.groups[0].dimension:
            field.label = "Dimensi"
        all_at_once = [EVERYTHING] if sheet.heading or not sheet.is_narrowed else []
        field.choices = all_at_once + [
            (group.key, f"{group.title} ({angka(len(group.rows))})") for group in sheet.groups
        ]

    @property
    def is_on(self) -> bool:
        return bool(self.sheet.agency or self.sheet.heading)
