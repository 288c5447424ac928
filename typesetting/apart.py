"""A document of one piece, typeset by a process with limits, so that a request may ask for it.

Run by `limits`. For papers of some pages; a book has a worker (`exports.printing`).
"""

import sys
import threading
from functools import lru_cache

from limits import child
from limits.messages import read_message, write_message

LIMITS = child.Limits(memory=1536 * 2**20, seconds=30)
ONE_AT_A_TIME = threading.Lock()  # of a web process


class TooDearError(Exception):
    """The document needs more time or memory than a page may take."""


@lru_cache(maxsize=8)
def render_pdf_apart(html: str) -> bytes:
    """The PDF of an HTML document, without pictures of the plan. Takes a second or two.

    The same document is made once. Raises TooDearError.
    """
    with ONE_AT_A_TIME:
        try:
            _, pdf = child.ask("typesetting.apart", {}, html.encode(), limits=LIMITS)
        except (child.TooLongError, child.TooLargeError) as error:
            raise TooDearError from error
    return pdf


def main() -> None:
    """Read HTML, write its PDF."""
    from typesetting.pdf import render_pdf  # takes a second, and the site need not wait for it

    _, html = read_message(sys.stdin.buffer)
    write_message(sys.stdout.buffer, {}, render_pdf(html.decode(), tagged=True))


if __name__ == "__main__":
    main()
