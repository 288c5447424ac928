"""The list of what looks odd, drawn by Python: a plan of 150 programs may have a thousand rows."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from layouts.icons import icon
from programs.oddities import Oddity

register = template.Library()


@register.filter
def as_rows(found: list[Oddity]) -> SafeString:
    """`<li>` for each: a sign, the sentence, the link to its place."""
    sign = icon("exclamation-triangle")
    return SafeString("\n".join([_row(one, sign) for one in found]))


def _row(one, sign):
    sentence = escape(one.sentence)
    return (
        f'<li><span class="sp-check__sign">{sign}</span>'
        f'<span class="sp-check__text">{sentence}</span>'
        f'<a class="sp-check__do" href="{escape(one.url)}">{escape(one.link)}'
        f'<span class="visually-hidden">: {sentence}</span></a></li>'
    )
