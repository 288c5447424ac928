"""From HTML to PDF. The only file that knows WeasyPrint.

Rendering takes seconds and memory: call it from a worker (exports/printing.py), never in a
request. Typesetting never fails for content: what may not or cannot be printed is replaced by a
visible remark.
"""

import io
import threading
import warnings
from xml.etree.ElementTree import Element, SubElement

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, path2url

from typesetting.facts import Bookmark, PdfPiece
from typesetting.pictures import (
    Images,
    Picture,
    PictureError,
    check_drawing,
    own_file,
    print_folder,
    read_picture,
)
from typesetting.runs import keep_addresses
from typesetting.signs import tell_missing

# The join writes the page numbers (pdf_assembly.py), so that a piece depends on no other.
UNNUMBERED = "".join(
    f"@page {name} {{ @bottom-right {{ content: none }} }}"
    for name in ("", "front", "opener", "wide", "spread", "profile", "cover")
)
ARCHIVE = {"pdf_variant": "pdf/a-3a"}
SVG = "{http://www.w3.org/2000/svg}"
DROPPED = {"script", "style", "link", "base", "template", "noscript"}
REPLACED = {"iframe", "object", "embed", "video", "audio", "canvas"}
LINKS = ("#", "ref:", "http://", "https://", "mailto:")
# A space before the end of one of these can cost WeasyPrint 70 a last line of its own.
TRIMMED = {"p", "td", "th", "li", "dd", "dt", "caption", "figcaption", "h1", "h2", "h3", "h4"}
POINTS = 72 / 96  # of a CSS pixel

_lock = threading.Lock()  # one FontConfiguration serves the whole process
_style = None


def render_pdf(
    html: str,
    *,
    images: Images | None = None,
    remarks: list[str] | None = None,
    forms: bool = False,
    tagged: bool = False,
    archive: bool = False,
    title: str = "",
    language: str = "",
) -> bytes:
    """Typeset a whole document with the print stylesheet (static/print/book.css).

    `images` answers for `<img src="image:ID">`; give it only what this reader may see.
    `static:NAME` is a file below static/print. Everything else is refused, no network is used.
    What was left out is said in the document and, in Indonesian, in the list `remarks`.
    `forms` makes `<input>` a PDF form field; `tagged` writes the structure for screen readers,
    `archive` the same as PDF/A-3a (finished by `archival`). `title` and `language` are those of
    the HTML unless given.
    """
    written = {"pdf_forms": forms, "pdf_tags": tagged}
    written |= ARCHIVE if archive else {}
    document = _typeset(html, images, remarks, numbered=True, **written)
    document.metadata.title = title or document.metadata.title
    document.metadata.lang = language or document.metadata.lang
    return _pdf(document, **written)


def render_piece(html: str, *, images: Images | None = None, archive: bool = False) -> PdfPiece:
    """Typeset one part of a book, without page numbers: the join writes those.

    `archive` for the book of an edition: with the structure for screen readers, as PDF/A-3a.
    """
    remarks: list[str] = []
    options = ARCHIVE if archive else {}
    document = _typeset(html, images, remarks, numbered=False, **options)
    document.metadata.lang = document.metadata.lang or "id"
    anchors = {}
    for number, page in enumerate(document.pages):
        for name, box in page.anchors.items():
            anchors.setdefault(name, (number, box[0] * POINTS, (page.height - box[1]) * POINTS))
    return PdfPiece(
        pdf=_pdf(document, **options),
        pages=tuple((page.width * POINTS, page.height * POINTS) for page in document.pages),
        anchors=anchors,
        bookmarks=tuple(_bookmarks(document)),
        remarks=tuple(remarks),
    )


def prepare() -> None:
    """Read in what every piece needs, so that the first one need not wait for it."""
    render_piece("<p>Simpul</p>")


class Library(URLFetcher):
    """The only door through which typesetting reads a file: the pictures of pictures.py.

    It keeps what it refused, and never opens a connection or a path from the content.
    """

    def __init__(self, images: Images | None = None):
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.handlers = []
        self.images = images
        self.refused: list[str] = []
        self._read: dict[str, Picture] = {}

    def picture(self, url: str) -> Picture:
        """The picture behind this address, read once. Raises PictureError."""
        if url not in self._read:
            self._read[url] = read_picture(url, self.images)
        return self._read[url]

    def fetch(self, url, headers=None):
        """What WeasyPrint calls for every address in HTML, CSS and SVG."""
        try:
            picture = self.picture(url)
        except PictureError:
            self.refused.append(url)
            raise
        return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})


