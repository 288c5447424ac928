"""Whether the site is well, for the operator (`/sehat/`) and for a load balancer (`/sehat/siap/`).

Both are answered before sessions, sign-in and transactions, which need the database: when it is
down, this page is the one that must still say so (`middleware.answer_early`).
"""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from operations.health import CHECKS, database

logger = logging.getLogger("simpul.health")
WELL = "baik"


@never_cache
@login_not_required
@transaction.non_atomic_requests
def health(request):
    """200 when all is well, 503 with a sentence per fault otherwise. Tells nothing private.

    A page for people (a browser asks for HTML); JSON for programs and with `?format=json`.
    """
    faults = {name: check() for name, (_, check) in CHECKS.items()}
    well = not any(faults.values())
    for name, fault in faults.items():
        if fault:
            logger.warning("health", extra={"check": name, "fault": fault})
    status = 200 if well else 503
    for_people = "text/html" in request.headers.get("Accept", "")
    if for_people and request.GET.get("format") != "json":
        rows = [(CHECKS[name][0], fault) for name, fault in faults.items()]
        page = {"rows": rows, "well": well, "now": timezone.now()}
        response = render(request, "operations/health.html", page, status=status)
    else:
        body = {"sehat": well, **{name: fault or WELL for name, fault in faults.items()}}
        response = JsonResponse(body, status=status)
    response._has_been_logged = True  # above, with the cause; Django would add a bare 503
    return response


@never_cache
@login_not_required
@transaction.non_atomic_requests
def ready(request):
    """200 when this machine can answer pages at all.

    A long queue or an old certificate is no reason for a load balancer to send nobody here.
    """
    fault = database()
    return JsonResponse({"siap": not fault}, status=503 if fault else 200)
