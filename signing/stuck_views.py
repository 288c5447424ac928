"""The page of what is stuck, for officers of the ministry."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from indonesian import many
from signing.stuck import stuck_now
from signing.sweeping import queue_owed


@require_safe
def stuck(request):
    _check(request.user)
    return render(request, "signing/stuck.html", {"stuck": stuck_now()})


@require_POST
def queue_again(request):
    _check(request.user)
    waiting = queue_owed()
    told = many(waiting, "komitmen diantrekan lagi.") if waiting else "Tidak ada yang menunggu."
    messages.success(request, told)
    return redirect("stuck:page")


def _check(user):
    if not user.has_perm("signing.view_stuck"):
        raise Http404("Halaman ini tidak ada.")
