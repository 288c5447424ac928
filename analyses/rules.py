"""Who may write an analysis row: the coordinator, the pokja leads, and its own agency."""

import rules

from masterplans.rules import is_open
from regions.rules import (
    agencies_of,
    is_dimension_lead,
    is_lead,
    is_member,
    is_national,
    is_writer,
)


@rules.predicate
def is_of_own_agency(user, thing):
    return thing.agency_id in agencies_of(user, thing.region)


rules.add_perm("analyses.view_finding", is_member | is_national)
rules.add_perm("analyses.add_finding", (is_lead | is_dimension_lead | is_writer) & is_open)
rules.add_perm(
    "analyses.change_finding",
    (is_lead | is_dimension_lead | (is_writer & is_of_own_agency)) & is_open,
)
