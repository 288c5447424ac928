"""How a field looks: its label, its help, its control, its errors. One place, for all pages.

Drawn by Python, as the controls are: a template did the same four times as slowly, and a page has
dozens of fields (docs/decisions/0019-forms-by-crispy.md).
"""

from django.template import Context, Engine
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

LATER = "boleh menyusul"
OPTIONAL = "boleh dikosongkan"


def field_group(
    bound, *, label="", help_text="", anchor="", attrs="", help_attrs="", tools="", after=""
) -> SafeString:
    """A field with all that belongs to it: label above, help before the box, errors after it.

    Other words than the field's own: `label`, `help_text`. On the whole: an id (`anchor`), more
    `attrs`; on the help, `help_attrs`. HTML beside the label: `tools`; behind the errors: `after`.
    """
    label = conditional_escape(label or bound.label)
    help_text = help_text or bound.help_text
    whole = f' id="{anchor}"' if anchor else ""
    target = conditional_escape(bound.id_for_label or "")
    if bound.widget_type == "checkbox":
        return SafeString(
            f'<div class="sp-field"{whole}{attrs}>'
            f"{tick(bound, label=label)}\n"
            f"{_help(bound, help_text, 'p')}{bound.errors or ''}{after}</div>\n"
        )
    label += _mark(bound.field)
    if bound.use_fieldset:
        said_by = bound.aria_describedby
        said_by = f' aria-describedby="{said_by}"' if said_by else ""
        return SafeString(
            f'<fieldset class="sp-field"{whole}{said_by}{attrs}>'
            f'<legend class="form-label">{label}</legend>\n'
            f"{_help(bound, help_text, 'p')}{bound.as_widget()}\n{bound.errors or ''}{after}"
            "</fieldset>\n"
        )
    target = f' for="{target}"' if target else ""
    label = f'<label class="form-label"{target}>{label}</label>'
    if tools:
        label = f'<div class="sp-row-head">{label}{tools}</div>'
    return SafeString(
        f'<div class="sp-field"{whole}{attrs}>{label}\n'
        f"{_help(bound, help_text, 'div', help_attrs)}{bound.as_widget()}\n"
        f"{bound.errors or ''}{after}</div>\n"
    )


def tick(bound, *, label="") -> SafeString:
    """A box to tick with its label behind it, alone."""
    target = conditional_escape(bound.id_for_label or "")
    label = conditional_escape(label or bound.label)
    return SafeString(
        f'<div class="form-check">{bound.as_widget()}'
        f'<label class="form-check-label" for="{target}">{label}</label></div>'
    )


def cell(bound) -> SafeString:
    """A control with its errors, where the head of a table or a line is its label."""
    return SafeString(f"{bound.as_widget()}{bound.errors or ''}")


def compact(bound, *, label="", hint="") -> SafeString:
    """A control with its label above and its errors, where space is short: filters, years, aims.

    `hint` stands behind the label.
    """
    label = conditional_escape(label or bound.label)
    hint = f' <span class="sp-opt">{conditional_escape(hint)}</span>' if hint else ""
    target = conditional_escape(bound.id_for_label or "")
    return SafeString(
        f'<label class="form-label" for="{target}">{label}{hint}</label>'
        f"{bound.as_widget()}{bound.errors or ''}"
    )


def from_pack(template: str, **said) -> SafeString:
    """A template of the pack, with what it expects and nothing else."""
    return Engine.get_default().get_template(template).render(Context(said))


def _help(bound, words, tag, attrs=""):
    """Like Django we trust a help text: it is ours, and may hold markup."""
    if not words:
        return ""
    box = conditional_escape(bound.auto_id)
    return f'<{tag} class="form-text" id="{box}_helptext"{attrs}>{words}</{tag}>\n'


def _mark(field):
    """What stands behind a label: whether it may stay empty, or only for now.

    A form says `later` of a field that is asked for in the end, but not today, and `unmarked` of
    one that may stay empty only together with another.
    """
    if getattr(field, "later", False):
        words = LATER
    elif field.required or field.disabled or getattr(field, "unmarked", False):
        return ""
    else:
        words = OPTIONAL
    return f' <span class="sp-opt">({words})</span>'
