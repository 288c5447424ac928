"""Numbers, money, dates and names as an Indonesian office writes them. Pure functions.

They live in the lowest room so that every room, letters and books included, may use them.
Spaces inside an amount are no-break spaces, so that a line never ends between "Rp" and its number.
"""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
# Keputusan Presiden 41/1987 divides the country in three; IANA has four names for them.
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def angka(number, places=None):
    """21000 -> "21.000"; 84.6 -> "84,6". With `places`, exactly so many decimals, rounded half up.

    Without `places` an exact number keeps its decimals and drops the zeros at their end.
    """
    value = Decimal(str(number))
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(value):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = MINUS if value < 0 else ""
    return sign + text.translate(str.maketrans(",.", ".,"))


def rupiah(amount):
    """1250000000 -> "Rp 1.250.000.000". Cents are rounded away."""
    text = angka(amount, 0)
    return f"{MINUS if text[0] == MINUS else ''}Rp{NBSP}{text.lstrip(MINUS)}"


def rupiah_short(amount):
    """1250000000 -> "Rp 1,25 miliar": at most two decimals; below a million the whole amount."""
    value = Decimal(str(amount))
    for size, name in SCALES:
        if abs(value) >= size:
            short = (value / size).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            if abs(short) == 1000 and size < SCALES[0][0]:  # 999.999.999 is 1 miliar
                return rupiah_short(short * size)
            text = angka(short)
            return f"{MINUS if short < 0 else ''}Rp{NBSP}{text.lstrip(MINUS)}{NBSP}{name}"
    return rupiah(value)


def juta(amount):
    """An amount in millions, for tight tables: 1250000000 -> "1.250"."""
    return angka(Decimal(str(amount)) / 10**6, 0)


def persen(value, places=1):
    """84.6 -> "84,6 persen". The value is the percentage itself, not a share of one."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{angka(rounded)}{NBSP}persen"


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


def _below_thousand(number):
    """Words of 1..999; "seratus", "sepuluh" and "sebelas" are one word."""
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus")
    if rest == 10:
        words.append("sepuluh")
    elif rest == 11:
        words.append("sebelas")
    elif 12 <= rest <= 19:
        words.append(f"{DIGITS[rest - 10]} belas")
    else:
        tens, ones = divmod(rest, 10)
        words += [f"{DIGITS[tens]} puluh"] if tens else []
        words += [DIGITS[ones]] if ones else []
    return " ".join(words)


def terbilang(number):
    """2023 -> "dua ribu dua puluh tiga", up to 999 triliun; larger raises ValueError.

    "Seribu" is exactly one thousand at the head of its group: 1001000 is "satu juta seribu".
    """
    number = int(number)
    if abs(number) >= 10**15:
        raise ValueError("Angka di atas 999 triliun tidak ditulis dengan huruf.")
    if number < 0:
        return f"minus {terbilang(-number)}"
    if number == 0:
        return DIGITS[0]
    words = []
    for size, name in SCALES:
        group, number = divmod(number, size)
        words += [f"{_below_thousand(group)} {name}"] if group else []
    thousands, number = divmod(number, 1000)
    if thousands:
        words.append("seribu" if thousands == 1 else f"{_below_thousand(thousands)} ribu")
    if number:
        words.append(_below_thousand(number))
    return " ".join(words)


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


# Academic degrees and honours stand before the name with a full stop ("Dr.", "Ir.", "H.") and
# after it behind a comma ("S.Kom.", "M.T."): neither belongs to the initials.
TITLES = {"dr", "drs", "dra", "drg", "drh", "prof", "ir", "h", "hj", "kh", "apt", "ns", "r", "rr"}


def daftar(words):
    """Words one after the other: "a", "a dan b", "a, b, dan c"."""
    words = list(words)
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def initials(name):
    """Two letters for a person: "Dr. Dewi Pramesti, M.T." -> "DP", "Supriyadi" -> "S"."""
    bare = name.split(",")[0]
    words = [
        word
        for word in bare.replace(".", ". ").split()
        if word.rstrip(".").lower() not in TITLES or not word.endswith(".")
    ]
    words = [word for word in words if word[0].isalpha()] or bare.split()
    letters = [word[0].upper() for word in words]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)
