"""The page of a quick win is typeset by a process of its own, as books are (`book_process`)."""

import sys

import django
from django.conf import settings

from limits.child import Limits, ask
from limits.messages import read_message, write_message
from typesetting.printed_book import PrintedBook

SECONDS = 60  # it takes two


def typeset_page_apart(case: dict, emblem: tuple[bytes, str] | None = None) -> PrintedBook:
    """Have a page typeset; `case` and `emblem` are what `quickwin_page.typeset_page` takes.

    Raises TooLongError, TooLargeError, and FailedError when the fault is ours.
    """
    limits = Limits(memory=settings.BOOK_MEMORY_MB * 2**20, seconds=SECONDS)
    picture, kind = emblem or (b"", "")
    case = {"case": case, "emblem": kind}
    told, content = ask("exports.page_process", case, picture, limits=limits, is_loud=True)
    return PrintedBook(**told | {"remarks": tuple(told["remarks"])}, pdf=content)


def main() -> None:
    """What the process does: one page."""
    from exports.quickwin_page import typeset_page  # with WeasyPrint, which nobody else reads in

    django.setup()
    told, picture = read_message(sys.stdin.buffer)
    emblem = (picture, told["emblem"]) if told["emblem"] else None
    printed = typeset_page(**told["case"], emblem=emblem)
    about = {"title": printed.title, "pages": printed.pages, "remarks": printed.remarks}
    write_message(sys.stdout.buffer, about, printed.pdf)


if __name__ == "__main__":
    main()
