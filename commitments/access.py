"""The place of the person who is signed in, as pages of signing begin with it."""

from commitments.models import Commitment, Signatory
from commitments.state import state_of
from masterplans.models import Masterplan
from regions.access import get_for


def place_of(user, slug) -> Signatory:
    """Her place in the newest paper that was opened; Http404 when she has none."""
    masterplan = get_for(user, "commitments.view_commitment", Masterplan.objects, slug=slug)
    papers = list(Commitment.objects.papers_of(masterplan).public())
    places = Signatory.objects.filter(user=user, is_guest=False, commitment__in=papers)
    hers = set(places.values_list("commitment", flat=True))
    # who signs no revocation still finds what she signed
    commitment = next((one for one in papers if one.pk in hers), next(iter(papers), None))
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
