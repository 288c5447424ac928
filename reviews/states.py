"""States of a plan: kept by digest, each wording once, and found again to be compared."""

from collections.abc import Iterable, Mapping

from masterplans.models import Decision, Masterplan
from reviews.models import HandInState, Wording
from reviews.passages import PlanPassage, PlanText

State = list[list[str]]  # [key of a passage, digest of its words], in the order of the page


def keep_wordings(masterplan: Masterplan, passages: Iterable[PlanPassage]) -> None:
    """Store what these passages say, unless it is stored: one query."""
    rows = [Wording(masterplan=masterplan, digest=p.digest, words=p.words) for p in passages]
    Wording.objects.bulk_create(rows, ignore_conflicts=True)


def wordings(masterplan: Masterplan, digests: Iterable[str]) -> Mapping[str, dict]:
    """The words of these digests, those that are known: one query."""
    if not (digests := set(digests)):
        return {}
    found = Wording.objects.filter(masterplan=masterplan, digest__in=digests)
    return dict(found.values_list("digest", "words"))


def remember_hand_in(masterplan: Masterplan, decision: Decision) -> None:
    """Keep what a stage says when it is handed in: the next review is compared with it.

    `stages.workflow` calls it within the step, so nobody writes meanwhile.
    """
    passages = [one for chapter in PlanText(masterplan).chapters for one in chapter.passages]
    keep_wordings(masterplan, passages)
    state = [[one.key, one.digest] for one in passages]
    HandInState.objects.create(decision=decision, state=state)
