"""The tree that a screen reader walks: those of the pieces of a book put together, and mended.

WeasyPrint tags each piece by itself. What it leaves open for PDF/UA is closed here: every heading
follows one of its own level or of one above, every cell of a head says for what it is the head,
pictures without words are decoration, and a link is one link.
"""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def join_trees(pdf: pikepdf.Pdf, pieces: Sequence[pikepdf.Pdf]) -> None:
    """Give `pdf`, which has all pages of these tagged pieces in order, the tree of them all."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    children, places, links, first = Array(), Array(), [], 0
    for piece in pieces:
        tree = pdf.copy_foreign(piece.Root.StructTreeRoot)
        for element in tree.K[0].K:
            element.P = document
            children.append(element)
        listed = list(tree.ParentTree.Nums)
        parents = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
        for number in range(len(piece.pages)):
            page = pdf.pages[first + number].obj
            page.StructParents = first + number
            places.extend([first + number, parents[number]])
            links += _links(page, parents)
        first += len(piece.pages)
    for number, (link, element) in enumerate(links, first):
        link.StructParent = number
        places.extend([number, element])
    document.K, root.K = children, Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=places))
    root.ParentTreeNextKey = first + len(links)
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    _mend(document)


def _links(page, parents) -> list:
    """The links of a page with their elements; without those that lie upon another one.

    WeasyPrint makes a link of every part inside a link too, and tags it as what it is.
    """
    found, kept = [], Array()
    for note in page.get("/Annots", Array()):
        element = parents.get(int(note.StructParent)) if "/StructParent" in note else None
        if element is not None and Name.Link != element.S:
            element.K = Array(
                kid for kid in element.K if not (isinstance(kid, Dictionary) and "/Obj" in kid)
            )
            continue
        kept.append(note)
        if element is not None:
            found.append((note, element))
    if "/Annots" in page:
        page.Annots = kept
    return found


def _mend(document) -> None:
    level = 0
    for element, in_head in _elements(document):
        kind = str(element.S)
        if kind in HEADINGS:
            level = min(HEADINGS[kind], level + 1)
            element.S = Name(f"/H{level}")
        elif kind == "/Figure" and "/Alt" not in element:
            element.S = Name.NonStruct
        elif kind in {"/TH", "/TD"}:
            _mend_cell(element, in_head)


def _mend_cell(element, in_head) -> None:
    """Cells are found by their column and row; identifiers of many pieces would not be unique."""
    for key, holder in (("/ID", element), ("/Headers", element.A)):
        if key in holder:
            del holder[key]
    if element.S == Name.TH:
        element.A.Scope = Name.Column if in_head else Name.Row


def _elements(document) -> Iterator[tuple[Dictionary, bool]]:
    """Every element in the order of reading, and whether it is in the head of a table."""
    waiting = [(document, False)]
    while waiting:
        element, in_head = waiting.pop()
        yield element, in_head
        in_head = in_head or Name.THead == element.S
        children = element.get("/K")
        children = children if isinstance(children, Array) else [children]
        waiting += [
            (one, in_head)
            for one in reversed(list(children))
            if isinstance(one, Dictionary) and "/S" in one
        ]
