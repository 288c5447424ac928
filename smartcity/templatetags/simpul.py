"""Tags that every page uses: icons, the mark, initials, links that keep the filter."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from accounts import indonesian

register = template.Library()


@cache
def _drawings() -> str:
    """The address of the file with all icons; some pages ask for it two hundred times."""
    return static("img/icons.svg")


@register.simple_tag
def icon(name, label=""):
    """Draw one icon of static/img/icons.svg; with a label it is read out, without, it is silent."""
    link = f"{_drawings()}#i-{name}"
    if label:
        return format_html(
            '<svg class="sp-icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, link
        )
    return format_html('<svg class="sp-icon" aria-hidden="true"><use href="{}"/></svg>', link)


@register.simple_tag
def mark(size=""):
    """Draw the mark of Simpul: size "" (36 px), "s" (20 px) or "l" (64 px)."""
    classes = f"sp-mark sp-mark--{size}" if size else "sp-mark"
    link = f"{_drawings()}#mark"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, link)


@register.filter
def initials(name):
    """Two letters for a person: "Dr. Dewi Pramesti, M.T." is DP."""
    return indonesian.initials(str(name))


@register.filter
def times(count):
    """A range to loop over: {% for bead in 5|times %}."""
    return range(int(count))


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts):
    """Where the page lies: label and link by turns, the page's own name last, without a link.

    {% crumbs "Program" board_url program.name %}
    """
    pairs = zip(parts[:-1:2], parts[1::2], strict=True)
    places = [{"label": label, "url": url} for label, url in pairs]
    return {"places": [*places, {"label": parts[-1], "url": ""}]}


# First match wins: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(agent):
    """A user agent in two words: "Firefox di Windows"."""
    program = next((name for sign, name in BROWSERS.items() if sign in agent), "Peramban lain")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return f"{program} di {system}" if system else program
