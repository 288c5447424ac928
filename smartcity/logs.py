"""Structured logs: one JSON object a line, without passwords, tokens or personal numbers."""

import logging
import re
import time
import uuid

from pythonjsonlogger.json import JsonFormatter as BaseFormatter

logger = logging.getLogger("simpul.request")

SECRETS = re.compile(
    r"(?i)(pass(?:word|phrase)?\d*|kata_sandi|token|secret|csrf\w*|sessionid|otp|code|key|authorization)"
    r"""(["']?\s*[=:]\s*["']?)([^\s"'&,;}]+)"""
)
NUMBERS = re.compile(r"(?<!\d)\d{16,18}(?!\d)")  # NIK has 16 digits, NIP 18
LINKS = re.compile(r"(/(?:undangan|kata-sandi/atur)/)[^\s/\"']+")


def hide_private(text: str) -> str:
    """The same text with secrets and personal numbers replaced by ***."""
    text = SECRETS.sub(r"\1\2***", text)
    text = LINKS.sub(r"\1***", text)
    return NUMBERS.sub("***", text)


class Private(logging.Filter):
    """Takes secrets out of every message before it is written."""

    def filter(self, record):
        record.msg = hide_private(record.getMessage())
        record.args = ()
        for name in ("path", "request_id"):
            if isinstance(value := getattr(record, name, None), str):
                setattr(record, name, hide_private(value))
        record.request = None  # Django puts the whole request here
        return True


class JsonFormatter(BaseFormatter):
    """Time, level, logger and message, and what a call adds with `extra`."""

    def __init__(self):
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )

    def formatException(self, exc_info):
        return hide_private(super().formatException(exc_info))

    def process_log_record(self, log_data):
        log_data.pop("request", None)
        return log_data


def request_log(get_response):
    """Writes one line a request: method, path without its query, status, milliseconds, person."""

    def middleware(request):
        request.request_id = uuid.uuid4().hex[:12]
        started = time.perf_counter()
        response = get_response(request)
        user = getattr(request, "user", None)
        logger.info(
            "request",
            extra={
                "request_id": request.request_id,
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000),
                "user": user.pk if user is not None and user.is_authenticated else None,
            },
        )
        response["X-Request-ID"] = request.request_id
        return response

    return middleware
