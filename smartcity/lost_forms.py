"""A form that cannot be taken in any more gives back what was typed, to be copied."""

import re

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.html import strip_tags

from operations.logs import SECRET_NAME
from revisions import answers

NOT_YOURS = "isian ini tidak lagi dibuka untuk akun Anda. Salin tulisan Anda lebih dahulu."
NOT_THERE = "isian ini sudah tidak ada. Salin tulisan Anda lebih dahulu."
LONG = 40  # letters that deserve a box of their own; what is shorter shares one
# Nobody types these: what a page sends along unseen, boxes that are ticked, buttons.
UNSEEN = re.compile(
    r"(?:.+-)?(?:[A-Z_]+_FORMS|pd(?:-\d+)?|after|agencies|base|baris|batch|before|dari|drawing|first"
    r"|csrfmiddlewaretoken|form_key|halaman|id|is_meant|isian|key|lagi|leaves|next|offset|part|prefix|presence|role|row|seen|shown"
    r"|passkey|public_key|read|semua|select_across|suffix|tampil|token|version|weight|assignee|writes"
    r"|baca|batal|hapus|ke|keadaan|keep|kirim|kirim_kode|lupa|naik|pakai|pisah|remove|saya|sejak|simpan|singkirkan"
    r"|tahun|tarik|turun|ubah)\Z"
)
PRINTED = {"nip"}  # kept out of logs, but it stands on every letter
TICKED = {"on", "true", "1"}
ENDS_OF_LINES = re.compile(r"(?i)<br\s*/?>|</(?:p|li|h\d|tr)>")


def typed_texts(request) -> list[str]:
    """What somebody typed into a form, without mark-up: short boxes as lines of one text.

    Nothing secret, and nothing that a page sends along unseen.
    Empty when the form came from another site: nobody shows his words under our name.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin", own) != own or request.headers.get(
        "Sec-Fetch-Site", "same-origin"
    ) not in {"same-origin", "none"}:
        return []
    texts = [
        strip_tags(ENDS_OF_LINES.sub("\n", text)).strip()
        for name, values in request.POST.lists()
        if (name in PRINTED or not SECRET_NAME.match(name)) and not UNSEEN.match(name)
        for text in values
        if text not in TICKED
    ]
    short = [text for text in texts if text and len(text) < LONG]
    long = [text for text in texts if len(text) >= LONG]
    return ["\n".join(short), *long] if short else long


def stale_form(request, reason=""):
    """Django's answer to a form without a valid token: mostly one that was left open too long."""
    if answers.is_autosave(request):
        return JsonResponse({"state": "token"}, status=403)
    page = {"texts": typed_texts(request)}
    return render(request, "403_csrf.html", page, status=403)


def refuse_in_a_sentence(request, fault):
    """A page that saves itself hears in a sentence why it is refused, and keeps its text."""
    if not answers.is_autosave(request):
        return None
    if isinstance(fault, PermissionDenied):
        return answers.refused(NOT_YOURS, status=403)
    return answers.refused(NOT_THERE, status=404) if isinstance(fault, Http404) else None


def keep_what_was_typed(get_response):
    """Middleware: who was signed out meanwhile does not lose her text to the sign-in page."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        if answers.is_of_another(request):
            return JsonResponse({"state": "signed_out"}, status=401)
        if request.user.is_authenticated:
            return None
        if not (texts := typed_texts(request)):
            return None
        return render(request, "smartcity/signed_out.html", {"texts": texts}, status=403)

    middleware.process_view = process_view
    middleware.process_exception = refuse_in_a_sentence
    return middleware
