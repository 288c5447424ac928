"""Words and their stems: the text and what is asked for go through the same door.

PySastrawi stems Indonesian by rules and a dictionary of roots. It is right on some nineteen of
twenty everyday pairs; the words of our field that it gets wrong are put right by `data/roots.txt`.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

ROOTS = Path(__file__).resolve().parent / "data" / "roots.txt"
WORD = re.compile(r"[^\W_]+")
STOP_WORDS = Path(__file__).resolve().parent / "data" / "stop_words.txt"
LONGEST = 60  # letters of a word; what is longer is a mistake or an attack


def normal(text: str) -> str:
    """The text as it is compared: one form for each letter, small letters, no accents."""
    parts = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text in their order, each in its normal form."""
    return [word for word in WORD.findall(normal(text)) if len(word) <= LONGEST]


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The stem of one normal word; "" for a word that tells nothing."""
    if word in _stop_words():
        return ""
    if word in exceptions() or not word.isalpha() or not word.isascii():
        return exceptions().get(word, word)
    return _stemmer().stem_word(word)


@cache
def _stemmer():
    return StemmerFactory().create_stemmer().delegatedStemmer


@cache
def _stop_words():
    return frozenset(word for line in _lines_of(STOP_WORDS) for word in line.split())


def _lines_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def exceptions() -> dict[str, str]:
    """Forms whose stem is told by `data/roots.txt`: a root a line, then forms that are irregular.

    The regular forms of each root are made by rule (`forms_of`); a form that two roots share
    belongs to the one that is named first.
    """
    told = {}
    for line in _lines_of(ROOTS):
        root, *irregular = line.split()
        for form in [root, *irregular, *forms_of(root)]:
            told.setdefault(form, root)
    return told


NASAL = {"p": "m", "t": "n", "s": "ny", "k": "ng"}  # the letter melts into the prefix
KEPT = {"p": "mp", "t": "nt", "s": "ns", "k": "ngk"}  # borrowed words often keep it


def forms_of(root: str) -> set[str]:
    """The regular derived forms of a root: menyusun, disusunkan, penyusunan, tersusun, …"""
    r = "" if root[0] == "r" else "r"  # perawatan, not perrawatan
    begun = {root, f"di{root}", f"se{root}", f"ke{root}", f"pe{root}"}
    begun |= {f"{prefix}{r}{root}" for prefix in ("be", "te", "pe", "mempe", "dipe")}
    begun |= {f"{prefix}{active}" for prefix in ("me", "pe") for active in _nasal(root)}
    endings = ("", "kan", "i", "an", "nya", "annya", "kannya")
    return {word + ending for word in begun for ending in endings} - {root}


def _nasal(root):
    """The root after me- or pe-: susun is nyusun, bangun mbangun, lapor lapor."""
    first = root[0]
    if first in NASAL:
        return [NASAL[first] + root[1:], KEPT[first] + root[1:]]
    if first in "bfv":
        return ["m" + root]
    if first in "cdjz":
        return ["n" + root]
    return ["ng" + root if first in "aiueogh" else root]
