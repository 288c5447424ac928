"""What allauth has no page for."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST


@require_POST
def end_session(request, pk):
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        return redirect("account_logout")
    get_adapter().end_sessions([session])
    messages.info(request, "Perangkat itu sudah dikeluarkan dari akun Anda.")
    return redirect("usersessions_list")
