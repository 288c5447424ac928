"""Who may read a frozen edition."""

import rules

from regions.rules import is_member, is_national

rules.add_perm("editions.view_edition", is_member | is_national)
