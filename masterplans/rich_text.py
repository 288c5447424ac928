"""The text of the books: which HTML it may hold, and what is plain in it.

One list says it for both sides: `EXTENSIONS` is what the editor in the browser can make, and the
cleaner keeps the tags of exactly these extensions, in the form in which the editor writes them
(`revisions.html_normalize`). The database field is cleaned by the verb that writes it
(`masterplans.actions`), because a model field cleans only in `full_clean()`, and again whenever it
is shown (`|rich`).
"""

import re
from functools import cache
from html import escape

import nh3
from django_prose_editor.config import allowlist_from_extensions

from indonesian import seen
from revisions.html_normalize import ROWS, normalize_html
from revisions.html_text import plain_text

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
    "TableCaption": True,
    "Footnote": True,
}
# Two that the package does not have; static/js/editor-parts.js makes them for the editor.
OWN = {"TableCaption": {"caption"}, "Footnote": {"span"}}
PACKAGED = {name: options for name, options in EXTENSIONS.items() if name not in OWN}
# The editor knows heads of tables by their cells (<th>), so there is no <thead>.
TAGS = (allowlist_from_extensions(PACKAGED)["tags"] - {"thead"}).union(*OWN.values())
# Narrower than what the extensions could make: no style, no size, no data-, one class.
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    "span": {"class"},
}
LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
# One is what a cell or a list has without saying so; the editor does not say it either.
SPAN = re.compile(r"[2-9]|[1-9][0-9]|100")
START = re.compile(r"[2-9]|[1-9][0-9]{1,2}")
# "Huruf b" of a law must stay a letter. 1 is what a list has without saying so.
LIST_SIGN = re.compile(r"[aAiI]")
# The address of `masterplans:attachment`, in the only form in which a picture may be named.
PICTURE = re.compile(r"/masterplan/(?P<slug>[-a-zA-Z0-9_]+)/isi/berkas/(?P<pk>[0-9]{1,18})/")

ROUNDS = 5  # odd nesting needs a second or third look
# Blocks that no book has. Where they end a paragraph ends, or two of them would become one word.
OTHER_BLOCKS = re.compile(
    r"</(?:div|h[1256]|section|article|header|footer|main|aside|address|pre|d[ltd])\s*>",
    re.IGNORECASE,
)
WORDS_A_MINUTE = 200  # of an adult who reads a text of an office


def clean(html: str, masterplan=None) -> str:
    """The text with only what a book may hold; `""` when nothing to read or see is left.

    With `masterplan` only pictures of that masterplan stay, otherwise those of any masterplan of
    this site; the address itself asks for permission again. Remote pictures, scripts, styles and
    unknown tags go. Words outside a paragraph get one, so that plain typing is a text as well.
    Signs that nobody sees go, too: they turn the direction of a printed page or hide in a word.
    Cleaning twice changes nothing more.
    """
    cleaner = _cleaner(masterplan.slug if masterplan else None)
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    text, before = seen(cleaner.clean(OTHER_BLOCKS.sub("\\g<0>\n\n", html))), None
    for _ in range(ROUNDS):
        if text == before:
            break
        # Whatever is rearranged, the last word is the cleaner's.
        text, before = cleaner.clean(normalize_html(_without_lost_pictures(text))).strip(), text
    return text if plain_text(text) or "<img" in text else ""


def minutes_to_read(words: int) -> int:
    """How long an adult needs for so many words, at least a minute."""
    return max(1, -(-words // WORDS_A_MINUTE))


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
            return value.strip() if LINK.fullmatch(value.strip()) else None
        if attribute in ("colspan", "rowspan"):
            return value if SPAN.fullmatch(value) else None
        if attribute == "start":
            return value if START.fullmatch(value) else None
        if attribute == "type":
            return value if LIST_SIGN.fullmatch(value) else None
        if attribute == "class":
            return value if value == "fn" else None
        return value

    return nh3.Cleaner(
        tags=TAGS | ROWS,  # with <thead>: its rows would fall out of their table
        attributes={"*": set(), **ATTRIBUTES},  # "*" would hold lang and title
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


# What the cleaner wrote, so that every value stands in double quotes and holds none.
IMG = re.compile(r'<img(?:\s+[-a-z]+="[^"]*")*\s*/?>')


def _without_lost_pictures(text):
    """A picture that lost its address would be printed as an empty frame."""
    return IMG.sub(lambda found: found[0] if ' src="' in found[0] else "", text)
