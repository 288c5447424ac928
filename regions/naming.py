"""What a region calls its plan: Smart City, Smart Regency or Smart Province, and the words with it.

Reference data (outlines, guidance) holds placeholders such as `{concept}`; `filled` puts the words
of one naming in their place. domain.md, section 0: kabupaten say Smart City or Smart Regency.
"""

import re

from django.db import models

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Naming(models.TextChoices):
    CITY = "city", "Smart City"
    REGENCY = "regency", "Smart Regency"
    PROVINCE = "province", "Smart Province"


_CITY = {
    "concept": Naming.CITY.label,
    "cerdas": "kota cerdas",
    "leader": "kepala daerah",
    "Leader": "Kepala daerah",
    "agencies": "Perangkat Daerah",
    # Of the invented Kabupaten Wanasari, from which the examples are.
    "level": "kabupaten",
    "Level": "Kabupaten",
    "head": "bupati",
    "Head": "Bupati",
    "districts": "kecamatan",
}
WORDS = {
    Naming.CITY: _CITY,
    Naming.REGENCY: _CITY | {"concept": Naming.REGENCY.label, "cerdas": "kabupaten cerdas"},
    Naming.PROVINCE: {
        "concept": Naming.PROVINCE.label,
        "cerdas": "provinsi cerdas",
        "leader": "gubernur",
        "Leader": "Gubernur",
        "agencies": "Perangkat Daerah Provinsi",
        "level": "provinsi",
        "Level": "Provinsi",
        "head": "gubernur",
        "Head": "Gubernur",
        "districts": "kabupaten/kota",
    },
}


def filled(text: str, naming: str) -> str:
    """The text with the words of this naming for its placeholders. KeyError for an unknown one."""
    words = WORDS[Naming(naming)]
    return PLACEHOLDER.sub(lambda found: words[found[1]], text)


def all_filled(data, naming: str):
    """The same for every text in lists and dictionaries."""
    if isinstance(data, dict):
        return {key: all_filled(value, naming) for key, value in data.items()}
    if isinstance(data, list):
        return [all_filled(value, naming) for value in data]
    return filled(data, naming) if isinstance(data, str) else data
