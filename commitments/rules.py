"""Who may prepare, sign and decline a commitment."""

import rules

from regions.rules import is_lead, is_member, is_national


@rules.predicate
def is_this_signatory(user, signatory):
    return signatory.user_id == user.pk


rules.add_perm("commitments.view_commitment", is_member | is_national)
rules.add_perm("commitments.prepare_commitment", is_lead | is_national)
rules.add_perm("commitments.sign", is_this_signatory)
