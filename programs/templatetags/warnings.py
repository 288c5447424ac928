"""The list of what looks odd, drawn by Python: a plan of 150 programs may have a thousand rows."""

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from programs.warnings import Oddity

register = template.Library()


@register.filter
def as_rows(found: list[Oddity], sign: SafeString) -> SafeString:
    """`<li>` for each: the sign, the sentence, the link to its place."""
    return SafeString("\n".join([_row(one, conditional_escape(sign)) for one in found]))


def _row(one, sign):
    sentence = escape(one.sentence)
    return (
        f'<li><span class="sp-check__sign">{sign}</span>'
        f'<span class="sp-check__text">{sentence}</span>'
        f'<a class="sp-check__do" href="{escape(one.url)}">{escape(one.link)}'
        f'<span class="visually-hidden">: {sentence}</span></a></li>'
    )
