"""Words from the editor, made ready for the book: numbered tables and figures, heads of tables.

In the editor a table has one body and its head is its first rows of `<th>`; in the book the head
is repeated on every page. Names of tables and pictures get their numbers here, as those of the
generated tables do.
"""

import re
from html import escape, unescape

from exports.book_content import BookText, Caption, Captions
from revisions.html_text import NOTE
from typesetting.table_widths import form_of_table

TABLE = re.compile(r"<table>((?:(?!</?table>).)*)</table>", re.DOTALL)  # no table in a table
NAME = re.compile(r"^<caption>(.*?)</caption>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
ROWSPAN = re.compile(r' rowspan="(\d+)"')
FIGURE = re.compile(r"<figure>(<img\b[^>]*>)<figcaption>(.*?)</figcaption></figure>", re.DOTALL)
PLACES = re.compile(rf"{TABLE.pattern}|{FIGURE.pattern}", re.DOTALL)
# People type the number that their own document had.
TYPED_NUMBER = re.compile(
    r"^(?:tabel|gambar)\s+[\divx]+(?:\s*[.–-]\s*\d+)*\s*[.:]?\s+", re.IGNORECASE
)


def printed_words(html: str, captions: Captions) -> BookText:
    """The block of a cleaned text. Its tables and figures with a name are numbered in order."""
    found: list[Caption] = []

    def ready(place):
        if place[1] is not None:
            return _table(place[1], captions, found)
        return _figure(place[2], place[3], captions, found)

    words = PLACES.sub(ready, html)
    return BookText(words, tuple(found))


def _table(inside, captions, found):
    name = NAME.match(inside)
    form = form_of_table(ROW.findall(inside))
    start, label = f'<table class="{form}">' if form else "<table>", ""
    if name and (title := _title(name[1])):
        found.append(caption := captions.table(title))
        start = start.replace("<table", f'<table id="{caption.anchor}"')
        goes_on = f'<span class="cont" data-cont="{escape(caption.goes_on)}"></span>'
        label = f"<caption><b>{caption.label}</b> {escape(title)}{goes_on}</caption>"
    rows = ROW.findall(inside)
    head = _rows_of_the_head(rows)
    body = f"<tbody>{''.join(rows[head:])}</tbody>"
    table = f"{start}{label}{_thead(rows[:head])}{body}</table>"
    if label:  # its end calls off what stands above it on the next pages
        table = f'<div class="table">{table}<div class="over"></div></div>'
    return f'<div class="turned">{table}</div>' if "turned" in form else table


def _rows_of_the_head(rows):
    """How many of the first rows are the head, with all that its joined cells reach into.

    0 when nothing would be left below it, or when it holds a note, which would be repeated.
    """
    reach = 0
    for number, row in enumerate(rows):
        if "<td" in row and number >= reach:
            break
        reach = max(reach, number + max([1, *map(int, ROWSPAN.findall(row))]))
    has_note = any('class="fn"' in row for row in rows[:reach])
    return 0 if has_note or reach >= len(rows) else reach


def _thead(rows):
    cells = "".join(rows).replace("<td", "<th").replace("</td>", "</th>")
    return f"<thead>{cells}</thead>" if rows else ""


def _figure(picture, words, captions, found):
    if not (title := _title(words)):
        return f"<figure>{picture}</figure>"
    found.append(caption := captions.figure(title))
    label = f"<b>{caption.label}</b> {TYPED_NUMBER.sub('', words.strip())}"
    return f'<figure id="{caption.anchor}">{picture}<figcaption>{label}</figcaption></figure>'


def _title(html):
    """What a caption says, without notes and signs, as the list of tables shows it."""
    words = unescape(re.sub(r"<[^>]*>", "", NOTE.sub("", html)))
    return TYPED_NUMBER.sub("", " ".join(words.split()))
