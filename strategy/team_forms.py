"""Who leads the working group of each dimension."""

from django import forms

from accounts.models import User
from indonesian import named, titik
from regions.models import Membership, Role
from revisions.tokens import Parts
from strategy.documents import TeamsDocument
from strategy.forms import PlanForm


class TeamsForm(PlanForm):
    """Who leads the working group of each dimension, chosen among the members of the region."""

    document_class = TeamsDocument
    draft, save_label = "pokja", "Simpan ketua pokja"

    def __init__(self, data=None, *, masterplan, **kwargs):
        super().__init__(data, masterplan=masterplan, **kwargs)
        self.dimensions = list(masterplan.dimension_set.dimensions.all())
        leads = {team.dimension_id: team.lead_id for team in masterplan.teams.all()}
        people = self.people(masterplan)
        choices = [("", "Belum ditunjuk"), *((person.pk, person.name) for person in people)]
        members = self.members(masterplan)
        for dimension in self.dimensions:
            self.fields[f"lead_{dimension.pk}"] = forms.TypedChoiceField(
                label=f"Ketua pokja {dimension.name}",
                choices=choices,
                coerce={str(person.pk): person for person in people}.get,
                empty_value=None,
                required=False,
                initial=leads.get(dimension.pk),
                help_text=titik(f"Anggota: {named(names)}")
                if (names := members.get(dimension.code))
                else "",
            )

    @staticmethod
    def members(masterplan) -> dict[str, list[str]]:
        """Who else is in the pokja of each dimension, by its code."""
        held = Membership.objects.active().filter(region=masterplan.region_id)
        held = held.filter(role=Role.POKJA_MEMBER).order_by("user__name")
        found: dict[str, list[str]] = {}
        for code, name in held.values_list("dimension", "user__name"):
            found.setdefault(code, []).append(name)
        return found

    @staticmethod
    def people(masterplan):
        """Members who work on the plan, and who leads a team now; experts and readers do not."""
        roles = (Role.DIMENSION_LEAD, Role.LEAD, Role.WRITER)
        working = Membership.objects.filter(region=masterplan.region_id).active()
        working = working.acting_as(*roles)
        # A union, not an "or": with "or" PostgreSQL reads every person of the nation.
        chosen = working.values("user").union(masterplan.teams.values("lead"))
        return list(User.objects.filter(pk__in=chosen).order_by("name"))

    def stored_teams(self):
        """Each dimension with its lead, as they stand in the database now."""
        leads = {t.dimension_id: t.lead for t in self.masterplan.teams.select_related("lead")}
        return [(dimension, leads.get(dimension.pk)) for dimension in self.dimensions]

    def wanted(self) -> Parts:
        found = {}
        for dimension in self.dimensions:
            if (name := f"lead_{dimension.pk}") in self.cleaned_data:
                lead = self.cleaned_data[name]
                found[f"lead.{dimension.pk}"] = lead and lead.pk
        return found
