"""Tags of the printed books' templates: drawings, and the few words that every table needs."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exports.book_content import shorten
from pictures.printed import printed_radar
from pictures.roads import PrintedLine, month_ring, printed_road
from summaries.sentences import sentence_of
from summaries.spreads import spoken
from typesetting import drawings

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
def road_lines(block):
    """The roadmap of the summary as a map of lines."""
    lines = [
        PrintedLine(
            drawings.shape(line.dimension),
            (*line.dimension.name.rpartition(" ")[::2],),
            drawings.colour(line.dimension.key),
            tuple((stop.year, stop.name, stop.is_quickwin) for stop in line.stations),
        )
        for line in block.lines
    ]
    said = (f"{line.dimension.name}: {len(line.stations)} program" for line in block.lines)
    return printed_road(block.years, block.phases, lines, f"Peta jalan; {'; '.join(said)}")


@register.simple_tag(name="month_ring")
def ring(card):
    """The twelve months of a quick win around the mark of its dimension."""
    shape, colour = drawings.shape(card.dimension), drawings.colour(card.dimension.key)
    return month_ring(card.months, shape, colour, spoken(card))


@register.simple_tag
def lead(block):
    """The sentence before a table or figure that is made from data."""
    words = sentence_of(block)
    return format_html('<p class="lead-in">{}</p>', words) if words else ""


@register.simple_tag
def goes_on(caption, group=""):
    """What stands above a table on the pages after this one, from here on (`.cont`)."""
    words = f"{caption.goes_on} · {shorten(group, 40)}" if group else caption.goes_on
    return format_html('<span class="cont" data-cont="{}"></span>', words)


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
