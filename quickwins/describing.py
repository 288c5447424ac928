"""The verb of the profile: what a quick win is, its risks and its twelve months."""

from django.db import transaction

from accounts.models import User
from audit.models import Event
from audit.trail import record
from masterplans.writing import closed_as_sentence, locked_plan
from quickwins.models import QuickWin


class StaleProfile(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster: `theirs` is the quick win as it is now, `who` saved it."""

    def __init__(self, theirs: QuickWin):
        super().__init__("Profil ini sudah diubah orang lain.")
        self.theirs = theirs
        self.who = _last_writer(theirs)


def state_of(quickwin: QuickWin) -> str:
    """What the form carries along, so that a change in between is noticed."""
    return quickwin.changed_at.isoformat()


@transaction.atomic
def describe(form, risks, milestones, *, by: User) -> QuickWin:
    """Save a valid profile form with its rows. Raises PlanClosedError, StaleProfile."""
    with closed_as_sentence():
        locked_plan(form.instance.masterplan)
        present = QuickWin.objects.select_for_update(of=("self",)).get(pk=form.instance.pk)
        if form.cleaned_data["base"] != state_of(present):
            raise StaleProfile(present)
        # The standing may have been decided meanwhile; the form is not about it.
        form.instance.standing, form.instance.reason = present.standing, present.reason
        quickwin = form.save()
        risks.save()
        milestones.save()
        record(by, "quickwin.described", quickwin.program, fields=form.changed_data)
    return quickwin


def _last_writer(quickwin):
    told = Event.objects.filter(
        verb__startswith="quickwin.",
        target_type__model="program",
        target_id=quickwin.program_id,
    ).first()
    return told.actor_name if told else "Orang lain"
