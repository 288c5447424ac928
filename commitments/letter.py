"""The commitment on paper: everything the official form needs, as plain data.

The form follows domain.md, section 8: rank of the head of region, title in capitals, number, the
three points, place and date in words, and a table of signatories. What is printed here was
decided elsewhere: this file knows no model and asks no question.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.safestring import mark_safe

from indonesian import tanggal, tanggal_terbilang
from letterheads.heads import Letterhead
from pictures.codes import qr_code

# A drawn signature: strokes of absolute points in the pixels of the pad, and nothing else.
POINT = r"\d{1,4}(?:\.\d{1,2})?[ ,]\d{1,4}(?:\.\d{1,2})?"
STROKES = re.compile(rf"M ?{POINT}(?: ?[ML ] ?{POINT})*")
LONGEST_DRAWING = 40_000
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class LetterSignatory:
    """One row of the table, as it was when the commitment was made.

    A head of region has neither rank nor NIP in an official form; leave both empty.
    """

    name: str  # with degrees
    position: str
    institution: str = ""
    acting: str = ""  # "Pj.", "Plt.", "Plh.", when it is not part of the position already
    capacity: str = ""  # "Saksi", when not simply a signatory
    rank: str = ""
    number: str = ""  # "NIP 19680314 199403 1 001", "NRP 71040123"
    has_field: bool = True  # BSrE makes one of its own, at this place
    tag: str = ""  # by which a server of BSrE finds the place, where it goes by words
    kind: str = ""  # with which signature, in a letter that has more than one kind

    @property
    def full_position(self) -> str:
        return f"{self.acting} {self.position}".strip()


@dataclass(frozen=True)
class BookLine:
    """A frozen book as the manifest in the letter names it."""

    title: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class RevokedLine:
    """The sealed commitment that a Berita Acara Pembatalan voids, and why."""

    title: str
    number: str
    day: str  # written in it: "10 Oktober 2023"
    sealed_on: str
    code: str
    sha256: str  # of the sealed file
    grounds: tuple[str, ...]  # paragraphs
    absent: tuple[str, ...] = ()  # who signed it and does not sign here, with their positions


@dataclass(frozen=True)
class CommitmentLetter:
    """All that is printed on the commitment of one region to one edition, or on its revocation."""

    letterhead: Letterhead
    title: str  # "Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara"
    number: str
    points: tuple[str, ...]
    place: str
    date: dt.date
    signatories: tuple[LetterSignatory, ...]
    masterplan_title: str  # "Masterplan Smart City Kabupaten Banjarnegara 2024–2033"
    edition_number: str
    manifest_sha256: str  # of content and books
    code: str
    verify_url: str
    organisation: str  # whose system sealed it
    content_sha256: str = ""  # of the edition as data
    books: tuple[BookLine, ...] = ()
    opened_at: dt.datetime | None = None
    note: str = ""  # what is said of its signatures at the foot of each page (wording.py)
    revokes: RevokedLine | None = None

    @property
    def title_lines(self) -> list[str]:
        """The title in capitals, the usual opening words on a line of their own."""
        opening = "BERITA ACARA PEMBATALAN " if self.revokes else "KOMITMEN BERSAMA "
        first, found, rest = self.title.upper().partition(opening)
        return [f"{first}{found}".strip(), rest] if found else [self.title.upper()]

    @property
    def day_in_words(self) -> str:
        return tanggal_terbilang(self.date).removeprefix("hari ")

    @property
    def day(self) -> str:
        return tanggal(self.date)

    @property
    def numbered_points(self) -> list[str]:
        """The points as one sentence: semicolons, "dan" before the last, a stop at its end."""
        bare = [re.sub(r"[\s;.,]*(;\s*dan)?\s*$", "", point.strip()) for point in self.points]
        endings = {len(bare): ".", len(bare) - 1: "; dan"}
        return [point + endings.get(number, ";") for number, point in enumerate(bare, 1)]

    @property
    def fields(self) -> list[tuple[LetterSignatory, str, str]]:
        """Each signatory with the name of her field, and what a screen reader says of it."""
        count = len(self.signatories)
        return [
            (
                person,
                field_of(place, count),
                f"Tanda tangan elektronik {person.name}, {person.full_position}",
            )
            for place, person in enumerate(self.signatories, 1)
        ]

    @property
    def address(self) -> str:
        """The verification page as it is read aloud or typed: without the scheme."""
        return re.sub(r"^https?://", "", self.verify_url).rstrip("/")

    @property
    def qr(self):
        """The verification page as a QR code, drawn in the document itself."""
        return qr_code(self.verify_url)


def field_of(place: int, count: int) -> str:
    """The name of a signature's field by its place in the list, from 1: ttd_01.

    All names of a letter are of one length: one must not be the beginning of another.
    """
    return f"ttd_{place:0{max(2, len(str(count)))}}"


def standard_points(place: str, concept: str) -> tuple[str, ...]:
    """The three points that Indonesian regions commit to (domain.md, section 8).

    `place` is "Banjarnegara", `concept` what it calls its plan: "Smart City".
    """
    return (
        f"menciptakan integrasi, sinkronisasi, dan sinergitas perencanaan {place} {concept}",
        "menyediakan landasan materi dan implementasi praktis rencana pengembangan daerah "
        f"berdasarkan konsep {concept.lower()}",
        f"mendukung proses pengembangan {place} {concept} yang efektif, efisien, inklusif, dan "
        "partisipatif",
    )


def drawing_problem(drawing: str) -> str:
    """Why these strokes cannot be printed, as a sentence; empty when they can. Ask before storing.

    Strokes are SVG path data of absolute moves and lines only: "M12 40 L14.5 38 M60 20 L80 22".
    """
    if not drawing.strip():
        return "Tanda tangan masih kosong. Goreskan tanda tangan Anda di kotak."
    if len(drawing) > LONGEST_DRAWING:
        return "Tanda tangan terlalu rumit. Hapus, lalu goreskan lagi dengan lebih sederhana."
    if not STROKES.fullmatch(drawing.strip()):
        return "Goresan tanda tangan tidak terbaca. Hapus, lalu goreskan lagi."
    numbers = [float(number) for number in NUMBER.findall(drawing)]
    width, height = (max(axis) - min(axis) for axis in (numbers[::2], numbers[1::2]))
    if max(width, height) < 10:
        return "Tanda tangan terlalu kecil. Hapus, lalu goreskan lagi di seluruh kotak."
    return ""


def ink_of(drawing: str):
    """The strokes in a frame that touches them, so that a small signature fills the box too.

    Empty when there are none, or when they cannot be printed.
    """
    if not drawing or drawing_problem(drawing):
        return ""
    numbers = [float(number) for number in NUMBER.findall(drawing)]
    edge = 3  # half a stroke, and a little air
    left, top = min(numbers[::2]) - edge, min(numbers[1::2]) - edge
    width, height = max(numbers[::2]) + edge - left, max(numbers[1::2]) + edge - top
    return mark_safe(  # noqa: S308 (digits and the letters M and L only, see STROKES)
        f'<svg class="ink" viewBox="{left:g} {top:g} {width:g} {height:g}">'
        f'<path d="{drawing.strip()}" fill="none" stroke="#10233f" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
