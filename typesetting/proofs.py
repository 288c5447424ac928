"""Some pages as they will be printed, while somebody writes them: within a fraction of a second."""

import threading
from dataclasses import dataclass

from limits.child import ChildError, Limits
from limits.warm import WarmProcess
from typesetting.page_pictures import PagePicture, cut
from typesetting.pictures import Images
from typesetting.presses import answer_anyway

LIMITS = Limits(memory=400 * 2**20, seconds=8)
FIRST = 30.0  # seconds by the clock, in which it also gets ready
IDLE = 600  # seconds without work, after which the process is let go
PATIENCE = 5  # seconds that somebody waits for the pages of another


class NoProofError(Exception):
    """The pages cannot be shown now. The message is meant for the user."""


@dataclass(frozen=True)
class Proof:
    """Pages as pictures, and what could not be printed as it was written."""

    pages: tuple[PagePicture, ...]
    remarks: tuple[str, ...]


BUSY = "Pratinjau sedang dipakai orang lain. Coba lagi sebentar."
TOO_DEAR = "Isi ini terlalu panjang atau terlalu rumit untuk pratinjau. Di buku ia tetap dicetak."


class ProofPress:
    """One process that stays ready for the next pages, and goes when nobody asks for long."""

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._process: WarmProcess | None = None
        self._leaving: threading.Timer | None = None

    def proof(self, html: str, images: Images | None = None) -> Proof:
        """The pages of this HTML. Raises NoProofError."""
        if not self._free.acquire(timeout=PATIENCE):
            raise NoProofError(BUSY)
        try:
            return self._proof(html, images)
        except ChildError as error:
            self._end()
            raise NoProofError(TOO_DEAR) from error
        finally:
            self._leave_later()
            self._free.release()

    def end(self) -> None:
        """Let the process go."""
        with self._free:
            self._end()

    def _proof(self, html, images):
        seconds = LIMITS.seconds * 2.0
        if self._process is None:
            self._process, seconds = WarmProcess("typesetting.proof_press", LIMITS), FIRST
        process = self._process
        process.begin({}, html.encode(), seconds=seconds)
        slow = threading.Timer(seconds, process.break_off)
        slow.daemon = True
        slow.start()
        try:
            told, content = process.hear()
            while "picture" in told:
                process.tell(*answer_anyway(told["picture"], images))
                told, content = process.hear()
        finally:
            slow.cancel()
        if "pages" not in told:
            raise NoProofError(TOO_DEAR)
        return Proof(cut(told["pages"], content), tuple(told["remarks"]))

    def _end(self):
        if self._leaving:
            self._leaving.cancel()
        if self._process:
            self._process.end()
        self._process = None

    def _leave_later(self):
        if self._leaving:
            self._leaving.cancel()
        self._leaving = threading.Timer(IDLE, self.end)
        self._leaving.daemon = True
        self._leaving.start()
