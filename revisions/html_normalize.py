"""Clean HTML in the one form that the editor writes too, so that both sides mean the same text.

What the cleaner lets through can still say one thing in several ways: a head of a table in
`<thead>` or not, a link without an address, a note with bold words in it. The editor knows one way
of each, and here a text that comes from elsewhere is brought to it.
"""

import re
from html import escape
from html.parser import HTMLParser

VOID = {"img", "br", "hr"}
BLOCKS = {
    "p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "figure", "figcaption", "hr",
}  # fmt: skip
ROWS = {"thead", "tbody"}
NOTE = '<span class="fn">'
FIGURE = re.compile(r"<figure>((?:(?!</?figure>).)*)</figure>", re.DOTALL)
BODIES = re.compile(r"</tbody>\s*<tbody>")
SPACE = re.compile(r"[ \t\n\r\f]+")  # what a browser takes for one space; a no-break space stays


def normalize_html(html: str) -> str:
    """The same text with one way of saying each thing.

    - Words and inline tags that stand in no block become paragraphs, parted at empty lines.
    - A note (`<span class="fn">`) holds words only; every other `<span>` goes, its words stay.
    - A table has one body; which cells are heads, `<th>` says.
    - A link has an address, a picture a description (perhaps an empty one).
    - A figure holds a picture; without one its words are a paragraph.
    """
    writer = _Writer()
    writer.feed(html)
    writer.close()
    text = FIGURE.sub(_figure_or_words, writer.result())
    return BODIES.sub("", text)


def _figure_or_words(figure):
    if "<img" in figure[1]:
        return figure[0]
    return figure[1].replace("figcaption>", "p>")


class _Writer(HTMLParser):
    """Reads clean HTML, in which every tag is closed, and writes it again."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.done = []
        self.loose = []  # inline tags and words on the top level
        self.open = []  # (tag, the tag that was written for it or "") of all open tags
        self.blocks = 0  # how many of them are blocks
        self.note = None  # the words of the note that is being read

    def handle_starttag(self, tag, attrs):
        if self.note is not None:
            self.note.append(" " if tag in VOID or tag in BLOCKS else "")
            if tag not in VOID:
                self.open.append((tag, ""))
            return
        written, start = self._written(tag, dict(attrs))
        if tag in BLOCKS and not self.blocks:
            self._end_loose()
        if tag not in VOID:
            self.open.append((tag, written))
            self.blocks += tag in BLOCKS
        if written == "note":
            self.note = []
        else:
            self._put(start, block=tag in BLOCKS)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            return  # the cleaner closes what it opens; anything else is no tag of ours
        _, written = self.open.pop()
        if written == "note":
            self._end_note()
        elif self.note is None:
            self._put(f"</{written}>" if written else "", block=tag in BLOCKS)
            self.blocks -= tag in BLOCKS

    def handle_data(self, data):
        if self.note is not None:
            self.note.append(data)
        else:
            self._put(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")

    def _written(self, tag, attrs):
        """The tag to write in place of this one ("" for none) and how it begins."""
        start = self.get_starttag_text()
        if tag == "span":
            return ("note", "") if attrs.get("class") == "fn" else ("", "")
        if tag == "a" and "href" not in attrs:
            return "", ""
        if tag == "figcaption" and not (self.open and self.open[-1][0] == "figure"):
            return "p", "<p>"
        if tag in ROWS:
            return "tbody", "<tbody>"
        if tag == "img" and "alt" not in attrs:
            return "img", f'<img src="{escape(attrs.get("src") or "")}" alt="">'
        return tag, start

    def _put(self, text, *, block=False):
        (self.done if self.blocks or block else self.loose).append(text)

    def _end_note(self):
        words = SPACE.sub(" ", "".join(self.note)).strip()
        self.note = None
        if words:
            self._put(f"{NOTE}{words}</span>")

    def _end_loose(self):
        """What stood loose becomes paragraphs; inline tags still open are opened again later."""
        waiting = [written for _, written in self.open if written]
        words = "".join(self.loose) + "".join(f"</{tag}>" for tag in reversed(waiting))
        self.loose = []
        for paragraph in re.split(r"\n\s*\n", words):
            if paragraph.strip():
                self.done.append(f"<p>{paragraph.strip()}</p>")

    def result(self):
        self._end_loose()
        return "".join(self.done)
