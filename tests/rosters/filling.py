"""Filling a small table as its page does, and pasting into it."""

from django.urls import reverse

from rosters.grid import box_name, token_of
from sheets.models import Import
from sheets.registry import book_of
from tests.markup import one_line


def grid_url(masterplan, kind):
    return reverse("rosters:grid", args=[masterplan.slug, kind])


def typed(masterplan, kind, user, key, **said):
    """The boxes of a row as the page sends them, with the token that it was opened with."""
    book = book_of(masterplan, kind, user)
    row = next(one for one in book.rows() if one.key == key)
    boxes = {box_name(row, name): value for name, value in said.items()}
    return {box_name(row, "version"): str(token_of(book, row))} | boxes


def apply_paste(browser, masterplan, kind, text):
    """Paste, look, apply: the answer of the preview, and what became of it."""
    url = reverse("rosters:paste", args=[masterplan.slug, kind])
    answer = browser.post(url, {"text": text})
    assert answer.status_code == 302, one_line(answer.content.decode())
    html = one_line(browser.get(answer.url).content.decode())
    imported = Import.objects.latest("pk")
    browser.post(reverse("sheets:apply", args=[masterplan.slug, imported.pk]))
    imported.refresh_from_db()
    return html, imported
