"""What is typed into any box of any form is cleaned once, before anything looks at it.

Django makes a `CharField` of every text of a model and of most boxes of a form, here and in the
libraries that bring forms of their own. So the one place that all of them pass is its `to_python`
(decision 0027): signs that nobody sees go; a box of one line holds one line.
"""

from django import forms

from indonesian import plain_line, plain_text

# Secrets and what scripts and pages keep for themselves: taken as they are.
UNTOUCHED = (forms.PasswordInput, forms.HiddenInput, forms.MultipleHiddenInput)


def clean_what_is_typed() -> None:
    """Let every text field of every form clean what it is given. Called once, at the start."""
    if not hasattr(forms.CharField.to_python, "as_django_has_it"):
        forms.CharField.to_python = _cleaning(forms.CharField.to_python)


def _cleaning(to_python):
    def to_clean_python(self, value):
        is_ours = self.strip and not isinstance(self.widget, UNTOUCHED)
        if isinstance(value, str) and is_ours and "\0" not in value:  # Django refuses that
            is_text = isinstance(self.widget, forms.Textarea)
            value = plain_text(value) if is_text else plain_line(value)
        return to_python(self, value)

    to_clean_python.as_django_has_it = to_python
    return to_clean_python
