"""What a form says about itself: its layout, its tag, whether it saves itself."""

from crispy_forms.helper import FormHelper
from django.utils.safestring import SafeString

from layouts.objects import ErrorSummary, Fields, Layout


class Helper(FormHelper):
    """The helper of every form. Hidden fields come first by themselves.

    `summary=False` leaves out the summary of errors. `draft` is the name under which the browser
    keeps what is typed into a form that saves itself; the page's `refused` switches that off.
    `action` is where the form is sent, if not to `action_url` of its page; both keep the way back
    that the page knows. Other words are attributes of the form's tag: `data_x` means `data-x`.
    """

    include_media = False  # pages name their sheets and scripts themselves, with the nonce
    form_action = ""  # crispy's own looks for an address of this name at every page

    def __init__(
        self,
        *items,
        summary=True,
        tag=True,
        method="post",
        draft="",
        css_class="",
        action="",
        **attrs,
    ):
        super().__init__()
        before = [ErrorSummary()] if summary else []
        self.layout = Layout(*before, *(items or [Fields()]))
        self.form_tag, self.form_method, self.draft = tag, method, draft
        self.form_address = action
        if css_class:
            attrs["class"] = css_class
        self.attrs = {name.replace("_", "-"): value for name, value in attrs.items()}

    def render_layout(self, form, context, template_pack=""):
        """The layout of a form as HTML."""
        form.crispy_field_template = self.field_template  # asked by crispy's own objects
        hidden = form.hidden_fields() if hasattr(form, "hidden_fields") else ()
        return SafeString("".join(map(str, hidden)) + self.layout.html(form, context))
