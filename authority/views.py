"""The authority's public files, at addresses written into every certificate: never change them."""

from contextlib import suppress

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from authority import certificates
from authority.authorities import AuthorityError, ensure_authority, load_authority

ONE_HOUR = 3600
LONGEST_REQUEST = 4096  # a request takes 60 to 120 bytes


@require_safe
@login_not_required
def offline(request):
    """How anybody checks a document with programs that are not ours; its commands are tested."""
    return render(request, "authority/offline.html", {"authority": _existing()})


@require_safe
@login_not_required
@cache_control(public=True, max_age=ONE_HOUR)
def certificate(request, which, form):
    """The root or the issuing certificate, as DER for programs or PEM for people and OpenSSL."""
    found = getattr(_existing(), which)
    if form == "pem":
        return _file(certificates.to_pem(found), "application/x-pem-file", f"simpul-{which}.pem")
    return _file(certificates.to_der(found), "application/pkix-cert", f"simpul-{which}.crt")


@require_safe
@login_not_required
@cache_control(public=True, max_age=ONE_HOUR)
def revocation_list(request, which):
    """The newest revocation list; an old one is issued again before it is handed out."""
    authority = _existing()
    with suppress(AuthorityError):  # the key does not open: an old list is better than none
        authority = ensure_authority(authority.directory)
    crl = getattr(authority, f"{which}_crl")
    return _file(certificates.to_der(crl), "application/pkix-crl", f"simpul-{which}.crl")


@require_POST
@csrf_exempt  # asked by programs, and it changes nothing here
@login_not_required
def timestamp(request):
    """The answer of our time-stamp authority to a request of RFC 3161."""
    if request.content_type != "application/timestamp-query":
        return HttpResponse("application/timestamp-query\n", "text/plain", status=415)
    if int(request.headers.get("Content-Length") or 0) > LONGEST_REQUEST:
        return HttpResponse(status=413)
    if not ratelimit.consume(request, action="timestamp"):
        return HttpResponse(status=429)
    from authority import tokens  # what reads ASN.1 costs every other page 30 ms of its start

    answer = tokens.answer(request.read(LONGEST_REQUEST), _existing())
    return HttpResponse(answer, content_type="application/timestamp-reply")


def _existing():
    """The authority; 404 as long as there is none, for a visitor must not create it."""
    try:
        return load_authority()
    except AuthorityError as error:
        raise Http404(str(error)) from error


def _file(data, content_type, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)
