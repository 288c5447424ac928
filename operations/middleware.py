"""What stands in front of every page: its line in the log, and the pages that need no database."""

import logging
import time
import uuid

from django.urls import reverse

from operations.logs import present_request
from operations.views import health, ready

logger = logging.getLogger("simpul.request")


def request_log(get_response):
    """Writes one line a request: method, path without its query, status, milliseconds, person."""

    def middleware(request):
        request.request_id = uuid.uuid4().hex[:12]
        present = present_request.set(request)
        started = time.perf_counter()
        try:
            response = get_response(request)
            # Only a person whom somebody asked for: the line itself never asks the database.
            user = getattr(request, "_cached_user", None)
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000),
                    "user": user.pk if user is not None and user.is_authenticated else None,
                },
            )
        finally:
            present_request.reset(present)
        response["X-Request-ID"] = request.request_id
        return response

    return middleware


def answer_early(get_response):
    """Middleware in front of all that needs the database: these two pages do without."""
    views = {reverse("health"): health, reverse("ready"): ready}

    def middleware(request):
        view = views.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware
