"""What a form's layout is made of. A form says its layout, the page says `{% crispy form %}`.

    helper = Helper("name", Row("first_day", "last_day"), SubmitRow("Simpan tanggal"))

A name is a field. No object keeps anything between two pages, so one layout serves all requests.
They are layout objects of `django-crispy-forms` and can be mixed with its own; but ours draw a
field without copying all that the page knows for it, which for a form of two hundred boxes was
most of its time.
"""

from crispy_forms.layout import LayoutObject
from django.template import Engine
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from layouts.controls import attributes, choice, hidden
from layouts.fields import cell, compact, field_group, from_pack, tick


class Layout(LayoutObject):
    """Several items, one after the other."""

    def __init__(self, *fields):
        self.fields = list(fields)

    def render(self, form, context, template_pack="", **_kwargs) -> SafeString:
        """What crispy asks for: the HTML; `context` is what the page knows."""
        return self.html(form, context)

    def html(self, form, context) -> SafeString:
        """The items as HTML."""
        return SafeString("".join([self.item(one, form, context) for one in self.fields]))

    @staticmethod
    def item(one, form, context) -> str:
        """A field by its name, or another layout object."""
        return field_group(form[one]) if isinstance(one, str) else one.render(form, context)


class Fields(Layout):
    """All fields that are seen, in the order of the form."""

    def html(self, form, context):
        return SafeString("".join([field_group(field) for field in form.visible_fields()]))


class Possible(Layout):
    """Fields that the form may have taken away, because for this page there is nothing to say."""

    def html(self, form, context):
        there = [field_group(form[name]) for name in self.fields if name in form.fields]
        return SafeString("".join(there))


class Field(Layout):
    """A field with other words than its own (`label`, `help_text`), or with more (`fields.py`)."""

    def __init__(self, name, **said):
        super().__init__(name)
        self.said = said

    def html(self, form, context):
        return field_group(form[self.fields[0]], **self.said)


class Control(Layout):
    """Controls with their errors; what stands around them says what they are."""

    @staticmethod
    def item(one, form, context):
        return cell(form[one]) if isinstance(one, str) else one.render(form, context)


class Compact(Layout):
    """A control with its label (`label`, `hint` behind it) and errors, and nothing around it."""

    def __init__(self, name, **said):
        super().__init__(name)
        self.said = said

    def html(self, form, context):
        return compact(form[self.fields[0]], **self.said)


class Tick(Layout):
    """A box to tick with its label and errors, and nothing around it."""

    def html(self, form, context):
        field = form[self.fields[0]]
        return SafeString(f"{tick(field)}{field.errors or ''}")


class Boxes(Layout):
    """All fields that are seen, compact, beside each other."""

    def html(self, form, context):
        boxes = [f"<div>{compact(field)}</div>" for field in form.visible_fields()]
        return SafeString("".join(boxes))


class Div(Layout):
    """Items in a block with classes and attributes of its own; `data_x` means `data-x`."""

    tag = "div"

    def __init__(self, *fields, css_class="", css_id="", tag="", **attrs):
        super().__init__(*fields)
        self.tag = tag or self.tag
        attrs = {"id": css_id or False} | attrs
        attrs = {name.replace("_", "-"): value for name, value in attrs.items()}
        self.attrs = attributes(attrs, css_class)

    def html(self, form, context):
        return SafeString(
            f"<{self.tag}{self.attrs}>{self.head(form, context)}"
            f"{self.inside(form, context)}</{self.tag}>\n"
        )

    def head(self, form, context) -> str:
        """What stands before the items."""
        return ""

    def inside(self, form, context) -> str:
        """The items."""
        return super().html(form, context)


class ChoiceSet(Div):
    """Ways of which one is chosen, beside each other; `css_class` is that of the row."""

    tag = "fieldset"

    def __init__(self, name, css_class, **attrs):
        super().__init__(css_class="sp-field", **attrs)
        self.name, self.row_class = name, css_class

    def inside(self, form, context):
        ways = [f'<div class="form-check">{choice(way.data)}</div>' for way in form[self.name]]
        label = conditional_escape(form[self.name].label)
        return (
            f'<legend class="form-label">{label}</legend>'
            f'<div class="{self.row_class}">{"".join(ways)}</div>'
        )


