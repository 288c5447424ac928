"""Who somebody is in a region. Every other rules.py is written in these words.

A *thing* is anything with a `region`. The roles of a person are read once per user object,
that is once per request, so a changed role takes effect with the next page.
"""

import rules

from regions.models import Membership, Role


def roles_of(user, region) -> set[str]:
    """The roles somebody holds in a region; a province officer holds hers in the regions below."""
    if not hasattr(user, "_roles_by_region"):
        held = {}
        for membership in Membership.objects.filter(user=user):
            held.setdefault(membership.region_id, set()).add(membership.role)
        user._roles_by_region = held
    roles = set(user._roles_by_region.get(region.pk, ()))
    above = user._roles_by_region.get(region.parent_id, ())
    if Role.PROVINCE_OFFICER in above:
        roles.add(Role.PROVINCE_OFFICER)
    return roles


def agencies_of(user, region) -> set[int]:
    """Keys of the agencies somebody writes for in a region."""
    if not hasattr(user, "_agencies_by_region"):
        held = {}
        for region_id, agency_id in Membership.objects.filter(
            user=user, role=Role.WRITER
        ).values_list("region_id", "agency_id"):
            held.setdefault(region_id, set()).add(agency_id)
        user._agencies_by_region = held
    return user._agencies_by_region.get(region.pk, set())


def _holds(*roles):
    def predicate(user, thing):
        return thing is not None and bool(roles_of(user, thing.region) & set(roles))

    return predicate


is_national = rules.predicate(lambda user: user.is_national, name="is_national")
is_lead = rules.predicate(_holds(Role.LEAD), name="is_lead")
is_dimension_lead = rules.predicate(_holds(Role.DIMENSION_LEAD), name="is_dimension_lead")
is_writer = rules.predicate(_holds(Role.WRITER), name="is_writer")
is_facilitator = rules.predicate(_holds(Role.FACILITATOR), name="is_facilitator")
is_signatory = rules.predicate(_holds(Role.SIGNATORY), name="is_signatory")
is_member = rules.predicate(_holds(*Role), name="is_member")

rules.add_perm("regions.view_region", is_member | is_national)
rules.add_perm("regions.change_region", is_lead | is_national)  # agencies, officials
rules.add_perm("regions.manage_members", is_lead | is_national)
