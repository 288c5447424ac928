"""Words from the editor in the book: heads of tables, numbers, notes."""

import subprocess

import pytest

from exports.book_content import Captions
from exports.section_html import printed_words
from typesetting.pdf import render_pdf
from typesetting.table_widths import form_of_table

NOTE = '<span class="fn">Dinas Kesehatan, 2024.</span>'
HEAD = "<tr><th><p>Tahun</p></th><th><p>Jumlah</p></th></tr>"
ROW = "<tr><td><p>2024</p></td><td><p>12</p></td></tr>"


def printed(html):
    return printed_words(html, Captions(3)).html


def test_the_first_rows_of_heads_become_the_head_that_every_page_repeats():
    assert printed(f"<table><tbody>{HEAD}{ROW}</tbody></table>") == (
        f"<table><thead>{HEAD}</thead><tbody>{ROW}</tbody></table>"
    )


def test_a_joined_head_takes_all_rows_along_that_it_reaches_into():
    first = '<tr><th rowspan="2"><p>Wilayah</p></th><th colspan="2"><p>Jumlah</p></th></tr>'
    second = "<tr><td><p>2023</p></td><td><p>2024</p></td></tr>"
    third = "<tr><td>Utara</td><td>1</td><td>2</td></tr>"

    assert printed(f"<table><tbody>{first}{second}{third}</tbody></table>") == (
        f"<table><thead>{first}<tr><th><p>2023</p></th><th><p>2024</p></th></tr></thead>"
        f"<tbody>{third}</tbody></table>"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ROW + ROW,
        HEAD,  # nothing would be left below it
        ROW + HEAD,
        "<tr><th>Utara</th><td>1</td></tr><tr><th>Selatan</th><td>2</td></tr>",  # heads of rows
        f"<tr><th>Tahun{NOTE}</th></tr><tr><td>2024</td></tr>",  # the note would be repeated
    ],
)
def test_other_tables_stay_as_they_are(rows):
    assert printed(f"<table><tbody>{rows}</tbody></table>") == (
        f"<table><tbody>{rows}</tbody></table>"
    )


def test_tables_and_pictures_with_a_name_are_numbered_in_order():
    captions = Captions(3)
    captions.table("Sebelumnya")
    picture = '<img src="image:7" alt="Peta">'
    text = printed_words(
        f"<table><caption>Tabel 2.1. Luas &amp; isi</caption><tbody>{HEAD}{ROW}</tbody></table>"
        f"<figure>{picture}<figcaption>Peta <em>desa</em></figcaption></figure>"
        f"<table><tbody>{ROW}</tbody></table><figure>{picture}<figcaption></figcaption></figure>",
        captions,
    )

    assert [(caption.label, caption.title) for caption in text.captions] == [
        ("Tabel 3.2", "Luas & isi"),
        ("Gambar 3.1", "Peta desa"),
    ]
    assert (
        '<div class="table"><table id="tabel-3-2"><caption><b>Tabel 3.2</b> Luas &amp; isi'
        '<span class="cont" data-cont="Tabel 3.2 (lanjutan)  Luas &amp; isi"></span></caption>'
        "<thead>" in text.html
    )
    assert (
        '<figure id="gambar-3-1"><img src="image:7" alt="Peta">'
        "<figcaption><b>Gambar 3.1</b> Peta <em>desa</em></figcaption></figure>" in text.html
    )
    assert text.html.endswith('<figure><img src="image:7" alt="Peta"></figure>')


def test_a_note_is_printed_at_the_foot_of_its_page():
    words = f"<p>Ada 35 puskesmas{NOTE} di daerah.</p><p>Kalimat berikutnya.</p>"
    pdf = render_pdf(f'<div class="text">{words}</div>')
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    lines = [line.strip() for line in done.stdout.decode().splitlines() if line.strip()]

    assert lines.index("Ada 35 puskesmas1 di daerah.") < lines.index("Kalimat berikutnya.")
    assert lines.index("Kalimat berikutnya.") < lines.index("1 Dinas Kesehatan, 2024.")


def words_of(html, tmp_path):
    """The lines that somebody reads who opens the printed text."""
    (tmp_path / "text.pdf").write_bytes(render_pdf(f'<div class="text">{printed(html)}</div>'))
    command = ["pdftotext", "-layout", tmp_path / "text.pdf", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_list_is_printed_with_its_signs_and_from_its_number(tmp_path):
    lines = words_of(
        '<ol start="3" type="a"><li><p>c</p></li><li><p>d</p></li></ol>'
        '<ol type="I"><li><p>satu</p></li></ol><ol start="7"><li><p>tujuh</p></li></ol>',
        tmp_path,
    )

    shown = [" ".join(line.split()) for line in lines if line.strip()]
    assert shown[:4] == ["c. c", "d. d", "I. satu", "7. tujuh"]


def test_a_list_in_a_list_is_set_in_by_a_few_millimetres(tmp_path):
    deep = "<ol><li><p>tingkat</p>" * 7 + "</li></ol>" * 7

    steps = [len(line) - len(line.lstrip()) for line in words_of(deep, tmp_path) if "ting" in line]

    assert len(steps) == 7
    assert steps[-1] - steps[0] < 40  # letters, of which a page has about ninety


WIDE = [f"{1_250_000_000 + year:,}".replace(",", ".") for year in range(10)]


def test_a_table_of_eleven_sums_is_printed_without_a_number_cut(tmp_path):
    heads = "".join(f"<th>{year}</th>" for year in range(2024, 2034))
    cells = "".join(f"<td>{amount}</td>" for amount in WIDE)
    table = f"<table><tbody><tr>{heads}<th>Jumlah</th></tr><tr>{cells}<td>12.500.000.045</td></tr>"

    words = " ".join(words_of(f"<p>Sebelum</p>{table}</tbody></table><p>Sesudah</p>", tmp_path))

    assert all(amount in words.split() for amount in [*WIDE, "12.500.000.045"])


SUM, SMALL = "<td>1.250.000.000</td>", "<td>12</td>"


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (SUM * 5, ""),
        (SUM + SMALL * 7, "fit"),
        (SUM * 9, "fit turned"),
        (SUM * 12, "fit turned small"),
    ],
)
def test_a_table_takes_the_room_that_its_numbers_need(cells, form):
    assert form_of_table([f"<tr>{cells}</tr>"]) == form
