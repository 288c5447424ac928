"""People whose signature or reach is great must hold a second factor before they go on."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

# Where somebody without a second factor may still go: to set one up, to sign out, to be told.
OPEN_APPS = {"mfa", "account", "usersessions", "pki"}
OPEN_NAMES = {"health", "components"}


def require_second_factor(get_response):
    """Sends signatories and national officers to the set-up page until they have one."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name or ""
        if name in OPEN_NAMES or name.split("_")[0] in OPEN_APPS:
            return None
        if not needs_second_factor(request.user) or is_mfa_enabled(request.user):
            return None
        messages.info(
            request,
            "Peran Anda menuntut langkah kedua saat masuk. Pasang kunci sandi atau aplikasi kode"
            " di sini; sesudah itu Anda melanjutkan pekerjaan.",
        )
        return redirect("mfa_index")

    middleware.process_view = process_view
    return middleware


def needs_second_factor(user) -> bool:
    """National officers, and everybody with the role of signatory in some region.

    The role is read through the related name, because memberships live in a room above.
    """
    return user.is_national or user.memberships.filter(role="signatory").exists()
