"""Who sees what is stuck in signing, and sets it going again."""

import rules

from regions.rules import is_national

rules.add_perm("signing.view_stuck", is_national)