class _Sheets(URLFetcher):
    """Reads our own stylesheets and fonts; one that is missing is our fault, and loud."""

    def fetch(self, url, headers=None):
        root = path2url(print_folder())  # ends with a slash, as it is a folder
        if not url.startswith(root):
            raise PictureError("di luar static/print")
        file = own_file(url.removeprefix(root))
        return URLFetcherResponse(url, file.content, {"Content-Type": file.media_type})


def _sheets():
    """Fonts and stylesheets, read once per process (0.1 s with TTF)."""
    global _style
    if _style is None:
        fonts = FontConfiguration()
        base = path2url(print_folder() / "book.css")
        options = {"font_config": fonts, "url_fetcher": _Sheets(fail_on_errors=True)}
        book = CSS(string=own_file("book.css").content.decode(), base_url=base, **options)
        _style = fonts, book, CSS(string=UNNUMBERED, **options)
    return _style


def _typeset(html, images, remarks, *, numbered, **options):
    library = Library(images)
    document = HTML(string=html, url_fetcher=library)
    document.base_url = None  # <base> in the content has no say
    found = _tidy(document.etree_element, library)
    with _lock:
        fonts, book, unnumbered = _sheets()
        sheets = [book] if numbered else [book, unnumbered]
        rendered = document.render(stylesheets=sheets, font_config=fonts, **options)
    if remarks is not None:
        remarks += found
    return rendered


def _pdf(document, **options):
    with _lock, io.BytesIO() as out, warnings.catch_warnings():
        # WeasyPrint 70 leaves the file of its colour profile to be closed by Python
        warnings.simplefilter("ignore", ResourceWarning)
        document.write_pdf(out, **options)
        return out.getvalue()


def _bookmarks(document):
    for number, page in enumerate(document.pages):
        for level, label, (_, y), _ in page.bookmarks:
            yield Bookmark(label.strip(), number, (page.height - y) * POINTS, level)


# ------------------------------------------------------------------ content, before it is typeset


def _tidy(root: Element, library: Library) -> list[str]:
    """Take out what has no place in print and put a remark where something is missing."""
    remarks: list[str] = []
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in [part for part in root.iter() if isinstance(part.tag, str)]:
        element.attrib.pop("style", None)
        _count_notes_from(element)
        if element.tag in DROPPED:
            _take_out(element, parents)
        elif element.tag in REPLACED:
            _replace(element, "Isi dari luar tidak dicetak.", remarks)
        elif element.tag in TRIMMED:
            _trim(element)
        elif element.tag == "a":
            _look_at_link(element)
        elif element.tag == "ol":
            _count_from(element)
        elif element.tag in {"img", f"{SVG}svg"}:
            _look_at_picture(element, library, remarks)
    keep_addresses(root)
    return remarks + tell_missing(root)


def _look_at_picture(element, library, remarks):
    try:
        if element.tag == "img":
            library.picture(element.get("src", "").strip())
        else:
            check_drawing(element)
            _name_drawing(element)
    except PictureError as reason:
        name = " ".join(element.get("alt", "").split())[:80]
        named = f"Gambar “{name}”" if name else "Gambar"
        _replace(element, f"{named} tidak dicetak: {reason}.", remarks)


def _name_drawing(element):
    """WeasyPrint takes the words for those who do not see a drawing from its title alone."""
    if (label := element.get("aria-label")) and element.find(f"{SVG}title") is None:
        title = SubElement(element, f"{SVG}title")
        title.text = label


def _count_from(element):
    """WeasyPrint 70 reads no `start`: without this every list would begin with 1."""
    start = element.get("start", "")
    if start.isdecimal():
        element.set("style", f"counter-reset: list-item {int(start) - 1}")


def _count_notes_from(element):
    """A piece that goes on in a chapter counts its footnotes on."""
    if (notes := element.get("data-notes", "")).isdecimal():
        element.set("style", f"counter-reset: footnote {int(notes)}")


def _look_at_link(element):
    element.attrib.pop("rel", None)  # rel=attachment would put a file into the PDF
    if not element.get("href", "").strip().lower().startswith(LINKS):
        element.attrib.pop("href", None)


def _replace(element, text, remarks):
    remarks.append(text)
    tail = element.tail
    element.clear()
    element.tag, element.tail, element.text = "span", tail, text
    element.set("class", "missing")


def _take_out(element, parents):
    parent = parents[element]
    siblings = list(parent)
    at = siblings.index(element)
    if element.tail and at:
        siblings[at - 1].tail = (siblings[at - 1].tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _trim(element):
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "").rstrip() or None
    elif element.text:
        element.text = element.text.rstrip()
