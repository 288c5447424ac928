"""The place of the person who is signed in, as pages of signing begin with it."""

from commitments.models import Commitment, Signatory
from commitments.state import state_of
from masterplans.models import Masterplan
from regions.access import get_for


def place_of(user, slug) -> Signatory:
    """Her place in the newest commitment that was opened; Http404 when she has none."""
    masterplan = get_for(user, "commitments.view_commitment", Masterplan.objects, slug=slug)
    commitment = Commitment.objects.of(masterplan).public().first()
    places = Signatory.objects.filter(user=user, is_guest=False)
    return get_for(user, "commitments.sign", places, commitment=commitment)


def context_of(place: Signatory) -> dict:
    """What every page of signing shows: the plan, her place, how far it is, whether it is hers."""
    state = state_of(place.commitment)
    return {
        "masterplan": place.masterplan,
        "signatory": place,
        "commitment": place.commitment,
        "state": state,
        "is_my_turn": place.pk in {one.pk for one in state.waiting},
    }
