"""What is open for somebody in one part of the plan, in words: pages that say "lengkap" ask it."""

from accounts.models import User
from indonesian import counted, named
from masterplans.models import Masterplan
from notes.open_items import KIND as NOTE
from progress.areas import Area
from progress.completeness import Completeness
from progress.returned import KIND as RETURNED


def what_is_open(masterplan: Masterplan, user: User, area: Area) -> str:
    """ "dua hal masih diminta dan ada catatan belum dijawab"; "" when nothing is open for her."""
    found = Completeness(masterplan).for_user(user, area)
    kinds = {item.kind for item in found}
    others = len([item for item in found if item.kind not in (NOTE, RETURNED)])
    words = [f"{counted(others)} hal masih diminta"] if others else []
    words += ["ada catatan belum dijawab"] if NOTE in kinds else []
    words += [_within(item.sentence) for item in found if item.kind == RETURNED]
    return named(words)


def _within(sentence):
    return sentence[0].lower() + sentence[1:].rstrip(".")
