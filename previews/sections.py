"""A section as it will be printed, with the words that are being written in it."""

import atexit
from functools import cache

from django.utils import timezone

from editions.snapshot import keyed, words_in_a_book
from exports.attachments import images_of
from exports.book_pieces import BookPiece, cut, print_page, print_piece, render
from exports.books import build_book
from frontmatter.forewords import FRONT
from masterplans.models import Section
from typesetting.proofs import Proof, ProofPress


@cache
def press() -> ProofPress:
    """The press of this process."""
    made = ProofPress()
    atexit.register(made.end)
    return made


def proof_of(section: Section, body: str | None = None) -> Proof:
    """The pages of a section; with `body` in place of the words that are stored.

    Tables that are made from data stand in it as in the book. Raises NoProofError.
    """
    masterplan = section.masterplan
    content = keyed(masterplan)
    book, chapter, stored = _place(content, section)
    if body is not None:
        stored["html"] = words_in_a_book(body, masterplan)
    today = timezone.localdate(timezone=masterplan.region.zone)
    printed = build_book(content, book["number"], printed_on=today)
    html = _html(printed, chapter, stored)
    return press().proof(html, images_of(masterplan))


def _place(content, section):
    for book in content["books"]:
        for chapter in book["chapters"]:
            for stored in chapter["sections"]:
                if stored["pk"] == section.pk:
                    return book, chapter, stored
    raise Section.DoesNotExist


def _html(book, chapter, stored):
    if chapter["number"] == FRONT:
        anchor = f"bagian-{stored['slug']}"
        words = [one for one in book.forewords if one.anchor == anchor]
        return print_page(book, render("exports/print/forewords.html", forewords=words))
    own = next(one for one in book.chapters if one.number == chapter["number"])
    every = [item for piece in cut(own) for item in piece.items]
    items = [item for item in every if item.section.number == stored["number"]]
    return print_piece(book, BookPiece(own, tuple(items), number=1, notes=0, name=""))
