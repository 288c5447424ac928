"""What Django asks to draw forms, fields and controls (`FORM_RENDERER`): ours, in one place."""

from django.forms.renderers import TemplatesSetting

from layouts import controls
from layouts.fields import field_group

BOXES = (
    "text", "number", "email", "url", "password", "search", "color", "tel", "date", "time",
    "datetime",
)  # fmt: skip
CONTROLS = {f"django/forms/widgets/{name}.html": controls.box for name in BOXES} | {
    "django/forms/widgets/hidden.html": controls.hidden,
    "django/forms/widgets/multiple_hidden.html": controls.many_hidden,
    "django/forms/widgets/textarea.html": controls.lines,
    "django/forms/widgets/select.html": controls.choice_list,
    "django/forms/widgets/checkbox.html": controls.tick,
    "django/forms/widgets/radio.html": controls.ticks,
    "django/forms/widgets/radio_option.html": controls.choice,
    "django/forms/widgets/checkbox_select.html": controls.ticks,
    "django/forms/widgets/checkbox_option.html": controls.choice,
    "django/forms/widgets/file.html": controls.file,
    "django/forms/widgets/clearable_file_input.html": controls.file,
}
FIELD = "simpul/field.html"
ERRORS = {"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"}


class Renderer(TemplatesSetting):
    """Controls as `layouts.controls` draws them, all else by the templates of our pack."""

    form_template_name = "simpul/uni_form.html"
    field_template_name = FIELD

    def render(self, template_name, context, request=None):
        if control := CONTROLS.get(template_name):
            return control(context["widget"])
        if template_name == FIELD:
            return field_group(context["field"])
        if template_name in ERRORS:
            if not context["errors"]:
                return ""  # most boxes have none, and a page has hundreds of boxes
            template_name = "simpul/errors.html"
        return super().render(template_name, context, request)
