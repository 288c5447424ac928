"""Who may remind a Perangkat Daerah, say where it takes part, and speak for it."""

import rules

from regions.rules import agencies_of, is_dimension_lead, is_lead, is_national, is_writer


@rules.predicate
def is_her_agency(user, agency):
    return agency.pk in agencies_of(user, agency.region)


rules.add_perm("assignments.remind_agency", is_lead | is_national)
rules.add_perm("assignments.assign_dimensions", is_lead | is_national)
# Asked of an agency: who may say that it has nothing to enter.
rules.add_perm(
    "assignments.speak_for_agency", is_lead | is_dimension_lead | (is_writer & is_her_agency)
)
