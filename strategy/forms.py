"""The forms of what a masterplan stands on. Each saves through its verb in `foundation`."""

import uuid

from django import forms

from accounts.models import User
from masterplans.forms import LENGTH
from masterplans.models import Masterplan, PlanDocument
from regions.models import Membership, Role
from revisions.answers import messages_of
from strategy import plan_settings as foundation
from tables.formsets import FormWithRows

TEXT_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class PlanForm(FormWithRows):
    """A part of the masterplan on one page, from the fingerprint of what the page showed."""

    kind = ""  # the part's name in the history
    part = None  # reads the stored part

    def __init__(self, data=None, *, masterplan, **kwargs):
        kwargs["initial"] = {**self.stored(masterplan), "base": self.stored_version(masterplan)}
        super().__init__(data, masterplan=masterplan, **kwargs)
        self.fields["base"].widget.attrs["data-base"] = True

    @classmethod
    def stored_version(cls, masterplan) -> str:
        return foundation.version(cls.part(masterplan))

    @staticmethod
    def stored(masterplan) -> dict:
        return {}

    def take_base(self, base: str):
        """After a clash: what is typed stays, and the next press begins from what was shown."""
        self.data = self.data.copy()
        self.data["base"] = base

    @property
    def blank_row(self):
        """An empty row, from which the page makes one more without asking the server."""
        row = self.rows.empty_form
        self.prepare(row)
        return row

    def can_be_kept(self) -> bool:
        """Whether it can be saved while somebody still writes."""
        return self.is_valid()

    def messages(self) -> dict[str, str]:
        """A sentence for each box that cannot be saved."""
        found = messages_of(self)
        for row in self.rows.forms if self.rows else ():
            found |= messages_of(row)
        return found


class PhaseRow(forms.Form):
    name = forms.CharField(label="Nama jangka", max_length=60)
    first_year = forms.IntegerField(
        label="Tahun pertama", widget=forms.TextInput(attrs=TEXT_NUMBER), min_value=2000
    )
    last_year = forms.IntegerField(
        label="Tahun terakhir", widget=forms.TextInput(attrs=TEXT_NUMBER), max_value=2200
    )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Tahun terakhir tidak boleh mendahului tahun pertama.")
        return cleaned


class IdentityForm(PlanForm):
    """Title, years and phases."""

    title = forms.CharField(
        label="Judul masterplan", max_length=200, help_text="Seperti pada sampul buku."
    )
    first_year = forms.IntegerField(
        label="Tahun pertama",
        min_value=2015,
        max_value=2100,
        widget=forms.TextInput(attrs=TEXT_NUMBER),
    )
    last_year = forms.IntegerField(
        label="Tahun terakhir",
        min_value=2015,
        max_value=2100,
        widget=forms.TextInput(attrs=TEXT_NUMBER),
        help_text="Masterplan berlaku 5 sampai 20 tahun.",
    )
    kind = foundation.IDENTITY
    part = staticmethod(foundation.identity_of)
    row_form = PhaseRow
    rows_prefix = "jangka"

    @staticmethod
    def stored(masterplan):
        return {
            "title": masterplan.title,
            "first_year": masterplan.first_year,
            "last_year": masterplan.last_year,
        }

    def stored_rows(self):
        fields = ("name", "first_year", "last_year")
        return [{f: getattr(phase, f) for f in fields} for phase in self.masterplan.phases.all()]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if not first or not last:
            return cleaned
        if not 4 <= last - first <= 19:
            self.add_error("last_year", LENGTH)
        # The unique constraint names the region, which is not a field here.
        others = Masterplan.objects.exclude(pk=self.masterplan.pk)
        if others.filter(region=self.masterplan.region_id, first_year=first).exists():
            self.add_error("first_year", foundation.TAKEN)
        if self.rows.is_valid():
            for sentence in phase_mistakes(self.rows.filled(), first, last):
                self.add_error(None, sentence)
        return cleaned

    def save(self, by, *, goes_on=False):
        values = {name: self.cleaned_data[name] for name in ("title", "first_year", "last_year")}
        return foundation.change_identity(
            self.masterplan,
            **values,
            phases=self.rows.filled(),
            base=self.cleaned_data["base"],
            by=by,
        )


def phase_mistakes(phases: list[dict], first: int, last: int) -> list[str]:
    """Phases must follow each other without gap or overlap, from the first year to the last.

    Otherwise the roadmap would have a year that belongs to no phase, or to two.
    """
    if not phases:
        return ["Tulis paling sedikit satu jangka."]
    mistakes, expected = [], first
    for phase in phases:
        if phase["first_year"] != expected:
            mistakes.append(
                f"{phase['name']} seharusnya mulai tahun {expected}, menyambung yang sebelumnya."
            )
        expected = phase["last_year"] + 1
    if expected != last + 1:
        mistakes.append(f"Jangka yang terakhir seharusnya berakhir tahun {last}.")
    return mistakes


