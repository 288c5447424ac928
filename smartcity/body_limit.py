"""What is too large is turned away at the door, before it fills a disk."""

from django.conf import settings
from django.shortcuts import render

PIECE = 1024 * 1024
# Browsers show an answer only after they have sent everything; beyond this they are cut off.
PATIENCE = 10
# A scan of 60 MB, at a limit of 20, reaches its form: that keeps what was typed beside it.
SOMEWHAT_TOO_LARGE = 4


def refuse_large_bodies(get_response):
    """Middleware: a body larger than any upload may be gets a page with a sentence, status 413.

    A file that is only somewhat too large passes and is refused by the form that it was meant for.
    """

    def middleware(request):
        file, words = settings.UPLOAD_LIMIT_MB * 1024**2, settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if _length(request) <= file * SOMEWHAT_TOO_LARGE + words:
            return get_response(request)
        limit = file + words
        _throw_away(request, limit * PATIENCE)
        page = {"limit": settings.UPLOAD_LIMIT_MB}
        return render(request, "413.html", page, status=413)

    return middleware


def _length(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # Django reads nothing of such a body


def _throw_away(request, most):
    while most > 0 and (piece := request.read(PIECE)):
        most -= len(piece)
