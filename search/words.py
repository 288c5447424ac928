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
ABBREVIATIONS = Path(__file__).resolve().parent / "data" / "abbreviations.txt"
APOSTROPHES = "'’‘`\N{ACUTE ACCENT}\N{MODIFIER LETTER APOSTROPHE}"
LETTER = r"[^\W_\N{MODIFIER LETTER APOSTROPHE}]"
# 1.250.000.000 is one number, Ma'ruf one word, and so is what is written as two: menandatangani,
# bertanda tangan.
WORD = re.compile(
    r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]*\d)"
    r"|(?:[a-z]*tanda[\s-]+tangan|tanggung[\s-]+jawab|tindak[\s-]+lanjut)(?:an|i|kan|nya)?(?![^\W_])"
    r"|rp(?=\d)"
    rf"|{LETTER}+(?:[{APOSTROPHES}]{LETTER}+)*",
    re.I,
)
WITHIN = re.compile(rf"[\s.{APOSTROPHES}-]")
STOP_WORDS = Path(__file__).resolve().parent / "data" / "stop_words.txt"
LONGEST = 60  # letters of a word; what is longer is a mistake or an attack


def normal(text: str) -> str:
    """The text as it is compared: one form for each letter, small letters, no accents."""
    text = text.translate(dict.fromkeys(map(ord, APOSTROPHES), "'"))
    parts = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text in their order, each in its normal form."""
    found = (WITHIN.sub("", word) for word in WORD.findall(normal(text)))
    return [word for word in found if len(word) <= LONGEST]


def root_of(written: str) -> str:
    """The stem of a word as it stands in a text."""
    return stem(WITHIN.sub("", normal(written))) if len(written) <= LONGEST else ""


@cache
def abbreviations() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What stands for the same: the stems of an abbreviation for those of its words, and back."""
    told = {}
    for line in _lines_of(ABBREVIATIONS):
        short, words = line.split(maxsplit=1)
        stems = tuple(root for word in words_of(words) if (root := stem(word)))
        told[short,] = stems
        told.setdefault(stems, (short,))
    return told


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
