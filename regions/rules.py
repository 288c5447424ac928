"""Who somebody is in a region. Every other rules.py is written in these words.

A *thing* is anything with a `region`. The roles of a person are read once a request
(`User.held_roles`), so a changed role takes effect with the next page.
"""

import rules

from regions.roles import ACTS_AS, Role


def roles_of(user, region) -> set[str]:
    """As whom somebody may act in a region; a province officer holds hers in the regions below.

    A deputy may do all that the coordinator may, so that nobody's absence stops a region; a member
    of a pokja writes what its lead writes. What they hold itself is in it, too.
    """
    roles = {role for key, role, _ in user.held_roles if key == region.pk}
    roles |= {ACTS_AS[role] for role in roles if role in ACTS_AS}
    if (region.parent_id, Role.PROVINCE_OFFICER) in (
        (key, role) for key, role, _ in user.held_roles
    ):
        roles.add(Role.PROVINCE_OFFICER)
    return roles


def titles_of(user, region) -> list[str]:
    """What somebody is called in a region, or anywhere: by the roles that were given to her."""
    held = {role for key, role, _ in user.held_roles if region is None or key == region.pk}
    if region and Role.PROVINCE_OFFICER in roles_of(user, region):
        held.add(Role.PROVINCE_OFFICER)
    return [role.label for role in Role if role in held]


def dimension_of(user, region, role: str) -> str:
    """The code of the one dimension for which she holds this role; "" when that is all of them.

    Asked for an expert, or a member of a pokja; read once a request, for all her regions.
    """
    if not any(held == role for _, held, _ in user.held_roles):
        return ""
    if "_dimensions" not in user.__dict__:
        named = user.memberships.order_by().exclude(dimension="")
        named = named.values_list("region_id", "role", "dimension")
        user._dimensions = {(key, held): code for key, held, code in named}
    return user._dimensions.get((region.pk, role), "")


def leads_by_looking(roles: set[str]) -> bool:
    """Whether somebody reads or signs and does nothing else: kepala daerah, Sekda, Pembaca."""
    return bool(roles) and roles <= {Role.SIGNATORY, Role.VIEWER}


def agencies_of(user, region) -> set[int]:
    """Keys of the agencies somebody writes for in a region."""
    return {
        agency for key, role, agency in user.held_roles if (key, role) == (region.pk, Role.WRITER)
    }


def agencies_for(user, region):
    """The agencies that somebody may write for: all for the team, her own for a writer."""
    agencies = region.agencies.filter(is_active=True)
    if roles_of(user, region) & {Role.LEAD, Role.DIMENSION_LEAD}:
        return agencies
    return agencies.filter(pk__in=agencies_of(user, region))


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
is_province_officer = rules.predicate(_holds(Role.PROVINCE_OFFICER), name="is_province_officer")


@rules.predicate
def has_no_coordinator(user, region) -> bool:
    """Whether nobody coordinates this region yet."""
    leads = region.memberships.active().acting_as(Role.LEAD)
    return not leads.exists()


rules.add_perm("regions.view_region", is_member | is_national)
rules.add_perm("regions.view_trail", is_lead | is_facilitator | is_national)  # what was done
rules.add_perm("regions.change_region", is_lead | is_national)  # agencies, officials
rules.add_perm("regions.manage_members", is_lead | is_national)
# The first person of a region: somebody who knows it must be able to bring her in.
rules.add_perm(
    "regions.invite_coordinator", is_lead | is_national | (is_province_officer & has_no_coordinator)
)
# Whoever may take a second factor off must hold one herself: officers of the ministry do.
rules.add_perm("regions.reset_second_factor", is_national)
