"""The answers to a form that saves itself (static/js/autosave.js), in one shape for all rooms.

The same view that answers the button answers the script; `asked` tells which of them it was.
"""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.indonesian import pukul
from revisions.diff import marked

HEADER = "X-Simpul-Save"  # its value is the key of the person whom the page was made for


def asked(request: HttpRequest) -> bool:
    """Whether the script sent this form while somebody is still writing."""
    return HEADER in request.headers


def is_of_another(request: HttpRequest) -> bool:
    """Whether the page was made for somebody else than who is signed in in this browser now.

    On a computer with many users nothing must be saved under the name of the next one.
    """
    return asked(request) and request.headers[HEADER] != str(request.user.pk)


def saved(
    *,
    base: object,
    at: datetime | None = None,
    messages: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
    url: str = "",
) -> JsonResponse:
    """It is in the database. `base` is the token that the next save begins from.

    `messages` are the boxes that could not be saved (field name -> sentence); all others were.
    `values` are put into the form's boxes, `url` becomes its address (a row that was new).
    """
    answer = {
        "state": "saved",
        "base": str(base),
        "at": pukul(at or timezone.now(), timezone.get_current_timezone_name()),
        "messages": messages or {},
    }
    if values:
        answer["values"] = values
    if url:
        answer["url"] = url
    return JsonResponse(answer)


def invalid(messages: dict[str, str]) -> JsonResponse:
    """Nothing could be saved; a sentence for each box."""
    return JsonResponse({"state": "invalid", "messages": messages}, status=422)


def stale(
    *, who: str, base: object, html: str, values: dict[str, str] | None = None
) -> JsonResponse:
    """Somebody was faster. `html` shows both texts; `values` are theirs (None: load the page)."""
    return JsonResponse(
        {"state": "stale", "who": who, "base": str(base), "html": html, "values": values},
        status=409,
    )


def clash(
    *,
    who: str,
    base: object,
    rows: Iterable[tuple[str, str, str]],
    values: dict[str, str] | None = None,
) -> JsonResponse:
    """Somebody was faster in a form of many boxes: `rows` are (label, mine, theirs), plain words.

    What differs in them is marked (`masterplans/_clash.html`); the rest is as in `stale`.
    """
    page = {"who": who, "rows": [(label, *marked(mine, theirs)) for label, mine, theirs in rows]}
    html = render_to_string("masterplans/_clash.html", page)
    return stale(who=who, base=base, html=html, values=values)


def refused(sentence: str, status: int = 409) -> JsonResponse:
    """The form cannot be taken in any more: the plan was handed in, the section given away."""
    return JsonResponse({"state": "refused", "sentence": sentence}, status=status)


def messages_of(form) -> dict[str, str]:
    """The sentences of a Django form, one for each box; those of the whole form under ""."""
    return {
        "" if name == "__all__" else form.add_prefix(name): " ".join(errors)
        for name, errors in form.errors.items()
    }
