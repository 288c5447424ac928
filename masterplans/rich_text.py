"""The text of the books: which HTML it may hold, and what is plain in it.

One list says it for both sides: `EXTENSIONS` is what the editor in the browser can make, and the
cleaner keeps the tags of exactly these extensions. The database field is cleaned by the verb that
writes it (`masterplans.writing`), because a model field cleans only in `full_clean()`, and again
whenever it is shown (`|rich`).
"""

import re
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser

import nh3
from django_prose_editor.config import allowlist_from_extensions

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [3, 4]},  # h1 and h2 are the book's own
    "HardBreak": True,
    "HorizontalRule": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": {"resizable": False},
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
}
TAGS = allowlist_from_extensions(EXTENSIONS)["tags"]
# Narrower than what the extensions could make: no class, no style, no size, no data-.
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
NUMBER = re.compile(r"[1-9][0-9]{0,2}")
SCOPES = {"row", "col", "rowgroup", "colgroup"}
# The address of `masterplans:attachment`, in the only form in which a picture may be named.
PICTURE = re.compile(r"/masterplan/(?P<slug>[-a-zA-Z0-9_]+)/isi/berkas/(?P<pk>[0-9]{1,18})/")

ROUNDS = 5  # odd nesting needs a second or third look
VOID = {"img", "br", "hr"}
BLOCKS = {
    "p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "figure", "figcaption", "hr",
}  # fmt: skip
BREAKS = BLOCKS | {"tr", "br", "thead", "tbody"}
TAG = re.compile(r'</?([a-z][a-z0-9]*)(?:\s+[-a-z]+="[^"]*")*\s*/?>')
CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>")
SPACE, SPACES = re.compile(r"\s+"), re.compile(r"[^\S\t\n]+")
EDGE = re.compile(r" *\t[ \t]*")  # of a cell


def clean(html: str, masterplan=None) -> str:
    """The text with only what a book may hold; `""` when nothing to read or see is left.

    With `masterplan` only pictures of that masterplan stay, otherwise those of any masterplan of
    this site; the address itself asks for permission again. Remote pictures, scripts, styles and
    unknown tags go. Words outside a paragraph get one, so that plain typing is a text as well.
    Cleaning twice changes nothing more.
    """
    cleaner = _cleaner(masterplan.slug if masterplan else None)
    text, before = cleaner.clean(html.replace("\r\n", "\n").replace("\r", "\n")), None
    for _ in range(ROUNDS):
        if text == before:
            break
        # Whatever is rearranged, the last word is the cleaner's.
        text, before = cleaner.clean(_wrapped(_without_lost_pictures(text))).strip(), text
    return text if plain_text(text) or "<img" in text else ""


def plain_text(html: str) -> str:
    """What can be read, a line per paragraph, row or list item; cells are parted by a tab.

    Meant for cleaned text, in which no value holds a quotation mark; a page of contents reads
    sixty sections, so this is done without a parser.
    """
    text = CELL.sub(lambda cell: f"\t{TAG.sub(_in_cell, cell[1])}\t", SPACE.sub(" ", html))
    lines = unescape(TAG.sub(_between, text)).split("\n")
    told = (EDGE.sub("\t", SPACES.sub(" ", line)).strip() for line in lines)
    return "\n".join(line for line in told if line)


def count_words(html: str) -> int:
    """How many words there are to read."""
    return len(plain_text(html).split())


def figure(attachment, caption: str) -> str:
    """The HTML that puts a stored picture into a text."""
    return (
        f'<figure><img src="{escape(attachment.get_absolute_url())}" alt="{escape(caption)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def picture_keys(html: str) -> set[int]:
    """The keys of the attachments that a text shows."""
    return {int(found["pk"]) for found in PICTURE.finditer(html)}


@cache
def _cleaner(slug):
    def keep(tag, attribute, value):
        if attribute == "src":
            found = PICTURE.fullmatch(value)
            return value if found and slug in (None, found["slug"]) else None
        if attribute == "href":
            return value if LINK.fullmatch(value.strip()) else None
        if attribute in ("colspan", "rowspan", "start"):
            return value if NUMBER.fullmatch(value) else None
        if attribute == "scope":
            return value if value in SCOPES else None
        return value

    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


# What the cleaner wrote, so that every value stands in double quotes and holds none.
IMG = re.compile(r'<img(?:\s+[-a-z]+="[^"]*")*\s*/?>')


def _without_lost_pictures(text):
    """A picture that lost its address would be printed as an empty frame."""
    return IMG.sub(lambda found: found[0] if ' src="' in found[0] else "", text)


def _wrapped(text):
    """Words and inline tags that stand in no block become paragraphs, parted at empty lines."""
    writer = _Wrapper()
    writer.feed(text)
    writer.close()
    return writer.result()


def _between(tag):
    return "\n" if tag[1] in BREAKS else ""


def _in_cell(tag):
    return " " if tag[1] in BREAKS else ""


class _Wrapper(HTMLParser):
    """Reads clean HTML and puts what is loose on its top level into paragraphs."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.done = []
        self.loose = []
        self.open = []  # inline tags that are open on the top level
        self.depth = 0  # inside how many tags of a block

    def handle_starttag(self, tag, attrs):
        if self.depth:
            self.depth += tag not in VOID
            self.done.append(self.get_starttag_text())
        elif tag in BLOCKS:
            self._end_loose()
            self.depth = int(tag not in VOID)
            self.done.append(self.get_starttag_text())
        else:
            self.loose.append(self.get_starttag_text())
            if tag not in VOID:
                self.open.append(tag)

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= 1
            self.done.append(f"</{tag}>")
        elif tag in self.open:
            self.open.remove(tag)
            self.loose.append(f"</{tag}>")

    def handle_data(self, data):
        (self.done if self.depth else self.loose).append(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")

    def _end_loose(self):
        words = "".join(self.loose) + "".join(f"</{tag}>" for tag in reversed(self.open))
        self.loose, self.open = [], []
        for paragraph in re.split(r"\n\s*\n", words):
            if paragraph.strip():
                self.done.append(f"<p>{paragraph.strip()}</p>")

    def result(self):
        self._end_loose()
        return "".join(self.done)
