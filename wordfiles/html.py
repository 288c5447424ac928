"""The HTML of a printed block becomes paragraphs of Word.

Every block of a book has a template that prints it (`exports/print/`), with tables that are tables
and headings that are headings; so one writer serves them all, those of the editor's texts, and
those that come later. Colours, sides and levels: `print_styles`. Tables: `tables`.
"""

import re
from dataclasses import replace

from lxml import html as lxml_html

from typesetting.pictures import Images
from wordfiles.captions import CaptionWriter
from wordfiles.document import SIGNS, WordFile
from wordfiles.elements import clean, text_run, w
from wordfiles.inline import drawn, write_inline, write_picture
from wordfiles.inserted import Inserted
from wordfiles.place import WritingPlace, dressed, going_on, has
from wordfiles.print_styles import NOTHING, looks_of
from wordfiles.tables import write_table
from wordfiles.words import Words

BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "nav", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "li", "table", "figure", "figcaption", "blockquote", "dl", "dt", "dd", "pre", "hr",
}  # fmt: skip
SKIPPED = {"script", "style", "template", "noscript", "colgroup", "head", "title"}
DEEPEST = 60  # what lies deeper is read as words
SIGN_OF_TYPE = dict(zip("1aAiI", SIGNS, strict=True))
DRAWING = re.compile(r"<svg\b(.*?)>.*?</svg>", re.DOTALL)
MARK = re.compile(r'class="([^"]*)"')
SPOKEN = re.compile(r'aria-label="([^"]*)"')