class Row(Div):
    """Two or three fields beside each other; on a phone below each other."""

    def __init__(self, *fields, columns=0):
        super().__init__(*fields, css_class=f"sp-grid-{columns or len(fields)}")


class Fieldset(Div):
    """Fields that belong together, under their name."""

    tag = "fieldset"

    def __init__(self, legend, *fields, css_class="sp-fieldset", **attrs):
        super().__init__(*fields, css_class=css_class, **attrs)
        self.legend = format_html("<legend>{}</legend>\n", legend)

    def head(self, form, context):
        return self.legend


class Within(Layout):
    """Items of another form, which the form on the page knows under this name."""

    def __init__(self, name, *items):
        super().__init__(*items)
        self.name = name

    def html(self, form, context):
        return super().html(getattr(form, self.name), context)


class UnlessRefused(Layout):
    """Items that are left out when the page says why nothing can be saved (`refused`)."""

    def html(self, form, context):
        return SafeString("") if context.get("refused") else super().html(form, context)


class HiddenFields(Layout):
    """The hidden fields of another form, which the form on the page knows under this name."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def html(self, form, context):
        return SafeString("".join(map(str, getattr(form, self.name).hidden_fields())))


class Details(Layout):
    """Items that are folded under a sentence: a text, or what a function says of the form.

    They are open when one of their fields must be mended, or from the start (`is_open`).
    """

    def __init__(self, summary, *items, css_class="sp-more", css_id="", icon="", is_open=False):
        super().__init__(*items)
        self.summary, self.icon, self.is_open = summary, icon, is_open
        self.attrs = {"id": css_id or False, "class": css_class}

    def html(self, form, context):
        summary = self.summary(form) if callable(self.summary) else self.summary
        names = {pointer.name for pointer in self.get_field_names()}
        is_open = self.is_open or bool(names & form.errors.keys())
        attrs = attributes(self.attrs | {"open": is_open})
        icon = from_pack("simpul/layout/icon.html", name=self.icon) if self.icon else ""
        return SafeString(
            f"<details{attrs}><summary>{icon}{conditional_escape(summary)}</summary>"
            f"{super().html(form, context)}</details>\n"
        )


class Paragraph(Layout):
    """A remark between the fields; a part of it for those without, or with, JavaScript."""

    def __init__(self, text, *, plain="", scripted="", css_class="sp-small sp-muted", **attrs):
        super().__init__()
        attrs = {name.replace("_", "-"): value for name, value in attrs.items()}
        attrs = SafeString(attributes(attrs, css_class))
        plain = plain and format_html(" <span data-plain-only>{}</span>", plain)
        scripted = scripted and format_html("<span data-scripted-only>{}</span>", scripted)
        self.drawn = format_html("<p{}>{}{}{}</p>\n", attrs, text, plain, scripted)

    def html(self, form, context):
        return self.drawn


class TemplatePart(Layout):
    """A template; it knows what the page knows, and the form as `form`."""

    def __init__(self, template):
        super().__init__()
        self.template = template

    def html(self, form, context):
        with context.push(form=form):
            return Engine.get_default().get_template(self.template).render(context)


class FromPage(Layout):
    """What the page knows under this name: a hidden value that a package brings along."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def html(self, form, context):
        return conditional_escape(context.get(self.name) or "")


class Hidden(Layout):
    """A value that goes along and is no field: what was pressed, where one came from."""

    def __init__(self, name, value):
        super().__init__()
        self.drawn = hidden({"type": "hidden", "name": name, "value": value, "attrs": {}})

    def html(self, form, context):
        return self.drawn


class ErrorSummary(Layout):
    """What must be mended, first in the form; takes the focus, unless it is `still`.

    `kept`: what became of the rest.
    """

    def __init__(self, kept="", *, still=False):
        super().__init__()
        self.said = {"kept": kept, "still": still}

    def html(self, form, context):
        if not form.errors:
            return SafeString("")
        return from_pack("components/error_summary.html", form=form, **self.said)


class FormErrors(Layout):
    """What is wrong with a short form as a whole; its fields show their own errors."""

    def html(self, form, context):
        return (
            from_pack("components/form_errors.html", form=form) if form.errors else SafeString("")
        )
