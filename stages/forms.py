"""The words that go with a step."""

from django import forms

from stages.workflow import REASON_NEEDED


class StepForm(forms.Form):
    """A message with a step; it may be left empty."""

    note = forms.CharField(
        label="Pesan", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, label="", help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label or self.fields["note"].label
        self.fields["note"].help_text = help_text


class ReasonForm(StepForm):
    """A step that needs its reason: going back, or handing in what is unusual."""

    def __init__(self, *args, missing=REASON_NEEDED, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = missing
