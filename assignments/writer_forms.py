"""Who writes the sections of a plan: one of them, or all in one table of choices."""

from django import forms

from assignments.section_writers import Choice
from layouts import Helper, Leave, SubmitRow
from masterplans.models import Masterplan, Section
from regions.models import Agency

SPARE = 1  # an empty box behind those that are chosen
LEAST = 2
NOBODY = "Siapa saja"


class AssignForm(forms.Form):
    """Which agencies write a section."""

    helper = Helper("agencies", "seen", SubmitRow("Simpan penulis", Leave()), css_class="sp-many")

    agencies = forms.ModelMultipleChoiceField(
        label="Perangkat Daerah penulis",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu. Kosong berarti semua Perangkat Daerah boleh menulis.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # who wrote it till now

    def __init__(self, *args, section: Section, meanwhile=None, **kwargs):
        assigned = section.agencies.all()
        seen = ",".join(sorted(str(agency.pk) for agency in assigned))
        chosen = assigned if meanwhile is None else meanwhile
        super().__init__(*args, initial={"agencies": chosen, "seen": seen}, **kwargs)
        self.meanwhile = meanwhile  # what she chose, while somebody else chose others
        # One that was closed since stays visible where it is assigned.
        agencies = section.region.agencies.filter(is_active=True) | section.region.agencies.filter(
            pk__in=[agency.pk for agency in assigned]
        )
        self.fields["agencies"].queryset = agencies
        self.fields["agencies"].label_from_instance = lambda agency: agency.name

    def clean_seen(self):
        if "seen" not in self.data:
            return None
        return [int(key) for key in self.cleaned_data["seen"].split(",") if key.isdecimal()]


class WritersForm(forms.Form):
    """A row for each section: its writers, and who they were when the page was made.

    What is chosen for a chapter goes to those of its sections that have nobody.
    """

    def __init__(self, *args, masterplan: Masterplan, sections: list[Section], **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.agencies = _offered(masterplan, sections)
        self.keys = {str(agency.pk) for agency in self.agencies}

    def choices(self) -> dict[Section, Choice]:
        """What was chosen, of every section that the page has shown."""
        return {
            section: Choice(self._chosen(section), self._seen(section))
            for section in self.sections
            if _was(section) in self.data
        }

    def chapters(self, clashes=()) -> list[tuple]:
        """(chapter, name of its box, rows) in the order of the books."""
        found: dict = {}
        for section in self.sections:
            found.setdefault(section.outline.chapter, []).append(self._row(section, clashes))
        return [(chapter, f"bab-{chapter.pk}", rows) for chapter, rows in found.items()]

    def _row(self, section, clashes):
        now = _keys(section)
        chosen = self._chosen(section) if self.is_bound and _was(section) in self.data else now
        boxes = [key for key in (agency.pk for agency in self.agencies) if key in chosen]
        return {
            "section": section,
            "name": f"bagian-{section.pk}",
            "was": _was(section),
            "seen": ",".join(map(str, sorted(now))),
            "boxes": [*boxes, *[0] * max(SPARE, LEAST - len(boxes))],
            "clashes": section in clashes,
        }

    def _chosen(self, section):
        chosen = self._said(self.data.getlist(f"bagian-{section.pk}"))
        return chosen or self._said(self.data.getlist(f"bab-{section.outline.chapter_id}"))

    def _seen(self, section):
        return frozenset(int(key) for key in self.data[_was(section)].split(",") if key.isdecimal())

    def _said(self, values):
        return frozenset(int(value) for value in values if value in self.keys)


def _was(section):
    return f"semula-{section.pk}"


def _keys(section):
    return frozenset(agency.pk for agency in section.agencies.all())


def _offered(masterplan, sections) -> list[Agency]:
    """Those that are there, and those that were closed and still stand at a section."""
    given = {key for section in sections for key in _keys(section)}
    agencies = masterplan.region.agencies.all()
    return [agency for agency in agencies if agency.is_active or agency.pk in given]
