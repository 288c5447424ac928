"""`reverse`, remembered: a list names the same page for every one of its rows."""

from functools import lru_cache

from django.urls import reverse

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
