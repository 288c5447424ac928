"""The verbs of the analyses: a row is added, changed or removed, and nothing typed is lost.

Whoever changes a row sends back the moment at which she read it. When somebody else has saved it
since, nothing is overwritten: she sees both, and decides.
"""

from django.db import transaction

from accounts.models import User
from analyses.models import Finding
from audit.models import Event
from audit.trail import record
from masterplans.writing import closed_as_sentence, locked_plan


class StaleFinding(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster. `theirs` is the row as it is now, `who` saved it."""

    def __init__(self, theirs: Finding):
        super().__init__("Isian ini sudah diubah orang lain.")
        self.theirs = theirs
        self.who = _last_writer(theirs)


def state_of(finding: Finding) -> str:
    """What a form carries along, so that a change in between is noticed."""
    return finding.changed_at.isoformat() if finding.pk else ""


@transaction.atomic
def save_finding(form, *, kind: str, by: User) -> Finding:
    """Add or change the row of a valid form.

    Raises PlanClosedError, StaleFinding, and the model's DoesNotExist when it was removed.
    """
    with closed_as_sentence():
        locked_plan(form.masterplan)
        present = _locked(form.instance) if form.instance.pk else None
        if present and form.cleaned_data["base"] != state_of(present):
            raise StaleFinding(present)
        finding = form.save()
        verb = "finding.changed" if present else "finding.added"
        record(by, verb, finding, kind=kind, fields=form.changed_data)
    return finding


@transaction.atomic
def remove_finding(finding: Finding, *, kind: str, by: User) -> None:
    """Remove a row; the trail keeps its text. Raises PlanClosedError."""
    with closed_as_sentence():
        locked_plan(finding.masterplan)
        record(by, "finding.removed", finding, kind=kind, text=str(finding))
        finding.delete()


def removal_of(pk: int, *, kind: str, region) -> Event | None:
    """Who removed a row, and when; None when there never was one."""
    removals = Event.objects.filter(verb="finding.removed", region_code=region.code)
    return removals.filter(target_id=pk, data__kind=kind).first()


def _locked(finding):
    rows = type(finding).objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(None).get(pk=finding.pk)


def _last_writer(finding):
    saved = Event.objects.filter(
        verb__in=["finding.added", "finding.changed"],
        target_type__app_label="analyses",
        target_type__model=finding._meta.model_name,
        target_id=finding.pk,
    ).first()
    return saved.actor_name if saved else "Orang lain"
