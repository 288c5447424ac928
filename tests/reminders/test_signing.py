"""Three, seven and fourteen days after her turn came: who has not signed is asked again, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from identities.proving import confirm
from letters.models import Letter
from reminders.sending import send_reminders
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.factories import OfficialFactory
from tests.plans import bring_to

DAYS = (2, 3, 4, 6, 7, 10, 14, 15, 30)


@pytest.fixture
def running(masterplan, people, region, national):
    """The signatory first; the expert and a guest side by side after her."""
    lead, facilitator = people["lead"], people["facilitator"]
    plan = bring_to(masterplan, 4, "approved", lead=lead, facilitator=facilitator)
    draft = commitment_for(frozen(plan, lead), people["signatory"], facilitator)
    rector = OfficialFactory(region=region, institution="Unsoed", email="rektor@unsoed.ac.id")
    confirmed, _ = confirm(rector, by=national)
    draft.signatories.create(
        order=2, official=rector, user=confirmed.user, is_guest=True, name="R", position="Rektor"
    )
    return opened(draft)


def reminded(kind="reminders/mail/daily"):
    """On which of the days somebody got a letter of this kind, to whom."""
    morning = timezone.localtime().replace(hour=7)
    found = []
    for days in DAYS:
        Letter.objects.all().delete()
        send_reminders(morning + timedelta(days=days))
        found += [(days, one.address) for one in Letter.objects.filter(kind=kind)]
    return found


def test_who_has_not_signed_is_asked_three_times_and_nobody_else(running, people):
    assert reminded() == [(days, people["signatory"].email) for days in (3, 7, 14)]


def test_the_number_that_is_on_is_asked_also_who_has_no_account(running, people):
    put_signature(running.signatories.first())
    found = reminded("guest_signing.link")
    assert found == [(days, "rektor@unsoed.ac.id") for days in (3, 7, 14)]
