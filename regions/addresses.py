"""`reverse`, remembered: a list names the same page for every one of its rows."""

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from django.urls import reverse

WAY_BACK = "kembali"  # the word of an address that remembers from where it was followed
ANY_KEY = 987_654_321_987


def address(page: str, *args: str | int) -> str:
    """What `reverse(page, args=args)` gives. Raises NoReverseMatch.

    Whole numbers are keys: the address is worked out once for all of them.
    """
    keys = [str(arg) for arg in args if isinstance(arg, int)]
    parts = _parts(page, *(ANY_KEY if isinstance(arg, int) else str(arg) for arg in args))
    if len(parts) != len(keys) + 1:
        return reverse(page, args=args)
    return parts[0] + "".join(key + part for key, part in zip(keys, parts[1:], strict=True))


@lru_cache(maxsize=20_000)
def _parts(page, *args):
    return reverse(page, args=args).split(str(ANY_KEY))


def with_way_back(url: object, home: str, slug: str) -> str:
    """An address that remembers from where it was followed (smartcity/way_back.py)."""
    parts = urlsplit(str(url))
    if not parts.path or parts.netloc:
        return str(url)
    query = "&".join(filter(None, [parts.query, f"{WAY_BACK}={home}.{slug}"]))
    return urlunsplit(parts._replace(query=query))
