"""The longest text that somebody might write in one section: 10,000 words with 20 tables."""

import random

WORDS = 10_000
TABLES = 20
ROWS, COLUMNS = 12, 6
SUBJECTS = (
    "Pelayanan kesehatan dasar", "Pengelolaan sampah rumah tangga", "Administrasi kependudukan",
    "Pasar tradisional", "Jaringan jalan kabupaten", "Perizinan berusaha", "Irigasi desa",
    "Pendidikan anak usia dini", "Wisata dataran tinggi", "Penanggulangan bencana longsor",
)  # fmt: skip
VERBS = ("menjangkau", "memerlukan", "memperbaiki", "mencatat", "melibatkan", "menghubungkan")
THINGS = (
    "warga di kecamatan bagian utara", "data dari puskesmas dan posyandu", "petugas desa dan kader",
    "kelompok tani yang sudah aktif", "layanan yang dapat diurus di balai desa",
    "dua perguruan tinggi", "kantor kecamatan yang sudah tersambung serat optik",
    "pedagang kecil dan koperasi",
)  # fmt: skip
ENDS = (
    "sejak awal tahun", "dengan biaya yang dapat ditanggung daerah", "sebelum musim hujan tiba",
    "tanpa menambah aplikasi baru", "bersama Perangkat Daerah yang terkait", "secara bertahap",
)  # fmt: skip


def largest_section_html(words: int = WORDS, tables: int = TABLES) -> str:
    """The text: headings, paragraphs, lists, notes and `tables` tables, the same every time.

    It has at least `words` words as `revisions.html_text.count_words` counts them, and the
    cleaner keeps it as it is.
    """
    chance = random.Random(20240911)
    in_tables = tables * _words_of_a_table()
    each = max(1, words - in_tables) // max(1, tables)
    parts = []
    for number in range(1, tables + 1):
        parts += _chapter(chance, number, each)
        parts.append(_table(number))
    return "".join(parts)


def _sentence(chance):
    return (
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(THINGS)}"
        f" {chance.choice(ENDS)}."
    )


def _chapter(chance, number, words):
    """A heading and about `words` words below it: paragraphs with bold words and a note, a list."""
    parts, told = [f"<h3>Keadaan {number}</h3>"], 2
    while told < words:
        sentences = [_sentence(chance) for _ in range(5)]
        if len(parts) % 4 == 3:
            items = "".join(f"<li><p>{sentence}</p></li>" for sentence in sentences)
            parts.append(f"<ul>{items}</ul>")
        else:
            first, *rest = sentences
            note = f'<span class="fn">Badan Pusat Statistik, tabel {number}.{len(parts)}.</span>'
            parts.append(f"<p><strong>{first}</strong>{note} {' '.join(rest)}</p>")
            told += 5
        told += sum(len(sentence.split()) for sentence in sentences)
    return parts


def _table(number):
    head = "".join(f"<th><p>Tahun {2024 + column}</p></th>" for column in range(1, COLUMNS))
    rows = "".join(
        f"<tr><td><p>Kecamatan {row}</p></td>"
        + "".join(f"<td><p>{row * 1000 + column}</p></td>" for column in range(1, COLUMNS))
        + "</tr>"
        for row in range(1, ROWS + 1)
    )
    return (
        f"<table><caption>Capaian {number} per kecamatan</caption><tbody>"
        f"<tr><th><p>Wilayah</p></th>{head}</tr>{rows}</tbody></table>"
    )


def _words_of_a_table():
    return 4 + 1 + 2 * (COLUMNS - 1) + ROWS * (2 + COLUMNS - 1)
