"""Ranks of civil servants: the golongan, and the pangkat that belongs to it (PP 99/2000)."""

PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}


def golongan(text: str) -> str:
    """A golongan as it is written: "iv / C" -> "IV/c"; what is none stays as it is."""
    level, slash, letter = text.replace(" ", "").partition("/")
    written = f"{level.upper()}/{letter.lower()}"
    return written if slash and written in PANGKAT else text.strip()


def pangkat(rank: str, grade: str) -> str:
    """ "Pembina Utama Muda (IV/c)", as a letter has it below a name.

    The golongan says the pangkat when nobody wrote it; who has only one of them, has only that.
    """
    rank = rank or PANGKAT.get(grade, "")
    return f"{rank} ({grade})" if rank and grade else rank or grade


def pangkat_fault(rank: str, grade: str) -> str:
    """Why these two do not belong together, in a sentence; empty when they do or nobody knows."""
    usual = PANGKAT.get(grade, "")
    if rank and usual and rank.casefold().replace("tk.", "tingkat") != usual.casefold():
        return f"Golongan {grade} adalah {usual}."
    return ""
