"""Number, rank and grade of an official, as people write them into a cell."""

import re
from dataclasses import dataclass

from regions.offices import NumberKind, bare_digits, number_fault

LABEL = re.compile(r"^(?P<label>nip|nrp)\b[\s.:]*", re.IGNORECASE)
ROUNDED_BY_EXCEL = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
GRADE = r"(?:I{1,3}|IV)\s*/\s*[a-eA-E]"
A_GRADE = re.compile(rf"(?:gol(?:ongan)?\.?\s*)?\(?\s*(?P<grade>{GRADE})\s*\)?", re.IGNORECASE)
RANK_WITH_GRADE = re.compile(
    rf"(?P<rank>.*?)\s*[,/(-]?\s*\(?\s*(?P<grade>{GRADE})\s*\)?", re.IGNORECASE
)
# Ranks of civil servants (PP 99/2000), of the police and of the army.
STEP = r"(?:muda|madya|utama|satu|dua|tingkat\s+(?:i|1)|tk\.?\s*(?:i|1))"
FORCE = r"(?:\s+(?:pol|inf|kav|art|arm|arh|czi|cpl|chb|cba|ckm|cku|caj|chk|mar|pnb|nav|laut)\.?)?"
OFFICERS = (
    "brigjen|mayjen|letjen|jenderal|irjen|komjen|kombes|akbp|akp|kompol|iptu|ipda|aiptu|aipda"
    "|kolonel|letkol|mayor|kapten|lettu|letda|laksamana|laksda|laksma|marsekal|marsda|marsma"
)
A_RANK = re.compile(
    rf"(?:(?:juru|pengatur|penata|pembina)(?:\s+{STEP}){{0,3}}|(?:{OFFICERS})\.?{FORCE})",
    re.IGNORECASE,
)
POSITIONS = re.compile(
    r"(?:(?:pj|plt|plh|pjs)\b\.?\s*)?(?:wakil\s+)?(?:kepala|ketua|sekretaris|asisten|bupati|wali"
    r"|walikota|gubernur|camat|lurah|direktur|inspektur|kabag|kabid|kasubag|staf|analis|rektor"
    r"|dekan|kapolres|dandim|pranata|koordinator|anggota)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ServiceNumber:
    """A NIP or NRP as it was read, or why it is none."""

    kind: str = NumberKind.NIP
    digits: str = ""
    note: str = ""
    problem: str = ""


def is_number(cell: str) -> bool:
    """Whether a cell is a NIP or NRP, right or wrong."""
    if ROUNDED_BY_EXCEL.fullmatch(cell):
        return True
    label = LABEL.match(cell)
    digits = bare_digits(cell[label.end() :] if label else cell)
    return digits.isdecimal() and (bool(label) or len(digits) >= 5)


def is_grade(cell: str) -> bool:
    """Whether a cell is a grade of civil servants: IV/c."""
    return bool(A_GRADE.fullmatch(cell))


def is_rank(cell: str) -> bool:
    """Whether a cell is a rank, with its grade or without."""
    both = RANK_WITH_GRADE.fullmatch(cell)
    return bool(A_RANK.fullmatch(both["rank"] if both else cell))


def is_position(cell: str) -> bool:
    """Whether a cell begins as offices do."""
    return bool(POSITIONS.match(cell))


def rank_and_grade(rank: str, grade: str) -> tuple[str, str]:
    """Both, when one cell holds both: "Pembina Utama Muda (IV/c)"."""
    if not grade and (both := RANK_WITH_GRADE.fullmatch(rank)):
        rank, grade = both["rank"], both["grade"]
    elif one := A_GRADE.fullmatch(grade):
        grade = one["grade"]
    level, _, letter = grade.partition("/")
    if letter:
        grade = f"{level.strip().upper()}/{letter.strip().lower()}"
    return rank.strip(), grade


def read_number(cell: str) -> ServiceNumber:
    """What a cell for NIP or NRP says. 18 digits are a NIP, unless it says otherwise."""
    if not cell:
        return ServiceNumber()
    if ROUNDED_BY_EXCEL.fullmatch(cell):
        return ServiceNumber(
            problem=f"“{cell}” sudah dibulatkan Excel. Ubah format selnya menjadi Teks, tulis"
            " nomornya lagi, lalu salin."
        )
    label = LABEL.match(cell)
    digits = bare_digits(cell[label.end() :] if label else cell)
    if not digits.isdecimal() or not digits.isascii():
        return ServiceNumber(problem=f"“{cell}” bukan NIP atau NRP.")
    kind = NumberKind.NRP if 5 <= len(digits) <= 14 else NumberKind.NIP
    note = "Nomornya dibaca sebagai NRP." if kind == NumberKind.NRP and not label else ""
    if label:
        kind = NumberKind(label["label"].lower())
    return ServiceNumber(kind, digits, note, number_fault(kind, digits))
