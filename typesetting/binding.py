"""Finished books bound to one file, for who hands in one: nothing is typeset again.

Each book keeps its page numbers, its links and its tags; what was its outline stands below its
title. What it calls its places begins with the number of the book, so that no two are one.
"""

import io
import warnings
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, String

from typesetting.structure import join_trees

WHOLE = ("/PageLabels", "/Metadata")
TAGS, COLOURS = "/StructTreeRoot", "/OutputIntents"  # of editions; drafts have none


class BindingError(ValueError):
    """One of the files is no book as they are made now, or is no PDF."""


def bind(books: Sequence[tuple[str, bytes]], *, title: str) -> bytes:
    """One PDF of these books (title, file), which `pdf_assembly.join` made. Takes a second.

    The same books give the same bytes. Raises BindingError.
    """
    pdf = pikepdf.new()
    sources = [(name, _opened(content)) for name, content in books]
    named = [_take_places(source) for _, source in sources]
    with warnings.catch_warnings():
        # the places that it does not copy are named anew below
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        for _, source in sources:
            pdf.pages.extend(source.pages)
    if all(TAGS in source.Root for _, source in sources):
        join_trees(pdf, [source for _, source in sources])
    first, places, labels = 0, {}, Array()
    with pdf.open_outline() as outline:
        for number, (name, source) in enumerate(sources, 1):
            at = {page.objgen: first + index for index, page in enumerate(source.pages)}
            own = named[number - 1]
            places |= {f"{number}.{key}": (at[page], *point) for key, (page, *point) in own.items()}
            _lead_to_own(pdf.pages[first : first + len(at)], prefix=f"{number}.")
            _go_on_counting(source, labels, first)
            book = OutlineItem(name, first)
            book.is_closed = True
            book.children.extend(_outline(source, at))
            outline.root.append(book)
            first += len(at)
    _name(pdf, places)
    pdf.Root.PageLabels = Dictionary(Nums=labels)
    _describe(pdf, sources[0][1], title)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _opened(content):
    try:
        source = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        raise BindingError from error
    if not all(key in source.Root for key in WHOLE):
        raise BindingError
    return source


def _take_places(source):
    """The named places of a book by its pages; it has none any more, as they get other names."""
    if "/Dests" not in source.Root.get("/Names", {}):
        return {}
    named = NameTree(source.Root.Names.Dests)
    places = {
        name: (place[0].objgen, float(place[2]), float(place[3])) for name, place in named.items()
    }
    del source.Root.Names
    return places


def _lead_to_own(pages, *, prefix):
    """Let the links of a book lead to its own places."""
    for page in pages:
        for link in page.obj.get("/Annots", Array()):
            if "/A" in link and link.A.get("/S") == Name.GoTo and isinstance(link.A.D, String):
                link.A.D = String(prefix + str(link.A.D))


def _go_on_counting(source, labels, first):
    counted = list(source.Root.PageLabels.Nums)
    for page, style in zip(counted[::2], counted[1::2], strict=True):
        labels.append(first + int(page))
        labels.append(Dictionary({key: _plain(value) for key, value in style.items()}))


def _plain(value):
    """A value of a page label, free of the file that it came from."""
    return String(str(value)) if isinstance(value, String) else value


def _outline(source, at):
    with source.open_outline() as outline:
        return [_item(item, at) for item in outline.root]


def _item(item, at):
    page, _, left, top, *_ = item.destination
    copy = OutlineItem(
        item.title, at[page.objgen], "XYZ", left=float(left or 0), top=float(top or 0)
    )
    copy.children.extend(_item(child, at) for child in item.children)
    return copy


def _name(pdf, places):
    names = Array()
    for name in sorted(places):
        page, x, y = places[name]
        names.append(String(name))
        names.append(Array([pdf.pages[page].obj, Name.XYZ, x, y, 0]))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))


def _describe(pdf, source, title):
    """Language, colours and title; all else of the file is said as its first book says it."""
    pdf.Root.Lang, pdf.Root.PageMode = String("id"), Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if COLOURS in source.Root:
        pdf.Root.OutputIntents = pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    pdf.Root.Metadata = pdf.copy_foreign(source.Root.Metadata)
    for key, value in source.docinfo.items():
        pdf.docinfo[key] = str(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
    pdf.docinfo["/Title"] = title
