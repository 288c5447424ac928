"""The verb that writes down where an office is."""

from django.db import transaction

from accounts.models import User
from audit.trail import record
from letterheads.models import OfficeAddress
from regions.pasted_lists import one_at_a_time


@transaction.atomic
def write_address(address: OfficeAddress, *, by: User) -> OfficeAddress:
    """Keep the address lines of an office; a double click keeps them once.

    Raises ValidationError for a postal code that is none.
    """
    one_at_a_time(address.region)
    kept = OfficeAddress.objects.of(address.region, address.agency).first()
    address.pk = kept and kept.pk
    address._state.adding = kept is None
    address.full_clean()
    address.save()
    record(by, "office_address.changed", address.region, office=str(address.agency or ""))
    return address