class HtmlWriter:
    """Writes HTML into a Word file; the headings that it met stand in `headings` as
    (level, text, anchor), what it had to leave out in `remarks`."""

    def __init__(self, file: WordFile, images: Images | None = None):
        self.file, self.pictures = file, Inserted(file, images)
        self.headings: list[tuple[int, str, str]] = []
        self.captions = CaptionWriter(self)
        self.prefix, self.prefixes = "", {}  # of the pages; by anchor
        self.turn = lambda is_turned: None  # called before and after what needs a turned page

    @property
    def remarks(self) -> list[str]:
        return self.pictures.remarks

    def write(self, html: str, place: WritingPlace) -> None:
        """Write this HTML at the end of a place."""
        drawings: list[str] = []

        def set_aside(found):
            drawings.append(found[0])
            kept = "".join(
                f' {name}="{match[1]}"'
                for name, pattern in (("class", MARK), ("aria-label", SPOKEN))
                if (match := pattern.search(found[1]))
            )
            return f'<svg{kept} data-drawing="{len(drawings) - 1}"></svg>'

        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        html = DRAWING.sub(set_aside, clean(html))
        root = lxml_html.document_fromstring(
            f"<html><body>{html or ' '}</body></html>", parser=parser
        )
        self._drawings, self.looks = drawings, looks_of(root)
        self.flow(root.find("body"), place)

    def look(self, node):
        return self.looks.get(node, NOTHING)

    # ------------------------------------------------------------------------------- the flow

    def flow(self, node, place: WritingPlace, before: Words | None = None) -> None:
        """The content of an element: its words become paragraphs, its blocks are written."""
        words = before or Words()
        is_first = True

        def end():
            nonlocal words, is_first
            if words:
                self.paragraph(words, place if is_first else going_on(place))
                is_first = False
            words = Words()

        words.add(node.text, place.letters)
        for child in node:
            if self.is_left_out(child):
                words.add(child.tail, place.letters)
                continue
            if self._is_block(child, place):
                end()
                self._block(child, place if is_first else going_on(place))
                is_first = False
            else:
                write_inline(self, child, words, place, place.letters)
            words.add(child.tail, place.letters)
        end()

    def drawing(self, node) -> str:
        """The drawing that an element stands for."""
        return self._drawings[int(node.get("data-drawing"))]

    def is_left_out(self, node) -> bool:
        """What is for the printed page alone: furniture, and ornaments beside a heading."""
        look = self.look(node)
        return node.tag in SKIPPED or look.is_unseen or (node.tag == "svg" and look.floats)

    def _is_block(self, node, place):
        if node.tag in BLOCKS:
            return True
        if drawn(node):
            return False
        display = self.look(node).display
        if display in ("block", "grid", "flex") and node.tag not in ("img", "svg"):
            return True
        return len(node) > 0 and any(below.tag in BLOCKS for below in node.iterdescendants())

    def _block(self, node, place):
        if place.depth > DEEPEST:
            words = Words()
            words.add(node.text_content(), place.letters)
            return self.paragraph(words, place) if words else None
        look = self.look(node)
        place = replace(self._dressed(place, look), depth=place.depth + 1)
        self._mark(node, place)
        if look.page == "wide" and not place.is_cell:
            self.turn(True)
        writer = getattr(self, f"_{node.tag}", None) or self._other
        writer(node, place)
        if look.page == "wide" and not place.is_cell:
            self.turn(False)
        return None

    def _dressed(self, place, look):
        letters = dressed(place.letters, replace(look, background=""))
        return replace(
            place,
            letters=letters,
            align=look.align or place.align,
            shade=look.background or place.shade,
            keeps=place.keeps or look.keeps,
            begins_page=place.begins_page or (look.begins_page and not place.is_cell),
        )

    def _mark(self, node, place):
        """A bookmark where something has a name; headings and captions set their own."""
        if (anchor := node.get("id")) and node.tag not in ("table", "figure"):
            self.file.pending += self.file.bookmark(anchor)

    # ------------------------------------------------------------------------------ paragraphs

    def paragraph(self, words: Words, place: WritingPlace, style: str = "", **more):
        """A paragraph of these words. Returns it."""
        style = style or place.style
        indent = {"left": place.indent} if place.indent else {}
        numbered = None
        if place.number:
            numbered = w("numPr", w("ilvl", val=place.level), w("numId", val=place.number))
            indent = {}
        keeps = place.keeps or more.get("keeps")
        properties = w(
            "pPr",
            w("pStyle", val=style) if style else None,
            w("keepNext") if keeps else None,
            w("pageBreakBefore") if place.begins_page else None,
            numbered,
            w("shd", val="clear", color="auto", fill=place.shade) if place.shade else None,
            w("ind", **indent) if indent else None,
            w("jc", val=place.align) if place.align in ("center", "right") else None,
        )
        marks, self.file.pending = self.file.pending, []
        paragraph = w("p", properties if len(properties) else None, *marks, *words.runs)
        place.parent.append(paragraph)
        return paragraph

    # --------------------------------------------------------------------------------- kinds

    def _other(self, node, place):
        style = "BelumDiisi" if has(node, "todo") or has(node, "missing") else place.style
        self.flow(node, replace(place, style=style))

    def _p(self, node, place):
        style = place.style
        if not place.is_cell and (has(node, "src") or has(node, "legend")):
            style = "Sumber"
        if not place.is_cell and has(node, "lead"):
            style = "PengantarBab"
        self.flow(node, replace(place, style=style))

    def _heading(self, node, place):
        look = self.look(node)
        level = look.level if look.level is not None else int(node.tag[1])
        if place.is_cell:
            bold = replace(place.letters, bold=True)
            self.flow(node, replace(place, style="JudulSel", letters=bold, keeps=True))
            return
        words = Words()
        self._gather(node, words, place)
        if not words:
            return
        if level not in (1, 2, 3):
            level = max(4, min(int(node.tag[1]) + 1, 6))
        else:
            anchor = node.get("id") or self._named_above(node) or f"judul-{len(self.headings)}"
            self.head(level, words.text, anchor)
            if anchor != node.get("id") and anchor not in self.file.names:
                self.file.pending += self.file.bookmark(anchor)
        self.paragraph(words, place, f"Heading{level}")

    def head(self, level: int, text: str, anchor: str) -> None:
        """A heading is written here, for the table of contents."""
        self.headings.append((level, text, anchor))
        self.prefixes[anchor] = self.prefix

    _h1 = _h2 = _h3 = _h4 = _h5 = _h6 = _heading

    def _named_above(self, node):
        parent = node.getparent()
        while parent is not None and parent.tag in ("header", "section", "div"):
            if parent.get("id"):
                return parent.get("id")
            parent = parent.getparent()
        return ""

    def _gather(self, node, words, place):
        """All words of an element as one paragraph, whatever is in it; no ornaments."""
        words.add(node.text, place.letters)
        for child in node:
            if child.tag != "svg":
                if self._is_block(child, place):
                    words.gap(place.letters)
                write_inline(self, child, words, place, place.letters)
                if self._is_block(child, place):
                    words.gap(place.letters)
            words.add(child.tail, place.letters)

    def _hr(self, node, place):
        self.paragraph(Words(), place, "Pemisah")

    def _pre(self, node, place):
        for line in (node.text_content() or "").splitlines():
            words = Words()
            words.put(text_run(line, place.letters))
            self.paragraph(words, place)

    def _blockquote(self, node, place):
        style = place.style if place.is_cell else "Quote"
        self.flow(node, replace(place, style=style, indent=place.indent + 284))

    def _dt(self, node, place):
        self.flow(node, replace(place, style="JudulSel", keeps=True))

    def _dd(self, node, place):
        self.flow(node, place)

    def _list(self, node, place):
        level = min(place.level + 1, 8)
        if self.look(node).is_plain_list:
            for item in node:
                self.flow(item, self._dressed(place, self.look(item)))
            return
        kind = (
            SIGN_OF_TYPE.get(node.get("type") or "1", "decimal") if node.tag == "ol" else "bullet"
        )
        start = int(node.get("start") or 1) if (node.get("start") or "1").isdigit() else 1
        number = self.file.list(kind, level, start)
        style = ("ListNumber" if node.tag == "ol" else "ListBullet") + (
            "" if level == 0 else str(min(level, 2) + 1)
        )
        for item in node:
            inside = replace(
                self._dressed(place, self.look(item)),
                style=place.style if place.is_cell else style,
                level=level,
                number=number,
                depth=place.depth + 1,
            )
            if item.tag == "li":
                self.flow(item, inside)
            elif item.tag in ("ul", "ol"):
                self._list(item, replace(inside, number=0))

    _ul = _ol = _list

    def _li(self, node, place):
        self.flow(node, place)

    def _figure(self, node, place):
        caption = node.find("figcaption")
        said = "" if caption is None else " ".join(caption.text_content().split())
        for child in node:
            if child.tag == "figcaption":
                self.captions.write(child, node.get("id"), place, keeps=False)
            elif child.tag in ("img", "svg"):
                words = Words()
                write_picture(self, child, words, place, place.letters, said)
                self.paragraph(words, replace(place, keeps=caption is not None, align="center"))
            elif self._is_block(child, place):
                self._block(child, place)

    def _table(self, node, place):
        write_table(self, node, place)
