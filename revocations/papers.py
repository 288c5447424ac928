"""The sealed papers of every edition: commitments, and what voided them."""

from django.conf import settings
from django.urls import reverse

from commitments.models import Commitment
from editions.papers import EditionPaper
from masterplans.models import Masterplan


def sealed_papers(masterplan: Masterplan) -> list[EditionPaper]:
    """Each with its page of verification, in the order in which they were signed; in one query."""
    sealed = Commitment.objects.sealed().filter(edition__masterplan=masterplan).order_by("pk")
    return [
        EditionPaper(number, title, reverse(settings.LINKS["verify_document"], args=[code]))
        for number, title, code in sealed.values_list("edition__number", "title", "code")
    ]
