"""The commitment on paper: everything the official form needs, as plain data, and its PDF.

The form follows domain.md, section 8: rank of the head of region, title in capitals, number, the
three points, place and date in words, and a table of signatories. What is printed here was
decided elsewhere: this file knows no model and asks no question.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from indonesian import tanggal, tanggal_terbilang, waktu
from pictures.codes import qr_code

HEAD_TITLES = {"kabupaten": "BUPATI", "kota": "WALI KOTA", "provinsi": "GUBERNUR"}
# A drawn signature: strokes of absolute points in the pixels of the pad, and nothing else.
POINT = r"\d{1,4}(?:\.\d{1,2})?[ ,]\d{1,4}(?:\.\d{1,2})?"
STROKES = re.compile(rf"M ?{POINT}(?: ?[ML ] ?{POINT})*")
LONGEST_DRAWING = 40_000
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Letterhead:
    """Lines in capitals at the head of the first page; `ruled` for an office with an address."""

    lines: tuple[str, ...]
    address: tuple[str, ...] = ()
    ruled: bool = False


@dataclass(frozen=True)
class LetterSignatory:
    """One row of the table, as it was when the commitment was made.

    A head of region has neither rank nor NIP in an official form; leave both empty. An unsigned row
    has an empty box, for the copy that is read before signing.
    """

    name: str  # with degrees
    position: str
    institution: str = ""
    acting: str = ""  # "Pj.", "Plt.", "Plh.", when it is not part of the position already
    capacity: str = ""  # "Saksi", when not simply a signatory
    rank: str = ""
    number: str = ""  # "NIP 19680314 199403 1 001", "NRP 71040123"
    signed_at: dt.datetime | None = None
    typed_name: str = ""
    drawing: str = ""  # SVG path data, see drawing_problem()

    @property
    def full_position(self) -> str:
        return f"{self.acting} {self.position}".strip()

    @property
    def bare_name(self) -> str:
        """The name up to the degrees behind it."""
        return self.name.partition(",")[0]

    @property
    def degrees(self) -> str:
        """The degrees behind the name, kept on one line when they are few."""
        return self.name.partition(",")[2].strip()

    @property
    def drawn(self):
        """The drawn signature as an SVG cut to its ink; empty when it was typed or is not there."""
        return ink_of(self.drawing)


@dataclass(frozen=True)
class BookLine:
    """A frozen book as the manifest in the letter names it."""

    title: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class CommitmentLetter:
    """All that is printed on the commitment of one region to one edition."""

    letterhead: Letterhead
    title: str  # "Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara"
    number: str
    points: tuple[str, ...]
    place: str
    date: dt.date
    time_zone: str  # IANA name of the region's clock, for the times of signing
    signatories: tuple[LetterSignatory, ...]
    masterplan_title: str  # "Masterplan Smart City Kabupaten Banjarnegara 2024–2033"
    edition_number: str
    manifest_sha256: str  # of content and books
    code: str
    verify_url: str
    organisation: str  # whose system sealed it
    signed_sha256: str = ""  # of the manifest with the letter in it, once there is one
    content_sha256: str = ""  # of the edition as data
    books: tuple[BookLine, ...] = ()
    opened_at: dt.datetime | None = None
    note: str = ""  # what is said of its signatures at the foot of each page (wording.py)

    @property
    def title_lines(self) -> list[str]:
        """The title in capitals, the usual opening words on a line of their own."""
        first, found, rest = self.title.upper().partition("KOMITMEN BERSAMA ")
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
    def rows(self) -> list[tuple[LetterSignatory, str]]:
        """Each signatory with the time of signing on the region's clock."""
        return [
            (person, waktu(person.signed_at, self.time_zone) if person.signed_at else "")
            for person in self.signatories
        ]

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

    @property
    def signed(self) -> int:
        return sum(person.signed_at is not None for person in self.signatories)

    @property
    def complete(self) -> bool:
        return self.signed == len(self.signatories)

    @property
    def legal_note(self) -> str:
        """The level of these signatures, no more and no less (PP 71/2019, article 60)."""
        if not self.complete:
            return (
                f"Naskah ini belum selesai: {self.signed} dari {len(self.signatories)} orang sudah "
                "menandatangani. Dokumen yang berlaku ialah yang sudah ditandatangani semua dan "
                f"disegel; keadaannya dapat diperiksa di {self.address}."
            )
        return (
            "Dokumen ini ditandatangani secara elektronik dengan tanda tangan elektronik tidak "
            "tersertifikasi (Pasal 60 ayat (2) huruf b Peraturan Pemerintah Nomor 71 Tahun 2019), "
            "lalu disegel dengan sertifikat yang diterbitkan oleh sistem "
            f"{self.organisation}. Waktu yang tercantum berasal dari jam sistem itu. Keaslian "
            f"dokumen dapat diperiksa di {self.address}."
        )


def field_of(place: int, count: int) -> str:
    """The name of a signature's field by its place in the list, from 1: ttd_01.

    All names of a letter are of one length: one must not be the beginning of another.
    """
    return f"ttd_{place:0{max(2, len(str(count)))}}"


def head_of_region(level: str, name: str, province: str = "") -> Letterhead:
    """ "BUPATI BANJARNEGARA / PROVINSI JAWA TENGAH"; a gubernur has no second line.

    `level` is kabupaten, kota or provinsi; `name` is the region's name without that word.
    """
    lines = [f"{HEAD_TITLES[level]} {name.upper()}"]
    lines += [f"PROVINSI {province.upper()}"] if level != "provinsi" and province else []
    return Letterhead(lines=tuple(lines))


def office_of_region(level: str, name: str, office: str = "") -> Letterhead:
    """ "PEMERINTAH KABUPATEN GARUT / DINAS KOMUNIKASI DAN INFORMATIKA": what is no decision."""
    words = "PEMERINTAH PROVINSI" if level == "provinsi" else f"PEMERINTAH {level.upper()}"
    lines = [f"{words} {name.upper()}"]
    return Letterhead(lines=tuple(lines + ([office.upper()] if office else [])), ruled=True)


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


def letter_html(letter: CommitmentLetter) -> str:
    """The official form as the HTML that is typeset."""
    return render_to_string("commitments/print/commitment.html", {"letter": letter})


def render_letter(letter: CommitmentLetter) -> bytes:
    """The commitment as PDF, with structure for screen readers. Takes a second: for a worker."""
    # WeasyPrint takes a second to be read in, and this room is known to every process of the site.
    from typesetting.pdf import render_pdf

    return render_pdf(letter_html(letter), tagged=True)


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
