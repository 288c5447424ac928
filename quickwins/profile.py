"""The verb of the profile: what a quick win is, its risks and its twelve months."""

from accounts.models import User
from quickwins.documents import ProfileDocument
from quickwins.models import QuickWin
from revisions.saving import Saved, save
from revisions.tokens import Parts, Token


def describe(
    quickwin: QuickWin, parts: Parts, *, token: Token, by: User, autosave: bool = False
) -> Saved:
    """Write the parts of a profile that a page holds, begun from `token`.

    Raises as `revisions.saving.save`.
    """
    return save(ProfileDocument(quickwin), parts, token=token, by=by, autosave=autosave)
