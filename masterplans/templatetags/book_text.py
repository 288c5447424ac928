"""How pages show the text of the books."""

from django import template
from django.utils.safestring import mark_safe

from masterplans import rich_text
from revisions.html_text import count_words

register = template.Library()


@register.filter
def rich(html):
    """The text of a section as HTML, cleaned once more before it is shown."""
    return mark_safe(rich_text.clean(html or ""))  # noqa: S308 - cleaned right here


@register.filter
def word_count(html):
    """How many words a text has."""
    return count_words(html or "")


@register.filter
def minutes_to_read(words):
    """How many minutes somebody needs for so many words."""
    return rich_text.minutes_to_read(words)
