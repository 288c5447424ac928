"""The answers to a form that saves itself (static/js/autosave.js), in one shape for all rooms.

The same view that answers the button answers the script; `is_autosave` tells which of them it was.
The token is called `base` in an answer, in a form and in the drafts of browsers.
"""

from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from indonesian import pukul
from revisions.diff import marked_rows
from revisions.saving import Stale

HEADER = "X-Simpul-Save"  # its value is the key of the person whom the page was made for


def is_autosave(request: HttpRequest) -> bool:
    """Whether the script sent this form while somebody is still writing."""
    return HEADER in request.headers


def is_of_another(request: HttpRequest) -> bool:
    """Whether the page was made for somebody else than who is signed in in this browser now.

    On a computer with many users nothing must be saved under the name of the next one.
    """
    return is_autosave(request) and request.headers[HEADER] != str(request.user.pk)


def saved(
    *,
    token: object,
    at: datetime | None = None,
    messages: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
    url: str = "",
    sent: object = None,
) -> JsonResponse:
    """It is in the database. `token` is what the next save begins from.

    `messages` are the boxes that could not be saved (field name -> sentence); all others were.
    `values` are put into the form's boxes, `url` becomes its address (a row that was new). `sent`
    is the token of a page that cannot put the values in, because she types on in these boxes.
    """
    answer = {
        "state": "saved",
        "base": str(token),
        "at": pukul(at or timezone.now(), timezone.get_current_timezone_name()),
        "messages": messages or {},
    }
    if values:
        answer |= {"values": values} | ({} if sent is None else {"sent": str(sent)})
    if url:
        answer["url"] = url
    return JsonResponse(answer)


def invalid(messages: dict[str, str]) -> JsonResponse:
    """Nothing could be saved; a sentence for each box."""
    return JsonResponse({"state": "invalid", "messages": messages}, status=422)


def stale(
    *,
    who: str,
    token: object,
    html: str,
    values: dict[str, str] | None = None,
    meanwhile: object = None,
) -> JsonResponse:
    """Somebody was faster. `html` shows both texts; `values` are theirs (None: load the page).

    `token` is that of a page that has shown both, `meanwhile` that of its other boxes as long
    as nobody has chosen.
    """
    answer = {"state": "stale", "who": who, "base": str(token), "html": html, "values": values}
    if meanwhile is not None:
        answer["meanwhile"] = str(meanwhile)
    return JsonResponse(answer, status=409)


def conflict(clash: Stale, *, values: dict[str, str] | None) -> JsonResponse:
    """Two people changed the same boxes: what differs in them is marked (`revisions/_clash.html`).

    `values` are what stands in the clashing boxes now (None: load the page).
    """
    rows = marked_rows(clash.differences())
    html = render_to_string("revisions/_clash.html", {"who": clash.who, "rows": rows})
    return stale(
        who=clash.who,
        token=clash.token(),
        html=html,
        values=values,
        meanwhile=clash.meanwhile(),
    )


def refused(sentence: str, status: int = 409, *, url: str = "") -> JsonResponse:
    """The form cannot be taken in any more: the plan was handed in, the section given away.

    `url` is the page where its author finds what the server kept of it.
    """
    answer = {"state": "refused", "sentence": sentence}
    return JsonResponse(answer | ({"url": url} if url else {}), status=status)


def messages_of(form) -> dict[str, str]:
    """The sentences of a Django form, one for each box; those of the whole form under ""."""
    return {
        "" if name == "__all__" else form.add_prefix(name): " ".join(errors)
        for name, errors in form.errors.items()
    }
