"""What allauth has no page for."""

from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.adapter import KEPT
from accounts.forms import MailForm
from accounts.middleware import needs_second_factor
from accounts.second_factor import is_last_while_signing


class AddPasskey(AddWebAuthnView):
    """Adding a passkey. Who was stopped on her way until she had one goes on at once: to the letter
    that waits for her, if one does (`smartcity/home.py`). Her backup codes are told, not shown."""

    def get_success_url(self):
        if self.did_generate_recovery_codes and needs_second_factor(self.request.user):
            messages.success(self.request, PASSKEY_ADDED)
            return reverse("home")
        return super().get_success_url()


class RemovePasskey(RemoveWebAuthnView):
    """Taking a passkey off, unless it is the last second factor of who signs now."""

    def form_valid(self, form):
        if is_last_while_signing(self.get_object()):
            messages.error(self.request, KEPT)
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


PASSKEY_ADDED = (
    "Kunci sandi terpasang. Kode cadangan untuk hari ponsel Anda hilang ada di menu akun, Langkah"
    " kedua."
)


@require_POST
def end_session(request, pk):
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        return redirect("account_logout")
    get_adapter().end_sessions([session])
    messages.info(request, "Perangkat itu sudah dikeluarkan dari akun Anda.")
    return redirect("usersessions_list")


def mail_settings(request):
    """Which letters one wants. What waits for oneself always comes."""
    form = MailForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Pilihan surat Anda disimpan.")
        return redirect("accounts:mail")
    return render(request, "account/mail_settings.html", {"form": form})


@require_safe
@never_cache
@login_not_required
def current_session(request):
    """Who is signed in in this browser, and her token: an open page asks before it sends again."""
    person = str(request.user.pk) if request.user.is_authenticated else ""
    return JsonResponse({"person": person, "token": get_token(request) if person else ""})
