"""Days, moments and the distance between them, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from indonesian.numbers import NBSP, angka, terbilang

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
# Keputusan Presiden 41/1987 divides the country in three; IANA has four names for them.
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def tanggal(day):
    """date(2022, 9, 20) -> "20 September 2022". A moment is taken in the zone it carries."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def hari_tanggal(day):
    """date(2023, 9, 4) -> "Senin, 4 September 2023"."""
    return f"{DAYS[day.weekday()]}, {tanggal(day)}"


def bulan(number):
    """9 -> "September"."""
    return MONTHS[int(number) - 1]


def in_zone(moment, zone):
    """The moment on the clock of `zone` (IANA name); a naive moment is refused."""
    if timezone.is_naive(moment):
        raise ValueError("A moment without a zone cannot be shown on a clock.")
    return moment.astimezone(ZoneInfo(str(zone)))


def pukul(moment, zone):
    """A moment on the wall clock of `zone`: "10.42 WIB". The word "pukul" is the page's."""
    local = in_zone(moment, zone)
    label = ZONES.get(str(zone)) or local.strftime("UTC%z")
    return f"{local:%H.%M}{NBSP}{label}"


def waktu(moment, zone):
    """Day and clock: "23 Agustus 2023, 16.20 WIB"."""
    return f"{tanggal(in_zone(moment, zone))}, {pukul(moment, zone)}"


def tanggal_terbilang(day):
    """The date of an official document, in words, to stand after "Pada".

    "hari Selasa, tanggal dua puluh satu bulan November tahun dua ribu dua puluh tiga"
    """
    return (
        f"hari {DAYS[day.weekday()]}, tanggal {terbilang(day.day)} "
        f"bulan {MONTHS[day.month - 1]} tahun {terbilang(day.year)}"
    )


def jarak_hari(day, today=None):
    """How far a day is: "11 hari lagi", "besok", "hari ini", "lewat 2 hari"."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    distance = (day - (today or timezone.localdate())).days
    if distance == 0:
        return "hari ini"
    if distance == 1:
        return "besok"
    if distance > 0:
        return f"{angka(distance)} hari lagi"
    return f"lewat {angka(-distance)} hari"


def rentang(first: int, last: int) -> str:
    """Years from one to another: "2024–2028"; one year alone stands once."""
    return str(first) if first == last else f"{first}–{last}"


def rentang_tanggal(first, last) -> str:
    """Days from one to another: "6–7 September 2023", "31 Juli–1 Agustus 2023"; one alone once."""
    if first == last:
        return tanggal(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tanggal(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{tanggal(last)}"
    return f"{tanggal(first)}–{tanggal(last)}"


def rentang_hari(first, last) -> str:
    """The same with the names of the days: "Rabu–Kamis, 6–7 September 2023"."""
    if first == last:
        return hari_tanggal(first)
    return f"{DAYS[first.weekday()]}–{DAYS[last.weekday()]}, {rentang_tanggal(first, last)}"
