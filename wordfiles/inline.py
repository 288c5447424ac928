"""One element among letters: emphasis, links, notes, signs, pictures."""

from dataclasses import replace

from docx.opc.constants import RELATIONSHIP_TYPE

from typesetting.pictures import PictureError
from wordfiles.elements import PLAIN, Letters, run, w
from wordfiles.place import WritingPlace, dressed, has
from wordfiles.words import WordLink, Words

# What the stylesheet draws without letters, by class.
DRAWN = {"full": "●", "on": "●", "due": "◐", "bar": "■"}
WHITE = "FFFFFF"
MUTED = Letters(colour="59616C", size=14)
REFERENCE = Letters(style="FootnoteReference")
WIDTH_OF_NOTES = 160  # millimetres


def write_inline(writer, node, words: Words, place: WritingPlace, letters: Letters, link=None):
    """Add an element, with what is in it, to the words of a paragraph."""
    if writer.is_left_out(node):
        return
    look = writer.look(node)
    letters = dressed(letters, look)
    is_apart = look.display in ("block", "inline-block") or look.floats
    if is_apart:
        words.gap(letters)
    kind = INLINE.get(node.tag)
    if kind is not None:
        letters, link = kind(writer, node, words, place, letters, link)
    if has(node, "fn"):
        _note(writer, node, words)
    elif letters is not None:
        _letters(writer, node, words, place, letters, link)
    if is_apart:
        words.gap(letters or PLAIN)


def _letters(writer, node, words, place, letters, link):
    if sign := drawn(node):
        is_white = letters.colour == WHITE  # on a ground that the sign does not need
        colour = letters.shade if is_white else letters.colour
        words.add(sign, replace(letters, shade="", colour=colour))
    words.add(node.text, letters, link)
    for child in node:
        write_inline(writer, child, words, place, letters, link)
        words.add(child.tail, letters, link)


def _note(writer, node, words):
    """The sign of a footnote here, its words at the foot of the page."""
    note, sign = writer.file.note()
    words.put(run(sign, letters=REFERENCE))
    inside = Words()
    inside.put(run(w("footnoteRef"), letters=REFERENCE))
    inside.add(" ")
    place = WritingPlace(note, writer.file.notes, WIDTH_OF_NOTES, style="FootnoteText")
    writer.flow(node, place, before=inside)


def write_picture(writer, node, words: Words, place: WritingPlace, letters: Letters, spoken=""):
    """Add a picture, or a remark in its place. `spoken` is for one that has no words itself."""
    look = writer.look(node)
    if node.tag == "svg":
        words_for = node.get("aria-label") or spoken
        room = min(look.width_in(place.width) or place.width, place.width)
        drawing = writer.drawing(node)
        words.put(run(writer.pictures.drawing(place.part, drawing, room, words_for)))
        if has(node, "mark"):
            words.gap(letters)
        return
    words_for = node.get("alt") or spoken
    try:
        source = node.get("src") or ""
        words.put(run(writer.pictures.stored(place.part, source, place.width, words_for)))
    except PictureError as reason:
        named = f" “{words_for}”" if words_for else ""
        remark = f"Gambar{named} tidak dicetak: {reason}."
        writer.remarks.append(remark)
        words.add(remark, replace(letters, italic=True, colour=MUTED.colour))


def _strong(writer, node, words, place, letters, link):
    return replace(letters, bold=True), link


def _emphasis(writer, node, words, place, letters, link):
    return replace(letters, italic=True), link


def _underlined(writer, node, words, place, letters, link):
    return replace(letters, underline=True), link


def _struck(writer, node, words, place, letters, link):
    return replace(letters, strike=True), link


def _raised(writer, node, words, place, letters, link):
    return replace(letters, raised="superscript" if node.tag == "sup" else "subscript"), link


def _small(writer, node, words, place, letters, link):
    return replace(letters, colour=letters.colour or MUTED.colour, size=MUTED.size), link


def _break(writer, node, words, place, letters, link):
    words.line(letters)
    return None, link


def _image(writer, node, words, place, letters, link):
    write_picture(writer, node, words, place, letters)
    return None, link


def _anchor(writer, node, words, place, letters, link):
    href = (node.get("href") or "").strip()
    scheme, _, rest = href.partition(":")
    if href.startswith("#") or scheme == "ref":
        anchor = rest if scheme == "ref" else href[1:]
        return replace(letters, style="Hyperlink"), WordLink(anchor=f"ref:{anchor}")
    if scheme in ("http", "https", "mailto"):
        key = place.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return replace(letters, style="Hyperlink"), WordLink(key=key)
    return letters, link


def drawn(node) -> str:
    """The sign for what the stylesheet draws without letters; "" for everything else."""
    if len(node) or (node.text or "").strip():
        return ""
    for name in (node.get("class") or "").split():
        if name in DRAWN:
            return DRAWN[name]
    parent = node.getparent()
    return "○" if parent is not None and has(parent, "level") else ""


INLINE = {
    "b": _strong, "strong": _strong, "em": _emphasis, "i": _emphasis, "u": _underlined,
    "s": _struck, "del": _struck, "sup": _raised, "sub": _raised, "small": _small, "br": _break,
    "img": _image, "svg": _image, "a": _anchor,
}  # fmt: skip
