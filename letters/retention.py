"""The words of a letter are kept as long as somebody may want to send it again."""

from datetime import timedelta

from django.utils import timezone

from letters.models import Letter, LetterState

KEPT = timedelta(days=30)
SOME = 5000  # of one round


def empty_old_texts() -> int:
    """Empty the texts of letters that were finished a month ago; the rows stay. How many."""
    old = Letter.objects.exclude(state=LetterState.WAITING).exclude(text="")
    some = old.filter(created_at__lt=timezone.now() - KEPT).values("pk")[:SOME]
    return Letter.objects.filter(pk__in=some).update(text="", html="", calendar="")
