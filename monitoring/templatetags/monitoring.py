"""Words for states and deeds on the pages that look over many regions."""

from django import template

from audit.words import in_words
from masterplans.models import Status

register = template.Library()


@register.filter
def status_label(value):
    """ "review" -> "Sedang ditinjau"."""
    return Status(value).label if value else ""


@register.filter
def verb_label(verb):
    """ "stage.submitted" -> "menyerahkan tahap"."""
    return in_words(verb)
