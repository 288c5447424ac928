"""What is said when a page fails: a full disk, a database that is away, or a fault of ours.

Django calls `failed` for whatever was raised and caught by nobody, in views and in front of them.
The pages stand alone: what failed may be what the frame of a page needs.
"""

import errno
import logging
import sys
from contextlib import suppress

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from smartcity.lost_forms import typed_texts

logger = logging.getLogger("simpul.request")

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
GONE = ("08", "57P")  # classes of PostgreSQL's states: connection lost, server going or coming
RETRY_AFTER = 15  # seconds


def failed(request):
    """The page for the exception that is being handled now."""
    fault = sys.exc_info()[1]
    if isinstance(fault, OSError) and fault.errno in FULL:
        logger.error("No room for a file", extra={"path": request.path})
        _drop_half_received(request)
        return _page(request, "507.html", 507)
    if is_database_away(fault):
        logger.warning("The database is away", extra={"path": request.path})
        response = _page(request, "503.html", 503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    return server_error(request)


def is_database_away(fault) -> bool:
    """Whether the database cannot be reached, or ended the connection; not a mistake in a query."""
    if not isinstance(fault, OperationalError | InterfaceError):
        return False
    state = getattr(fault.__cause__, "pgcode", None)
    return state is None or state.startswith(GONE)


def _drop_half_received(request):
    """A file that broke off on its way; Django itself keeps it until somebody tidies up."""
    for handler in getattr(request, "_upload_handlers", ()):
        file = getattr(handler, "file", None)
        if isinstance(file, TemporaryUploadedFile):
            with suppress(OSError):  # it goes when closed, also when its end does not fit
                file.file.close()


def _page(request, template, status):
    try:
        texts = typed_texts(request) if request.method == "POST" else []
    except Exception:  # a form that could not be read either, for the same reason
        texts = []
    response = HttpResponse(render_to_string(template, {"texts": texts}), status=status)
    response._has_been_logged = True  # above, in a line; Django would add a traceback for each
    return response
