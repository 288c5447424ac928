"""The printed invitation (undangan), as an office of the region sends it (domain §8)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from bimtek.agenda import shown_agenda
from bimtek.models import Session
from bimtek.papers import PaperKind
from bimtek.spoken import days_in_words, hours_in_words
from letterheads.heads import letterhead_of
from letterheads.signers import signer_rows

FEW = 5  # invited ones that stand in the letter itself; more are listed behind it


def invitation_html(session: Session) -> str:
    """The letter with its list of invited ones and its agenda."""
    invitees = [str(one) for one in session.invitees.select_related("agency")]
    page = {
        "session": session,
        "letterhead": letterhead_of(session.region, session.inviter),
        "place": session.region.name,
        "today": timezone.localdate(timezone=session.region.zone),
        "days": days_in_words(session),
        "hours": hours_in_words(session),
        "agenda": shown_agenda(session.agenda),
        "invitees": invitees,
        "signer_rows": signer_rows(
            [session.inviter] if session.inviter else [], on_behalf_of=_head(session)
        ),
        "is_listed": len(invitees) > FEW,
        "organisation": settings.SITE_ORGANISATION,
    }
    return render_to_string("bimtek/print/invitation.html", page)


def _head(session):
    """For whom the invitation is signed, when it is signed for somebody."""
    officials = session.region.officials.filter(is_head_of_region=True)
    return officials.first() if session.is_for_head else None


INVITATION = PaperKind("undangan", "Surat undangan", invitation_html)
