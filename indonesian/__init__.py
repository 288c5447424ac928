"""Numbers, money, dates and names as an Indonesian office writes them. Pure functions.

The lowest package, so that every room, letters and books included, may use it.
"""

from indonesian.dates import (
    DAYS,
    MONTHS,
    ZONES,
    bulan,
    hari_tanggal,
    in_zone,
    jarak_hari,
    pukul,
    tanggal,
    tanggal_terbilang,
    waktu,
)
from indonesian.names import NAMED_AT_MOST, bare_name, daftar, initials, named, titik
from indonesian.numbers import (
    DIGITS,
    MINUS,
    NBSP,
    SCALES,
    angka,
    counted,
    juta,
    many,
    persen,
    rupiah,
    rupiah_short,
    terbilang,
)
from indonesian.texts import loose, plain_line, plain_text, seen, unified_lines, with_breaks

__all__ = [
    "DAYS",
    "DIGITS",
    "MINUS",
    "MONTHS",
    "NAMED_AT_MOST",
    "NBSP",
    "SCALES",
    "ZONES",
    "angka",
    "bare_name",
    "bulan",
    "counted",
    "daftar",
    "hari_tanggal",
    "in_zone",
    "initials",
    "jarak_hari",
    "juta",
    "loose",
    "many",
    "named",
    "persen",
    "plain_line",
    "plain_text",
    "pukul",
    "rupiah",
    "rupiah_short",
    "seen",
    "tanggal",
    "tanggal_terbilang",
    "terbilang",
    "titik",
    "unified_lines",
    "waktu",
    "with_breaks",
]
