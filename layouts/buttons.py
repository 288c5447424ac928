"""The end of a form: what sends it, what leads away, and whether what was typed is stored."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from layouts.controls import attributes
from layouts.fields import from_pack
from layouts.objects import Div, Layout

OWN_TEXT = "Simpan isian saya"  # of a save that would replace what somebody else has stored


class Button(Layout):
    """A button that sends the form. `look` as Bootstrap says it: primary, outline-danger, link."""

    def __init__(self, label, look="primary", *, icon="", small=False, **attrs):
        super().__init__()
        attrs = {name.replace("_", "-"): value for name, value in attrs.items()}
        self.label, self.icon = label, icon
        self.attrs = SafeString(attributes(attrs, f"btn {'btn-sm ' if small else ''}btn-{look}"))

    def html(self, form, context):
        words = self.words(context)
        if self.icon:
            pack = {"attrs": SafeString(self.attrs.strip()), "icon": self.icon, "label": words}
            return from_pack("simpul/layout/button.html", **pack)
        return format_html("<button{}>{}</button>", self.attrs, words)

    def words(self, context) -> str:
        """What stands on it."""
        return self.label


class Save(Button):
    """The first button. After a clash (the page's `clash`) it says whose text it stores."""

    def words(self, context):
        return OWN_TEXT if context.get("clash") else self.label


class EnterButton(Layout):
    """What the Enter key presses, before buttons that would do something else; nobody sees it."""

    def __init__(self, label, **attrs):
        super().__init__()
        attrs |= {"tabindex": "-1", "aria-hidden": "true"}
        attrs = SafeString(attributes(attrs, "visually-hidden"))
        self.drawn = format_html("<button{}>{}</button>\n", attrs, label)

    def html(self, form, context):
        return self.drawn


class PageLink(Layout):
    """A way to where the page says, under the name `to`; without it there is none."""

    def __init__(self, label, to, look="btn btn-link"):
        super().__init__()
        self.label, self.to, self.look = label, to, look

    def html(self, form, context):
        if not (url := context.get(self.to)):
            return SafeString("")
        return _link(self.label, url, self.look)


class Leave(PageLink):
    """The way out without saving. The page must say where it leads (`leave_url`)."""

    def __init__(self, label="Batal"):
        super().__init__(label, "leave_url")

    def html(self, form, context):
        context[self.to]  # a page that forgets it is a mistake of ours
        return super().html(form, context)


class Link(Layout):
    """A way to another page, by the name of its address."""

    def __init__(self, label, address, look="btn btn-link"):
        super().__init__()
        self.label, self.address, self.look = label, address, look

    def html(self, form, context):
        return _link(self.label, reverse(self.address), self.look)


class SaveState(Layout):
    """Whether what was typed is stored; static/js/savestate.js keeps it current.

    `words` are those of a page that shows what is stored, so they go once a form was sent, unless
    they are true `always`.
    """

    def __init__(self, words="", *, always=False):
        super().__init__()
        self.words, self.always = words, always

    def html(self, form, context):
        words = self.words if self.always or not form.is_bound else ""
        return from_pack("simpul/layout/save_state.html", words=words)


class SubmitRow(Div):
    """The buttons at the end of a form. A text is the label of the button that saves."""

    def __init__(self, *items, css_class="sp-submit"):
        items = [Save(one) if isinstance(one, str) else one for one in items]
        super().__init__(*items, css_class=css_class)


def _link(label, url, look):
    return format_html("<a{}>{}</a>", SafeString(attributes({"href": url}, look)), label)
