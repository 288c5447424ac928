"""The one list of what a text may hold."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from masterplans import rich_text
from masterplans.rich_text import clean, count_words, plain_text

PICTURE = '<img src="/masterplan/{slug}/isi/berkas/7/" alt="Peta">'


class Plan:
    slug = "banjarnegara-2024"


def test_the_list_of_tags_is_the_one_of_the_editor():
    listed = (
        "p h3 h4 strong em u ul ol li blockquote a table thead tbody tr th td sub sup figure"
        " figcaption img br hr"
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
        ('<p><a href="javascript:alert(1)">klik</a></p>', "<p><a>klik</a></p>"),
        ('<p><a href="/masterplan/lain/">sini</a></p>', "<p><a>sini</a></p>"),
        (
            '<p><a href="https://bps.go.id" target="_blank" rel="x">BPS</a></p>',
            '<p><a href="https://bps.go.id">BPS</a></p>',
        ),
        ('<iframe src="https://contoh.example"></iframe><p>Ya</p>', "<p>Ya</p>"),
        (
            '<table><thead><tr><th scope="col" colspan="2">A</th></tr></thead></table>',
            '<table><thead><tr><th scope="col" colspan="2">A</th></tr></thead></table>',
        ),
        ('<table><tbody><tr><td colspan="9999">A</td></tr></tbody></table>', None),
        ("<svg><script>alert(1)</script></svg><p>Ya</p>", "<p>Ya</p>"),
        ("<p>H<sub>2</sub>O dan m<sup>2</sup></p>", "<p>H<sub>2</sub>O dan m<sup>2</sup></p>"),
    ],
)
def test_a_text_keeps_only_what_a_book_may_hold(typed, kept):
    if kept is None:
        kept = "<table><tbody><tr><td>A</td></tr></tbody></table>"

    assert clean(typed) == kept


@pytest.mark.parametrize("empty", ["", "  \n ", "<p></p>", "<p>&nbsp;</p><p><br></p>", "<hr>"])
def test_a_text_without_a_word_or_a_picture_is_empty(empty):
    assert clean(empty) == ""


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
    text = f'<p>Peta</p><figure><img src="{address}" alt="x"><figcaption>Peta</figcaption></figure>'

    assert clean(text, Plan) == "<p>Peta</p><figure><figcaption>Peta</figcaption></figure>"


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


def test_characters_written_as_references_are_read_as_characters():
    assert plain_text("<p>A &amp; B &lt; C&nbsp;D</p>") == "A & B < C D"
