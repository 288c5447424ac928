"""A select for pages with hundreds of them.

Django draws a template for every option; in a table of 25 programs and ten years that is most of
the page's time. What is drawn here is the same, which a test holds.
"""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

EMPTY = "---------"  # what Django calls the choice of nothing


class QuickSelect(forms.Select):
    """As `templates/django/forms/widgets/select.html`, without a template for each option."""

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)["widget"]
        groups = []
        for title, options, _ in context["optgroups"]:
            drawn = _joined(self._option(option, context["required"]) for option in options)
            if title:
                drawn = format_html('\n<optgroup label="{}">{}\n</optgroup>', title, drawn)
            groups.append(drawn)
        css = f"form-select {context['attrs'].get('class', '')}".strip()
        return format_html(
            '<select name="{}" class="{}"{}>{}\n</select>',
            context["name"],
            css,
            _attributes(context["attrs"]),
            _joined(groups),
        )

    def _option(self, option, required):
        label = option["label"]
        if label == EMPTY:
            label = "Pilih" if required else "Tidak ada"
        return format_html(
            '\n<option value="{}"{}>{}</option>',
            option["value"],
            _attributes(option["attrs"]),
            label,
        )


def _attributes(attributes) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in attributes.items()
            if value is not False and name not in ("class", "placeholder")
        ),
    )


def _joined(pieces) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
