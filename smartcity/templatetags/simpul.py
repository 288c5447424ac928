"""Tags that every page uses: icons, the mark, initials, links that keep the filter."""

from django import template
from django.conf import settings
from django.template import defaulttags
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

import indonesian
from layouts.icons import STATE_ICONS, drawings, icon
from regions.addresses import address, with_way_back
from smartcity.page_addresses import TABS

register = template.Library()


class IconNode(template.Node):
    """An icon in a template. Of the two hundred of a page nearly all are the same every time."""

    def __init__(self, name, label):
        self.name, self.label = name, label

    def render(self, context):
        return icon(self.name.resolve(context), self.label.resolve(context))


@register.tag("icon")
def _icon_tag(parser, token):
    """{% icon "plus-lg" %} or {% icon "circle" "Belum" %}; see `icon`."""
    _, name, *label = token.split_contents()
    return IconNode(*map(parser.compile_filter, [name, *(label or ['""'])]))


@register.simple_tag
def link(page, *args):
    """The address of a page of a room above this one, by its name in settings.LINKS."""
    return address(settings.LINKS[page], *args)


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context, group):
    """The pages of a masterplan that stand side by side with this one (page_addresses.TABS)."""
    label, pages = TABS[group]
    slug, here = context["masterplan"].slug, context["request"].path
    links = [(name, address(page, slug)) for name, page in pages]
    shown = [(name, url, url == here) for name, url in links]
    return {"label": label, "tabs": shown, "front": len(shown)}


@register.simple_tag
def coming_from(url, home):
    """{% coming_from line.url home %}: the address remembers from where it was followed.

    `home` is "kertas.<slug>" (smartcity/way_back.py); without one the address stays as it is.
    """
    name, _, slug = (home or "").partition(".")
    return with_way_back(url, name, slug) if slug else url


@register.filter
def state_icon(state):
    """The name of the icon for the state of an entry: {% icon cell.state|state_icon %}."""
    return STATE_ICONS.get(state, "circle")


@register.simple_tag
def mark(size=""):
    """Draw the mark of Simpul: size "" (36 px), "s" (20 px) or "l" (64 px)."""
    classes = f"sp-mark sp-mark--{size}" if size else "sp-mark"
    link = f"{drawings()}#mark"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, link)


@register.simple_block_tag(end_name="endtext")
def text(content):
    """Words too long to stand in a tag, which Django does not let run over several lines.

    {% text as why %}Sisanya boleh menyusul; daftar program mengingatkan.{% endtext %}
    {% ask title=title why=why %}
    """
    return mark_safe(" ".join(content.split()))  # noqa: S308 (it was rendered, so escaped, already)


class AddressNode(defaulttags.URLNode):
    """`{% url %}` of Django's, which works an address out once for all rows of a list."""

    def render(self, context):
        if self.kwargs:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found)
        context[self.asvar] = found
        return ""


@register.tag
def url(parser, token):
    """Instead of Django's: the same words, the same address."""
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.filter
def initials(name):
    """Two letters for a person: "Dr. Dewi Pramesti, M.T." is DP."""
    return indonesian.initials(str(name))


@register.filter
def years(program):
    """When something runs, a program or a phase: 2025–2029, or its one year; "" without any."""
    first, last = program.first_year, program.last_year
    return indonesian.rentang(first, last) if first else ""


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
    links = [format_html('<a href="{}">{}</a>', url, label) for label, url in pairs]
    return {"places": [*links, parts[-1]]}


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
