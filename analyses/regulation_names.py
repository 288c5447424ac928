"""How a regulation is called: "Peraturan Bupati Jombang Nomor 17 Tahun 2021", "SNI ISO 37122:2019".

The kinds are those of UU 12/2011 and Permendagri 80/2015, and the standards of domain.md, section
5.5. The label of a choice is never part of it: every kind writes itself out.
"""

import re
from dataclasses import dataclass

HEADS = {"province": "Gubernur", "regency": "Bupati", "city": "Wali Kota"}
LEVELS = {"province": "Provinsi", "regency": "Kabupaten", "city": "Kota"}
# Words before number and year; {own}: the region, {head}: its head, {by}: who else issued it.
PATTERNS = {
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpres": "Peraturan Presiden",
    "inpres": "Instruksi Presiden",
    "permen": "Peraturan {minister}",
    "kepmen": "Keputusan {minister}",
    "perdaprov": "Peraturan Daerah {province}",
    "pergub": "Peraturan {governor}",
    "kepgub": "Keputusan {governor}",
    "perda": "Peraturan Daerah {own}",
    "perkada": "Peraturan {head}",
    "keputusan": "Keputusan {head}",
    "kepdinas": "Keputusan {office}",
    "edaran": "Surat Edaran {head}",
    "sop": "Standar Operasional Prosedur",
    "lain": "{other}",
}
STANDARDS = {"sni": "SNI", "iso": "ISO"}


@dataclass(frozen=True)
class Issuers:
    """Whose regulation it may be: the region of the plan, its province, the agency of the row."""

    level: str
    name: str
    province: str = ""
    agency: str = ""

    def words(self, issuer: str) -> dict[str, str]:
        """Who is named in the name; `issuer` is what was written, and goes before all others."""
        province = self.province or self.name
        minister = issuer if re.match(r"(?i)menteri\b", issuer) else f"Menteri {issuer}"
        return {
            "own": issuer or f"{LEVELS[self.level]} {self.name}",
            "head": issuer or f"{HEADS[self.level]} {self.name}",
            "province": issuer or f"Provinsi {province}",
            "governor": issuer or f"Gubernur {province}",
            "office": issuer or f"Kepala {self.agency or 'Perangkat Daerah'}",
            "minister": minister.strip(),
            "other": issuer,
        }


def regulation_name(*, form: str, number: str, year: int, issuer: str, of: Issuers) -> str:
    """The name as documents cite it, without what it is about.

    What is of no kind and names no issuer is called by what was typed, and by nothing else.
    """
    number = number.strip()
    if form in STANDARDS:
        word = STANDARDS[form]
        bare = re.sub(rf"(?i)^{word}\b\s*", "", number)
        return f"{word} {bare}" if ":" in bare else f"{word} {bare}:{year}".replace(" :", ":")
    kind = PATTERNS[form].format(**of.words(issuer.strip()))
    bare = re.sub(r"(?i)^(nomor|no\.?)\s+", "", number)
    dated = "" if bare.endswith(f"/{year}") or f"Tahun {year}" in bare else f" Tahun {year}"
    if not kind and re.search("[a-z]{2}", bare, re.I):  # it names itself: "SE Sekda 5"
        return f"{number}{dated}"
    return f"{kind}{f' Nomor {bare}' if bare else ''}{dated}".strip()