class MissionRow(forms.Form):
    text = forms.CharField(label="Misi", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class VisionForm(PlanForm):
    """The vision, the keywords that it was made of, and the missions."""

    vision = forms.CharField(
        label="Visi Smart City",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat yang dapat diingat warga.",
    )
    keywords = forms.CharField(
        label="Kata kunci visi",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kata yang muncul dari analisis, dipisahkan koma.",
    )
    kind = foundation.VISION
    part = staticmethod(foundation.vision_of)
    row_form = MissionRow
    rows_prefix = "misi"

    @staticmethod
    def stored(masterplan):
        return {"vision": masterplan.vision, "keywords": masterplan.vision_keywords}

    def stored_rows(self):
        return [{"text": mission.text} for mission in self.masterplan.missions.all()]

    def save(self, by, *, goes_on=False):
        return foundation.write_vision(
            self.masterplan,
            vision=self.cleaned_data["vision"],
            keywords=self.cleaned_data["keywords"],
            missions=[row["text"] for row in self.rows.filled()],
            base=self.cleaned_data["base"],
            by=by,
        )


class AlignmentRow(forms.Form):
    """A row; `id` and `key` say which one it is, and `remove` that it goes."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    remove = forms.BooleanField(widget=forms.HiddenInput, required=False)
    document = forms.ChoiceField(
        label="Dokumen", choices=[("", "Pilih dokumen"), *PlanDocument.choices]
    )
    dimension = forms.TypedChoiceField(label="Dimensi yang menjawab")
    mission = forms.CharField(
        label="Misi daerah", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    goal = forms.CharField(
        label="Tujuan dan sasaran daerah",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def has_changed(self):
        """Whether something stands in it, beside the name of the row."""
        return bool({"document", "dimension", "mission", "goal"} & set(self.changed_data))

    def is_removed(self) -> bool:
        return self.data.get(self.add_prefix("remove")) in ("1", "True", "on")

    def identity(self) -> str:
        """The key of the stored row that this one is; "" for a new row."""
        key = self.data.get(self.add_prefix("id"), "") if self.is_bound else ""
        return key if key.isdecimal() else ""


class AlignmentForm(PlanForm):
    """Which dimension answers which mission of RPJPD, RPJMD and RTRW."""

    kind = foundation.ALIGNMENT
    part = staticmethod(foundation.alignment_of)
    row_form = AlignmentRow
    rows_prefix = "selaras"

    def __init__(self, data=None, *, masterplan, **kwargs):
        self.dimensions = {str(d.pk): d for d in masterplan.dimension_set.dimensions.all()}
        super().__init__(data, masterplan=masterplan, **kwargs)

    def stored_rows(self):
        fields = {"document": "document", "mission": "mission", "goal": "goal", "id": "pk"}
        fields |= {"dimension": "dimension_id", "key": "form_key"}
        rows = self.masterplan.alignments.order_by("pk")
        return [{name: getattr(row, field) for name, field in fields.items()} for row in rows]

    def prepare(self, row):
        # One query for all rows, not one for each.
        names = ((key, dimension.name) for key, dimension in self.dimensions.items())
        row.fields["dimension"].choices = [("", "Pilih dimensi"), *names]
        row.fields["dimension"].coerce = self.dimensions.get
        if not row.initial.get("key"):
            row.initial["key"] = uuid.uuid4()

    def stored_alignments(self):
        """The rows for reading, as they stand in the database now."""
        return self.masterplan.alignments.select_related("dimension")

    def can_be_kept(self):
        """A row that is not finished waits; all others are saved."""
        self.is_valid()
        return "base" not in self.errors and self.rows.management_form.is_valid()

    def messages(self):
        unfinished = (row for row in self.rows.forms if not row.is_removed())
        return {name: text for row in unfinished for name, text in messages_of(row).items()}

    def save(self, by, *, goes_on=False):
        """`goes_on`: she is still writing, so a row that is empty or unfinished is left alone."""
        standing = [row for row in self.rows.forms if not row.is_removed()]
        finished = [row for row in standing if row.is_valid() and row.has_changed()]
        unread = [row.identity() for row in standing if goes_on and row not in finished]
        rows = []
        for row in finished:
            said = {"form_key": row.cleaned_data["key"], "id": row.cleaned_data["id"]}
            rows.append({**row.cleaned_data, **said})
        return foundation.align(
            self.masterplan,
            rows=rows,
            base=self.cleaned_data["base"],
            by=by,
            unread=[key for key in unread if key],
        )


class TeamsForm(PlanForm):
    """Who leads the working group of each dimension, chosen among the members of the region."""

    kind = foundation.TEAMS
    part = staticmethod(foundation.teams_of)

    def __init__(self, data=None, *, masterplan, **kwargs):
        super().__init__(data, masterplan=masterplan, **kwargs)
        self.dimensions = list(masterplan.dimension_set.dimensions.all())
        leads = {team.dimension_id: team.lead_id for team in masterplan.teams.all()}
        people = self.people(masterplan)
        choices = [("", "Belum ditunjuk"), *((person.pk, person.name) for person in people)]
        for dimension in self.dimensions:
            self.fields[f"lead_{dimension.pk}"] = forms.TypedChoiceField(
                label=f"Ketua pokja {dimension.name}",
                choices=choices,
                coerce={str(person.pk): person for person in people}.get,
                empty_value=None,
                required=False,
                initial=leads.get(dimension.pk),
            )

    @staticmethod
    def people(masterplan):
        """Members who work on the plan, and who leads a team now; experts and readers do not."""
        roles = (Role.DIMENSION_LEAD, Role.LEAD, Role.WRITER)
        working = Membership.objects.filter(region=masterplan.region_id, role__in=roles).active()
        # A union, not an "or": with "or" PostgreSQL reads every person of the nation.
        chosen = working.values("user").union(masterplan.teams.values("lead"))
        return list(User.objects.filter(pk__in=chosen).order_by("name"))

    def stored_teams(self):
        """Each dimension with its lead, as they stand in the database now."""
        leads = {t.dimension_id: t.lead for t in self.masterplan.teams.select_related("lead")}
        return [(dimension, leads.get(dimension.pk)) for dimension in self.dimensions]

    def save(self, by, *, goes_on=False):
        leads = {
            dimension: self.cleaned_data[f"lead_{dimension.pk}"] for dimension in self.dimensions
        }
        return foundation.set_teams(
            self.masterplan, leads=leads, base=self.cleaned_data["base"], by=by
        )
