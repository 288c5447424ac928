"""What the page of a scan is called where a printed page asks for it: `image:scan-…-3`."""

import re

NAME = re.compile(r"scan-([0-9a-f]{40})-([1-9]\d{0,3})")


def scan_name(sha256: str, page: int) -> str:
    """The name of a page, counted from 1, of the scan with this SHA-256."""
    return f"scan-{sha256[:40]}-{page}"


def page_named(name: str) -> tuple[str, int] | None:
    """The beginning of the SHA-256 and the page that a name means; None for any other name."""
    found = NAME.fullmatch(name)
    return (found[1], int(found[2])) if found else None
