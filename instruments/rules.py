"""Who may work with instruments, answer them, and score what was answered."""

import rules

from instruments.models import Assessor
from regions.rules import is_dimension_lead, is_lead, is_member, is_national, is_writer


def assessor_of(user, assessment) -> Assessor | None:
    """The seat of somebody among the assessors of an assessment; read once a request."""
    seats = user.__dict__.setdefault("seats_of_assessor", {})
    if assessment.pk not in seats:
        seats[assessment.pk] = assessment.assessors.filter(user=user).first()
    return seats[assessment.pk]


@rules.predicate
def is_assessor(user, thing):
    """An assessor reads nothing before the region has handed in."""
    assessment = getattr(thing, "assessment", thing)
    return not assessment.is_answering and assessor_of(user, assessment) is not None


@rules.predicate
def has_given_scores(user, assessment):
    seat = assessor_of(user, assessment)
    return seat is not None and seat.handed_in_at is not None


rules.add_perm("instruments.manage_instrument", is_national)
rules.add_perm("instruments.view_assessment", is_member | is_national | is_assessor)
# What is written when it is too late is said by the verb, and kept.
rules.add_perm("instruments.answer_assessment", is_lead | is_dimension_lead | is_writer)
rules.add_perm("instruments.hand_in_assessment", is_lead | is_national)
rules.add_perm("instruments.manage_assessment", is_national)
rules.add_perm("instruments.score_assessment", is_assessor)
# The scores of others: after one's own. Which of them, the query set says.
rules.add_perm("instruments.compare_scores", is_national | (is_assessor & has_given_scores))
