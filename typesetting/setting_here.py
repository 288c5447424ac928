"""Pieces are set one after the other in this process: for the book of an edition, and tests."""

import logging

from limits.child import TooLargeError, TooLongError
from limits.times import TimeLimits
from typesetting.pictures import Images
from typesetting.presses import Failure

logger = logging.getLogger("simpul.typesetting")
PIECE = 120.0  # seconds by the clock; a piece takes one or two where nobody else has the cores


def set_here(images: Images | None, limits: TimeLimits):
    """A setter, as `Presses.set_all` is one; what takes too long or cannot be set is a Failure."""
    from typesetting.pdf import render_piece  # takes a second, and a worker has presses

    def set_all(orders):
        for at, order in enumerate(orders):
            own = TimeLimits(PIECE) if order.is_always_set else limits
            try:
                with own.at_most(PIECE):
                    piece = render_piece(order.html, images=images, archive=order.archive)
            except TooLongError:
                yield at, Failure.TOO_LONG
            except (MemoryError, TooLargeError):
                yield at, Failure.TOO_LARGE
            except Exception:  # whatever WeasyPrint cannot do must not cost the book
                logger.exception("A piece cannot be typeset")
                yield at, Failure.IMPOSSIBLE
            else:
                yield at, piece

    return set_all
