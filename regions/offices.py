"""How officials are written: the number of their service, and where they hold their office."""

import re

from django.db import models


class Acting(models.TextChoices):
    NONE = "", "Pejabat tetap"
    PJ = "pj", "Pj."
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class NumberKind(models.TextChoices):
    """Civil servants have a NIP, soldiers and police officers an NRP."""

    NIP = "nip", "NIP"
    NRP = "nrp", "NRP"


# What the database answers (commitments/printed_names.py) when a name may not change now.
NAME_IS_PRINTED = (
    "Nama ini tercetak dalam masterplan yang dibekukan dan sedang ditandatangani. Ubah sesudah"
    " dokumennya disegel, atau minta masterplan dibuka kembali."
)
NIP_FAULT = "NIP terdiri atas 18 angka tanpa spasi."
NRP_FAULT = "NRP terdiri atas 5 sampai 14 angka (Polri 8 angka)."
ROUNDED = (
    "NIP ini berakhir dengan 000: Excel membulatkan angka yang panjang. Ubah format selnya menjadi"
    " Teks, tulis NIP-nya lagi, lalu salin."
)
# Who holds an office, and the word that names it: "Inspektur" says "Inspektorat".
HOLDERS = {
    "inspektur": "inspektorat",
    "sekretaris": "sekretariat",
    "camat": "kecamatan",
    "lurah": "kelurahan",
    "rektor": "universitas",
}
PLACES = {"daerah", "kabupaten", "kota", "provinsi"}
DPRD = re.compile(r"(?i)\bdewan perwakilan rakyat daerah\b")


def service_number(kind: str, digits: str) -> str:
    """ "NIP 19680314 199403 1 001", "NRP 71040123"; empty without digits.

    A NIP is date of birth, month of appointment, sex and number (Perka BKN 22/2007).
    """
    if kind == NumberKind.NIP and len(digits) == 18:
        digits = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    return f"{NumberKind(kind).label} {digits}" if digits else ""


def bare_digits(text: str) -> str:
    """The digits that people group as they like: with blanks, full stops, hyphens."""
    return re.sub(r"[\s.\u2010-\u2015-]+", "", text)


def number_fault(kind: str, digits: str) -> str:
    """Why these digits are no number of service, in a sentence; empty when they are, or none.

    The last three of a NIP count from 001 (Perka BKN 22/2007). Excel keeps fifteen digits of a
    number and writes noughts for the rest.
    """
    if digits and kind == NumberKind.NRP and not re.fullmatch(r"[0-9]{5,14}", digits):
        return NRP_FAULT
    if digits and kind == NumberKind.NIP:
        if not re.fullmatch(r"[0-9]{18}", digits):
            return NIP_FAULT
        if digits.endswith("000"):
            return ROUNDED
    return ""


def office_beside(position: str, institution: str, short_name: str = "") -> str:
    """The institution to be written beside a position; empty when the position says it already.

    "Inspektur" of the Inspektorat, "Sekretaris DPRD" of the Sekretariat DPRD and "Kepala Dinas
    Kesehatan" of the Dinas Kesehatan are not told twice.
    """
    said = _words(position)
    names = [_words(name) - PLACES for name in (institution, short_name) if name]
    return "" if any(words and words <= said for words in names) else institution


def _words(text):
    words = re.findall(r"\w+", DPRD.sub("DPRD", text).casefold())
    return {*words, *(HOLDERS[word] for word in words if word in HOLDERS)}
