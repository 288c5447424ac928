"""What the script of a page of signing is answered: what to sign, that others do, where to go.

The same for who has an account and for who has none (`guest_signing`).
"""

import base64
import binascii

from django.http import JsonResponse
from django.shortcuts import redirect

from commitments.locking import SigningError
from commitments.models import Signatory
from commitments.state import has_signed
from signing import acts
from signing.keeping import HeadMovedError
from signing.models import PreparedSignature


def finished(request, place: Signatory, *, by, done: str):
    """The key's answer is kept; or she asks again, because others went before; or too late.

    May be sent twice, by a network that stutters: who has signed is told where to go (`done`).
    """
    if has_signed(place):
        return JsonResponse({"next": done})
    waiting = PreparedSignature.objects.filter(signatory=place).first()
    if waiting is None or str(waiting.token) != request.POST.get("token"):
        return JsonResponse({"problem": acts.TOO_LATE}, status=409)
    try:
        if not request.POST.get("signature"):  # she waited, and asks whether the file is hers now
            return asked(acts.prepare_again(waiting, by=by))
        acts.finish(waiting, by=by, signature=decoded(request.POST["signature"]))
    except HeadMovedError:
        return _again(waiting, by)
    except SigningError as error:
        return JsonResponse({"problem": str(error)}, status=409)
    return JsonResponse({"next": done})


def _again(waiting, by):
    try:
        return asked(acts.prepare_again(waiting, by=by))
    except SigningError as error:
        return JsonResponse({"problem": str(error)}, status=409)


def asked(waiting: PreparedSignature) -> JsonResponse:
    """What the key in the browser must sign; or that others do, and when to ask again."""
    token = {"token": str(waiting.token)}
    if waiting.wait:
        return JsonResponse(token | {"ahead": waiting.wait.ahead, "wait": waiting.wait.seconds})
    attributes = base64.b64encode(bytes(waiting.attributes)).decode()
    return JsonResponse(token | {"attributes": attributes})


def onwards(request, address: str):
    """A script is told where to go; a browser goes."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"next": address})
    return redirect(address)


def decoded(text: str) -> bytes:
    """What the script has sent; SigningError when it cannot be read."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SigningError("Jawaban peramban tidak terbaca. Coba sekali lagi.") from error
