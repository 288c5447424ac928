"""Structured logs: one JSON object a line, without passwords, tokens or personal numbers.

Everything is cleaned at the last moment, in the formatter, so that no call can forget it: what
looks private by its name or shape, and the very values that the present request carries as secrets.
"""

import re
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from pythonjsonlogger.json import JsonFormatter as BaseFormatter

HIDDEN = "***"

NAMES = (
    r"pass|passphrase|\w*password\d*|\w*sandi|\w*token|\w*secret|rahasia|sessionid"
    r"|t?otp|code|kode|key|\w+_key|kunci|credential|authorization|cookie|nik|nip"
)
SECRET_NAME = re.compile(rf"(?i)(?:{NAMES})\Z")
SECRETS = re.compile(
    rf"""(?i)(?<!\w)({NAMES})(["']?\s*[=:]\s*)(?:(?:Bearer|Basic)\s+)?(?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^\s"'&,;}})\]]+)"""
)
# NIK has 16 digits, NIP 18; on paper they are written in groups: 19800101 200501 1 001.
NUMBERS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15,17}(?!\d)")
LINKS = re.compile(r"(/(?:undangan|tamu|kata-sandi/atur)/)[^\s/\"'?]+")
COOKIES = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
ADDRESSES = re.compile(r"(://[^\s:/@]*:)[^\s/@]+@")  # postgres://name:password@host
SHORTEST = 4  # a shorter value would be found inside ordinary words

present_request: ContextVar = ContextVar("present_request", default=None)  # set by middleware


def hide_private(text: str, values: tuple[str, ...] = ()) -> str:
    """The same text with secrets, personal numbers and the given values replaced by ***."""
    for value in values:
        text = text.replace(value, HIDDEN)
    text = SECRETS.sub(rf"\1\2{HIDDEN}", text)
    text = LINKS.sub(rf"\1{HIDDEN}", text)
    text = ADDRESSES.sub(rf"\1{HIDDEN}@", text)
    return NUMBERS.sub(HIDDEN, text)


def private_values(request) -> tuple[str, ...]:
    """What a request carries that nobody may read later: secret fields, cookies, link secrets.

    Looks only at what was read already: a log line must not read a body or fail on a bad query.
    """
    if request is None:
        return ()
    found = [request.headers.get("Authorization", "")]
    found += [request.COOKIES.get(name, "") for name in COOKIES]
    for data in (vars(request).get("GET", {}), vars(request).get("_post", {})):
        for name in filter(SECRET_NAME.match, data):
            found += data.getlist(name)
    arguments = request.resolver_match.kwargs if request.resolver_match else {}
    found += [str(arguments.get(name, "")) for name in ("secret", "key")]
    return tuple(sorted({one for one in found if len(one) >= SHORTEST}, key=len, reverse=True))


class JsonFormatter(BaseFormatter):
    """Time, level, logger and message, the request it belongs to, and what a call adds."""

    def __init__(self):
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )

    def formatTime(self, record, datefmt=None):  # noqa: N802 - logging's name
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def process_log_record(self, log_data):
        log_data.pop("request", None)  # Django puts the whole request here
        request = present_request.get()
        if request is not None:
            log_data.setdefault("request_id", request.request_id)
        return _clean(log_data, private_values(request))


def _clean(value, values, name=""):
    """Every text in a nested value, cleaned; what stands under a secret name, hidden."""
    if isinstance(value, dict):
        return {key: _clean(one, values, str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [_clean(one, values) for one in value]
    if value is None or isinstance(value, bool | float):
        return value
    if name and SECRET_NAME.match(name):
        return HIDDEN
    if isinstance(value, int) and not NUMBERS.fullmatch(str(value)):
        return value
    return hide_private(str(value), values)
