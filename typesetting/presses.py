"""Some pieces at once, each set by a process with limits (`press`), which stays ready for the next.

No WeasyPrint here, so a worker or a web process that has pieces set does not carry it.
"""

import logging
import selectors
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from limits.child import ChildError, Limits, TooLargeError, TooLongError
from limits.warm import WarmProcess
from typesetting.asking import answer_about
from typesetting.facts import PdfPiece
from typesetting.pictures import Images

logger = logging.getLogger("simpul.typesetting")
BY_THE_CLOCK = 3  # times as long as by the CPU, where others have the cores
ENORMOUS = 250_000  # characters of HTML; usual pieces have a tenth
BEAT = 2  # seconds; so often is told that the work goes on
TO_BE_READY = 30  # seconds more, by the clock, for one that has to read WeasyPrint in first


class Failure(StrEnum):
    """Why a piece was not set."""

    TOO_LONG = "terlalu lama disusun"
    TOO_LARGE = "terlalu besar untuk disusun"
    IMPOSSIBLE = "susunannya terlalu rumit"


Beat = Callable[[], None]  # called now and then while pieces are being set


@dataclass(frozen=True)
class Order:
    """A piece to be set."""

    html: str
    archive: bool = False
    is_always_set: bool = False  # small, and wanted when no time is left for others


class Presses:
    """So many processes, begun when they are needed. One thread at a time uses them."""

    def __init__(self, count: int, limits: Limits) -> None:
        self._count, self.limits = count, limits
        self._ready: list[WarmProcess] = []
        self._fresh: set[WarmProcess] = set()

    def set_all(
        self,
        orders: Iterable[Order],
        *,
        images: Images | None = None,
        until: float | None = None,
        beat: Beat = lambda: None,
    ) -> Iterator[tuple[int, PdfPiece | Failure]]:
        """Each piece with its place among the orders, as it is finished; larger ones begin first,
        but one that may take all the time comes last.

        What is not set at `until` (of `time.monotonic`) has failed as TOO_LONG. When the caller
        goes away in the middle, what is being set is given up.
        """
        orders = list(orders)
        by_size = sorted(range(len(orders)), key=lambda at: _turn(orders[at]))
        work = _Work(self, orders, deque(by_size), images, until)
        try:
            yield from work.done(beat)
        finally:
            work.give_up()

    def warm_up(self) -> None:
        """Begin the processes, without waiting for them."""
        while len(self._ready) < self._count:
            self._begin_one()

    def end(self) -> None:
        """Let all processes go."""
        while self._ready:
            self._ready.pop().end()

    def take(self, busy) -> WarmProcess | None:
        """One that has nothing to do, if there may be one more."""
        for one in self._ready:
            if one not in busy:
                return one
        return self._begin_one() if len(self._ready) < self._count else None

    def is_fresh(self, one: WarmProcess) -> bool:
        """Whether it may still be reading WeasyPrint in."""
        return one in self._fresh

    def has_answered(self, one: WarmProcess) -> None:
        """It is ready from now on."""
        self._fresh.discard(one)

    def drop(self, one: WarmProcess) -> None:
        """It is gone; another takes its place when it is needed."""
        self._ready.remove(one)
        self._fresh.discard(one)
        one.end()

    def _begin_one(self):
        one = WarmProcess("typesetting.press", self.limits, is_loud=True)
        self._ready.append(one)
        self._fresh.add(one)
        return one


class _Work:
    """The orders of one caller, on their way."""

    def __init__(self, presses, orders, waiting, images, until):
        self.presses, self.orders, self.waiting = presses, orders, waiting
        self.images, self.until = images, until
        self.busy: dict[WarmProcess, int] = {}

    def done(self, beat):
        with selectors.DefaultSelector() as heard:
            while self.waiting or self.busy:
                yield from self._too_late()
                yield from self._hand_out(heard)
                said = heard.select(BEAT) if self.busy else []
                for key, _ in said:
                    yield from self._hear(key.fileobj, heard)
                self._break_off_the_slow()
                if not said:
                    beat()

    def give_up(self):
        for one in list(self.busy):
            self.presses.drop(one)
        self.busy.clear()

    def _too_late(self):
        over = [at for at in self.waiting if self._is_over(at)]
        for at in over:
            self.waiting.remove(at)
            yield at, Failure.TOO_LONG

    def _is_over(self, at):
        is_late = self.until is not None and time.monotonic() >= self.until
        return is_late and not self.orders[at].is_always_set

    def _hand_out(self, heard):
        while self.waiting and (one := self.presses.take(self.busy)):
            at = self.waiting.popleft()
            order = self.orders[at]
            seconds = self.presses.limits.seconds * BY_THE_CLOCK
            seconds += TO_BE_READY if self.presses.is_fresh(one) else 0
            self.busy[one] = at
            heard.register(one, selectors.EVENT_READ)
            try:
                one.begin({"archive": order.archive}, order.html.encode(), seconds=seconds)
            except ChildError as error:
                yield self._failed(one, error, heard)

    def _hear(self, one, heard):
        try:
            told, content = one.hear()
            if "picture" in told:
                one.tell(*answer_anyway(told["picture"], self.images))
                return
        except ChildError as error:
            yield self._failed(one, error, heard)
            return
        heard.unregister(one)
        self.presses.has_answered(one)
        at = self.busy.pop(one)
        facts = told.get("facts")
        yield at, PdfPiece.of(content, facts) if facts else Failure.IMPOSSIBLE

    def _failed(self, one, error, heard):
        heard.unregister(one)
        self.presses.drop(one)
        if isinstance(error, TooLongError):
            return self.busy.pop(one), Failure.TOO_LONG
        if isinstance(error, TooLargeError):
            return self.busy.pop(one), Failure.TOO_LARGE
        raise error  # the fault is ours

    def _break_off_the_slow(self):
        now = time.monotonic()
        for one, at in self.busy.items():
            if now >= one.until or self._is_over(at):
                one.break_off()


def _turn(order):
    return len(order.html) > ENORMOUS, -len(order.html)


def answer_anyway(name: str, images: Images | None) -> tuple[dict, bytes]:
    """As `asking.answer_about`; a broken storage must not stop a draft."""
    try:
        return answer_about(name, images)
    except Exception:
        logger.exception("Picture %s cannot be read", name)
        return {"refused": "berkas gambarnya tidak dapat dibaca"}, b""
