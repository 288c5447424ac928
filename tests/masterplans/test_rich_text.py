"""The one list of what a text may hold."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bench.texts import largest_section_html
from masterplans import rich_text
from masterplans.rich_text import clean, plain_text
from revisions.html_text import count_words

PICTURE = '<img src="/masterplan/{slug}/isi/berkas/7/" alt="Peta">'


class Plan:
    slug = "banjarnegara-2024"


def test_the_list_of_tags_is_the_one_of_the_editor():
    listed = (
        "p h3 h4 strong em u ul ol li blockquote a table caption tbody tr th td sub sup figure"
        " figcaption img br hr span"
    )

    assert set(listed.split()) == rich_text.TAGS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Aman</p><script>alert(1)</script>", "<p>Aman</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x" id="y">Aman</p>', "<p>Aman</p>"),
        ("<p>Satu<!-- rahasia --> dua</p>", "<p>Satu dua</p>"),
        ("<h1>Judul</h1>", "<p>Judul</p>"),
        ("<div><p>Dalam kotak</p></div>", "<p>Dalam kotak</p>"),
        ("<div>Satu</div><div>Dua</div><h1>Tiga</h1>", "<p>Satu</p><p>Dua</p><p>Tiga</p>"),
        ('<p><a href="javascript:alert(1)">klik</a></p>', "<p>klik</p>"),
        ('<p><a href="/masterplan/lain/">sini</a></p>', "<p>sini</p>"),
        (
            '<p><a href="https://bps.go.id" target="_blank" rel="x">BPS</a></p>',
            '<p><a href="https://bps.go.id">BPS</a></p>',
        ),
        ('<iframe src="https://contoh.example"></iframe><p>Ya</p>', "<p>Ya</p>"),
        (
            '<table><caption>C</caption><thead><tr><th scope="col" colspan="2">A</th></tr></thead>'
            "<tbody><tr><td rowspan=1>B</td></tr></tbody></table>",
            '<table><caption>C</caption><tbody><tr><th colspan="2">A</th></tr>'
            "<tr><td>B</td></tr></tbody></table>",
        ),
        ('<ol start="1"><li>A</li></ol>', "<ol><li>A</li></ol>"),
        ('<ol start="4" type="a"><li>A</li></ol>', '<ol start="4" type="a"><li>A</li></ol>'),
        ('<ol type="1"><li>A</li></ol>', "<ol><li>A</li></ol>"),
        ('<ol type="disc"><li>A</li></ol>', "<ol><li>A</li></ol>"),
        ('<table><tbody><tr><td colspan="9999">A</td></tr></tbody></table>', None),
        ("<svg><script>alert(1)</script></svg><p>Ya</p>", "<p>Ya</p>"),
        ("<p>H<sub>2</sub>O dan m<sup>2</sup></p>", "<p>H<sub>2</sub>O dan m<sup>2</sup></p>"),
    ],
)
def test_a_text_keeps_only_what_a_book_may_hold(typed, kept):
    if kept is None:
        kept = "<table><tbody><tr><td>A</td></tr></tbody></table>"

    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            '<p>A<span class="fn">BPS, 2024</span>.</p>',
            '<p>A<span class="fn">BPS, 2024</span>.</p>',
        ),
        (
            '<p>A<span class="fn">  BPS,\n <em>Data</em><br> &lt;2024&gt;</span></p>',
            '<p>A<span class="fn">BPS, Data &lt;2024&gt;</span></p>',
        ),
        (
            '<p>A<span class="fn">satu <span class="fn">dua</span> tiga</span></p>',
            '<p>A<span class="fn">satu dua tiga</span></p>',
        ),
        ('<p>A<span class="fn"> <b></b></span></p>', "<p>A</p>"),
        ('<p>A <span class="sp-save">B</span><span>C</span></p>', "<p>A BC</p>"),
        ('A<span class="fn">B</span>', '<p>A<span class="fn">B</span></p>'),
    ],
)
def test_a_note_holds_words_only_and_no_other_span_stays(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("empty", ["", "  \n ", "<p></p>", "<p>&nbsp;</p><p><br></p>", "<hr>"])
def test_a_text_without_a_word_or_a_picture_is_empty(empty):
    assert clean(empty) == ""


@pytest.mark.parametrize("sign", ["\u202e", "&#8238;", "\u200b", "\u3164", "&#x2066;", "\u00ad"])
def test_signs_that_nobody_sees_are_no_part_of_a_text(sign):
    assert clean(f"<p>Rp {sign}7 miliar</p>") == "<p>Rp 7 miliar</p>"
    assert clean(f"<p>{sign}</p>") == ""


def test_words_typed_without_tags_become_paragraphs():
    assert clean("Satu baris.\r\n\r\nBaris <strong>kedua</strong>.") == (
        "<p>Satu baris.</p><p>Baris <strong>kedua</strong>.</p>"
    )
    assert clean("<p>Ada.</p>\nSusulan tanpa tanda.") == "<p>Ada.</p><p>Susulan tanpa tanda.</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/pelacak.png",
        "//jahat.example/pelacak.png",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "/masterplan/kota-lain-2024/isi/berkas/7/",
        "/masterplan/banjarnegara-2024/isi/berkas/7/?x=1",
        "/masterplan/banjarnegara-2024/isi/berkas/../../rahasia/",
        "/masterplan/banjarnegara-2024/isi/pokok/",
    ],
)
def test_a_picture_from_anywhere_else_is_dropped(address):
    text = f'<p>Peta</p><figure><img src="{address}" alt="x"><figcaption>Desa</figcaption></figure>'

    assert clean(text, Plan) == "<p>Peta</p><p>Desa</p>"


def test_a_picture_of_the_same_masterplan_stays():
    text = f"<figure>{PICTURE.format(slug='banjarnegara-2024')}</figure>"

    assert clean(text, Plan) == text
    assert rich_text.picture_keys(text) == {7}


def test_the_address_of_a_picture_is_that_of_the_page_that_serves_it():
    address = reverse("masterplans:attachment", args=["banjarnegara-2024", 7])

    assert rich_text.PICTURE.fullmatch(address)["pk"] == "7"


def test_a_dropped_picture_cannot_smuggle_a_tag_in_its_description():
    text = clean('<img src="https://x.example" alt="a ><script>alert(1)</script>"><p>Ya</p>')

    assert "<script" not in text
    assert text.endswith("<p>Ya</p>")


ALLOWED = {(tag, "") for tag in rich_text.TAGS} | {
    (tag, name) for tag, names in rich_text.ATTRIBUTES.items() for name in names
}


def tags_and_attributes(html):
    """Every tag, and every tag with each of its attributes, that a browser would read."""
    found = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.update({(tag, "")} | {(tag, name) for name, _ in attrs})

    Reader().feed(html)
    return found


PIECES = (
    "kata| |\n\n|<p>|</p>|<strong>|</strong>|<em>|</em>|<h3>|</h3>|<ul>|</ul>|<li>|</li>|<table>"
    "|<tr>|<td>|</td>|</table>|<img src=x>|<img src='/masterplan/a/isi/berkas/1/'>|<figure>"
    "|</figure>|<figcaption>|<br>|<hr>|<script>|</script>|<!--|-->|&lt;|&amp;|&|<|>|\"|<a href='"
    "https://a.b'>|</a>|<blockquote>|</blockquote>|<svg>|<math>|<style>|</style>|<td colspan=2>"
    "|<span class=fn>|<span>|</span>|<thead>|<caption>|</caption>|<th rowspan=3>|<ol start=3>"
    "|<ol type=a>"
    "|<template>|<p style=x>|<noscript>|<textarea>|</textarea>|<plaintext>"
)
TOKENS = st.sampled_from(PIECES.split("|"))


@given(st.lists(TOKENS, max_size=25).map("".join))
def test_cleaning_twice_changes_nothing_more(html):
    once = clean(html)

    assert clean(once) == once
    assert tags_and_attributes(once) <= ALLOWED


def test_plain_text_has_a_line_for_every_paragraph_item_and_row():
    html = (
        "<h3>Judul</h3><p>Satu   dua<br>tiga</p><ul><li>empat</li><li>lima</li></ul>"
        "<table><tbody><tr><td><p>enam</p></td><td><p>tujuh</p></td></tr></tbody></table>"
    )

    assert plain_text(html).split("\n") == [
        "Judul", "Satu dua", "tiga", "empat", "lima", "enam\ttujuh",
    ]  # fmt: skip
    assert count_words(html) == 8


def test_a_note_stands_in_brackets_at_its_place():
    html = '<p>35 puskesmas<span class="fn">Dinas Kesehatan, 2024</span>, 20 desa.</p>'

    assert plain_text(html) == "35 puskesmas [Dinas Kesehatan, 2024], 20 desa."
    assert count_words(html) == 7


@pytest.mark.parametrize(
    "html",
    [
        largest_section_html(),
        "<p>a<strong>b</strong>c <em>d</em>e</p><p>f</p>",
        "<table><tbody><tr><td>a</td><td><p>b</p><p>c</p></td><th><strong>d</strong>e</th></tr></table>",
        '<p>a<span class="fn">dua\n kata</span>b<a href="/x">c</a><br>d&amp;e&nbsp;f &lt;g&gt;</p>',
        '<figure><img src="/a" alt="x y"><figcaption>Gambar 1</figcaption></figure><hr>a\n\nb',
        "<ol><li>a<ul><li>b</li></ul></li></ol><blockquote><p>c</p></blockquote><h3>d</h3>e",
        "a < b dan c > d <apa-saja>",
        "",
    ],
)
def test_words_are_counted_as_the_plain_text_has_them(html):
    assert count_words(html) == len(plain_text(html).split())


def test_the_name_of_a_table_is_a_line_of_its_own():
    html = "<table><caption>Luas desa</caption><tbody><tr><td>A</td></tr></tbody></table>"

    assert plain_text(html) == "Luas desa\nA"


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (201, 2), (10_000, 50)])
def test_the_time_to_read_is_told_in_whole_minutes(words, minutes):
    assert rich_text.minutes_to_read(words) == minutes


def test_characters_written_as_references_are_read_as_characters():
    assert plain_text("<p>A &amp; B &lt; C&nbsp;D</p>") == "A & B < C D"
