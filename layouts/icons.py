"""The icons of static/img/icons.svg, for templates (`{% icon %}`) and for what Python draws."""

from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The icon of an entry's state, on every page the same; what is not begun has an empty ring.
STATE_ICONS = {
    "done": "check-circle-fill",
    "part": "circle-half",
    "back": "arrow-return-left",
    "wait": "hourglass-split",
}


@cache
def drawings() -> str:
    """The address of the file with all icons; some pages ask for it two hundred times."""
    return static("img/icons.svg")


@lru_cache(maxsize=1000)
def icon(name: str, label: str = "") -> SafeString:
    """One icon; with a label it is read out, without, it is silent."""
    link = f"{drawings()}#i-{name}"
    if label:
        return format_html(
            '<svg class="sp-icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, link
        )
    return format_html('<svg class="sp-icon" aria-hidden="true"><use href="{}"/></svg>', link)
