"""Who may record a masterplan that was made elsewhere."""

import rules

from regions.models import Role
from regions.rules import is_lead, is_member, is_national, is_province_officer

rules.add_perm("monitoring.view_outsideplan", is_member | is_national)
rules.add_perm("monitoring.record_outsideplan", is_lead | is_national | is_province_officer)


def may_invite(user) -> bool:
    """Whether a list of regions offers her to invite a coordinator where there is none.

    Every region of such a list is one that she looks over, so the answer is the same for all.
    """
    return user.is_national or any(role == Role.PROVINCE_OFFICER for _, role, _ in user.held_roles)
