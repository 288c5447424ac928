"""An amount in a table of money, drawn by Python: the tables of a plan have a thousand."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indonesian import MoneyUnit, angka, rupiah

register = template.Library()


@register.simple_tag
def amount(value: int, unit: MoneyUnit | None = None, page: str = "", *queries: str) -> SafeString:
    """The amount in full, or in the unit of the page with its rupiah for a pointer.

    With a `page` it leads there, narrowed by `queries`.
    """
    text = unit.write(value) if unit else angka(value)
    told = format_html(' title="{}"', rupiah(value)) if unit else ""
    if page:
        query = "&".join(filter(None, queries))
        return format_html('<a href="{}?{}"{}>{}</a>', page, query, told, text)
    return format_html("<span{}>{}</span>", told, text) if unit else SafeString(text)
