"""Who may do what with a masterplan and its text."""

import rules

from regions.rules import (
    agencies_of,
    is_dimension_lead,
    is_lead,
    is_member,
    is_national,
    is_writer,
)


@rules.predicate
def is_open(user, thing):
    return thing.masterplan.is_open


@rules.predicate
def is_assigned(user, section):
    """The section is given to an agency that she writes for, or to nobody in particular yet."""
    assigned = {agency.pk for agency in section.agencies.all()}
    return not assigned or bool(assigned & agencies_of(user, section.region))


may_write_section = is_lead | is_dimension_lead | (is_writer & is_assigned)

rules.add_perm("masterplans.view_masterplan", is_member | is_national)
rules.add_perm("masterplans.add_masterplan", is_lead | is_national)  # asked of a region
rules.add_perm("masterplans.change_masterplan", is_lead & is_open)
rules.add_perm("masterplans.view_section", is_member | is_national)
rules.add_perm("masterplans.write_section", may_write_section)  # whose it is, open or not
rules.add_perm("masterplans.change_section", may_write_section & is_open)
rules.add_perm("masterplans.assign_section", is_lead & is_open)
rules.add_perm("masterplans.add_attachment", (is_lead | is_dimension_lead | is_writer) & is_open)
rules.add_perm("masterplans.view_attachment", is_member | is_national)
