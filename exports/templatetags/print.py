"""Tags of the printed books' templates: drawings, and the few words that every table needs."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exports import drawings
from exports.book_content import shorten
from pictures.printed import printed_radar

register = template.Library()


@register.simple_tag
def dimension_mark(dimension, negative=False):
    """The number of a dimension in its shape."""
    return drawings.mark(dimension.key, dimension.number, negative=negative)


@register.simple_tag
def cover_braid():
    """The braid over the foot of the cover."""
    return drawings.cover_braid()


@register.simple_tag
def opener_braid():
    """The thin braid at the foot of a chapter's first page."""
    return drawings.opener_braid()


@register.simple_tag
def radar(axes):
    """A radar of (label, value, wanted value or None)."""
    return printed_radar(axes)


@register.simple_tag
def at(key):
    """The name of the row that this was made from, for a page; nothing in a printed book."""
    return format_html(' data-row="{}"', key) if key else ""


@register.filter
def short(text, length=60):
    """The beginning of a text, ended at a word."""
    return shorten(str(text), int(length))


@register.filter
def lines(text):
    """Words typed with line breaks, as they were typed; blank lines go."""
    kept = (" ".join(line.split()) for line in str(text).splitlines())
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in kept if line))


@register.filter
def columns(count):
    """The <col> elements of a table; widths are in the stylesheet."""
    return SafeString("<col>" * int(count))
