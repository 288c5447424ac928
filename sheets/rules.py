"""Who may see and apply what somebody uploaded: she herself, as long as she may write here."""

import rules

from regions.rules import is_dimension_lead, is_lead, is_national, is_writer


@rules.predicate
def is_uploader(user, imported):
    return imported.uploaded_by_id == user.pk


may_fill = is_lead | is_dimension_lead | is_writer | is_national

rules.add_perm("sheets.see_import", is_uploader & may_fill)
