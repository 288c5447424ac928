"""How every control looks: boxes, lists, ticks, files. One place, for all pages.

Drawn by Python and not by templates: a program's form has two hundred boxes and a table of
programs thousands of choices, and a template for each of them was most of the time of the page
(docs/decisions/0019-forms-by-crispy.md). `layouts.renderer` brings Django's widgets here.

Each function takes what `Widget.get_context()` calls "widget". Two habits hold for all of them:
a placeholder is never shown, since the label stands above; and everything is escaped.
"""

import html
from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

EMPTY = "---------"  # what Django calls the choice of nothing
UNSEEN = ("class", "placeholder")


def attributes(given: dict, look: str = "") -> str:
    """The attributes of a tag with a blank before each; `look` stands before its own classes."""
    own = given.get("class")
    names = f"{look} {conditional_escape(own)}".strip() if own else look
    drawn = [f' class="{names}"'] if names else []
    for name, value in given.items():
        if value is True:
            drawn.append(f" {_text(name)}")
        elif value is not False and name not in UNSEEN:
            drawn.append(f' {_text(name)}="{_text(value)}"')
    return "".join(drawn)


def box(widget) -> SafeString:
    """A box of one line."""
    return _input(widget, "form-control")


def hidden(widget) -> SafeString:
    """A value that is sent along, not seen."""
    return _input(widget, "")


def many_hidden(widget) -> SafeString:
    """Several values under one name, not seen."""
    return SafeString("".join(hidden(one) for one in widget["subwidgets"]))


def lines(widget) -> SafeString:
    """A box of several lines."""
    name, attrs = _text(widget["name"]), attributes(widget["attrs"], "form-control")
    # The first line break after the tag is not part of the text: a text may begin with one.
    return SafeString(f'<textarea name="{name}"{attrs}>\n{_text(widget["value"] or "")}</textarea>')


def choice_list(widget) -> SafeString:
    """A list of which one opens; the choice of nothing gets a word."""
    nothing = "Pilih" if widget["required"] else "Tidak ada"
    drawn = []
    for title, options, _index in widget["optgroups"]:
        choices = "".join([_option(option, nothing) for option in options])
        if title:
            choices = f'\n<optgroup label="{_text(title)}">{choices}\n</optgroup>'
        drawn.append(choices)
    name, attrs = _text(widget["name"]), attributes(widget["attrs"], "form-select")
    return SafeString(f'<select name="{name}"{attrs}>{"".join(drawn)}\n</select>')


def drawn_choices(choices: Iterable, *, required: bool) -> str:
    """What stands in a list when nothing is chosen; of pairs, or of headings with their pairs."""
    nothing, drawn = "Pilih" if required else "Tidak ada", []
    for value, label in choices:
        if isinstance(label, list | tuple):
            inner = drawn_choices(label, required=required)
            drawn.append(f'\n<optgroup label="{_text(value)}">{inner}\n</optgroup>')
        else:
            value = "" if value is None else str(value)
            drawn.append(_option({"value": value, "label": label, "attrs": {}}, nothing))
    return "".join(drawn)


def tick(widget) -> SafeString:
    """A box to tick; its label stands after it."""
    return _input(widget, "form-check-input")


def ticks(widget) -> SafeString:
    """Several boxes to tick, or rings of which one is chosen, each with its label."""
    drawn = []
    for title, options, _index in widget["optgroups"]:
        choices = "".join([f'<div class="form-check">\n{choice(one)}</div>' for one in options])
        if title:
            title = _text(title)
            choices = (
                f'<div role="group" aria-label="{title}">'
                f'<p class="sp-small sp-muted">{title}</p>{choices}\n</div>'
            )
        drawn.append(choices)
    own = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    return SafeString(f"<div{attributes(own)}>{''.join(drawn)}\n</div>")


def choice(widget) -> SafeString:
    """One of several, with its label behind it."""
    label = ""
    if widget["wrap_label"]:
        whose = widget["attrs"].get("id")
        whose = f' for="{_text(whose)}"' if whose else ""
        label = f'<label class="form-check-label"{whose}>{_text(widget["label"])}</label>'
    return SafeString(tick(widget) + label)


def file(widget) -> SafeString:
    """A file to send; before it the one that is kept now, and a tick that takes it away."""
    kept = ""
    if widget.get("is_initial"):
        value, words = widget["value"], _text(widget["initial_text"])
        kept = (
            f'<p class="sp-small">{words}: <a href="{_text(value.url)}">{_text(value)}</a></p>'
            f"{'' if widget['required'] else _take_away(widget)}\n"
        )
    plain = {**widget, "value": None}
    return SafeString(kept + _input(plain, "form-control"))


def _take_away(widget):
    name, given = _text(widget["checkbox_name"]), widget["attrs"]
    states = {name: given.get(name, False) and True for name in ("disabled", "checked")}
    attrs = attributes({"id": widget["checkbox_id"]} | states, "form-check-input")
    return (
        f'<div class="form-check"><input type="checkbox" name="{name}"{attrs}>'
        f'<label class="form-check-label" for="{_text(widget["checkbox_id"])}">'
        f"{_text(widget['clear_checkbox_label'])}</label></div>"
    )


def _input(widget, look):
    value = widget["value"]
    value = "" if value is None else f' value="{_text(value)}"'
    attrs = attributes(widget["attrs"], look)
    name = _text(widget["name"])
    return SafeString(f'<input type="{_text(widget["type"])}" name="{name}"{value}{attrs}>')


def _option(option, nothing):
    label = nothing if option["label"] == EMPTY else _text(option["label"])
    attrs = attributes(option["attrs"])
    return f'\n<option value="{_text(option["value"])}"{attrs}>{label}</option>'


def _text(value):
    # Nearly all are plain text, for which Django first asks whether it is a translation.
    return html.escape(value) if type(value) is str else conditional_escape(value)
