"""What holds for a signed-in person on every page: a second factor, and a place in her list."""

import time

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from accounts.second_factor import SECOND_FACTORS

# Where she may go meanwhile: to what sets the second factor up, to proving who she is, and out.
SET_UP = "mfa_"
WAYS_OUT = {"account_logout", "account_reauthenticate"}
WORKS = {"lead", "deputy", "dimension_lead", "pokja_member", "writer", "facilitator"}
SEEN, PAUSE = "seen_at", 5 * 60  # seconds between two notes about one session


def require_second_factor(get_response):
    """Sends signatories and national officers to the set-up page until they have one.

    What strangers may see (`login_not_required`) she may see as well. Who also works on a plan is
    stopped only where she signs (`asks_second_factor`): being named must not take her pages away.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.view_name or ""
        if name.startswith(SET_UP) or name in WAYS_OUT or not request.user.is_authenticated:
            return None
        if not needs_second_factor(request.user) or has_second_factor(request.user):
            return None
        if works_here(request.user) and not getattr(view, "asks_second_factor", False):
            return None
        messages.info(
            request,
            "Peran Anda menuntut langkah kedua saat masuk. Pasang kunci sandi atau aplikasi kode"
            " di sini; sesudah itu Anda melanjutkan pekerjaan.",
        )
        return redirect("mfa_index")

    middleware.process_view = process_view
    return middleware


def note_activity(get_response):
    """Keeps the list of devices up to date, at the price of one note in five minutes.

    allauth's own middleware writes a row with every page.
    """

    def middleware(request):
        if request.user.is_authenticated and time.time() - request.session.get(SEEN, 0) > PAUSE:
            request.session[SEEN] = int(time.time())
            UserSession.objects.create_from_request(request)
        return get_response(request)

    return middleware


def needs_second_factor(user) -> bool:
    """National officers, signatories of a region, and whom a commitment names that is signed now.

    The last holds whatever becomes of the role: taking it away takes no second factor off.
    """
    by_role = any(role == "signatory" for _, role, _ in user.held_roles)
    return user.is_national or by_role or user.signs_now


def works_here(user) -> bool:
    """Whether she has work besides signing: pages that are open to others of her role as well."""
    return not user.is_national and any(role in WORKS for _, role, _ in user.held_roles)


def asks_second_factor(view):
    """Marks a page that nobody who needs a second factor opens without one."""
    view.asks_second_factor = True
    return view


def has_second_factor(user) -> bool:
    """Whether a code app or a passkey is set up; backup codes alone are none."""
    return is_mfa_enabled(user, types=SECOND_FACTORS)
