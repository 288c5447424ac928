"""A table of HTML becomes one of Word: its columns, its joined cells, its head on every page."""

from dataclasses import dataclass, replace

from wordfiles.elements import Letters, twips, w
from wordfiles.words import Words

MOST_COLUMNS = 63  # Word opens no file with more
SECTIONS = ("thead", "tbody", "tfoot")
MOST_LETTERS = 1500  # in a cell of a row that stays whole; a longer one may be higher than a page
WASH = "F3F4F6"


@dataclass
class WordCell:
    """One cell of the grid; `node` is None where one from above reaches in."""

    node: object
    across: int = 1
    begins: bool = False  # of several rows
    goes_on: bool = False


@dataclass(frozen=True)
class WordRow:
    node: object
    section: str
    cells: list


def write_table(writer, node, place) -> None:
    """Write a table with its caption; what Word cannot hold as a table becomes lines."""
    caption, rows = node.find("caption"), _rows(writer, node)
    label = ""
    if caption is not None:
        label = writer.captions.write(caption, node.get("id"), place, keeps=True)
    columns = max((sum(cell.across for cell in row.cells) for row in rows), default=0)
    if not columns:
        return
    if columns > MOST_COLUMNS:
        _write_lines(writer, rows, place)
        return
    table = w("tbl")
    place.parent.append(table)
    is_free = "fit" in (node.get("class") or "").split()
    widths = _widths(writer, node, columns, place.width)
    table.append(_properties(writer, node, rows, place.width, is_free, label))
    table.append(w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)))
    for row in rows:
        table.append(_row(writer, row, widths, place))
    if place.is_cell:  # a cell ends with a paragraph
        writer.paragraph(Words(), place)
    elif node.getnext() is None or node.getnext().get("class") != "src":
        writer.paragraph(Words(), replace(place, align="", shade="", number=0), "Sumber")


def _rows(writer, table):
    """The rows as Word counts them: each with all its columns, a joined cell in each of them."""
    rows, reaching = [], {}
    for section, row in _row_nodes(table):
        cells, at = [], 0
        for node in [child for child in row if child.tag in ("td", "th")]:
            at = _reach_in(cells, reaching, at)
            across, down = _span(node, "colspan"), _span(node, "rowspan")
            cells.append(WordCell(node, across, begins=down > 1))
            if down > 1:
                reaching[at] = [down - 1, across]
            at += across
        _reach_in(cells, reaching, at)
        if cells and not _is_nothing(writer, cells):
            rows.append(WordRow(row, section, cells))
    columns = max((sum(cell.across for cell in row.cells) for row in rows), default=0)
    for row in rows:
        lacking = columns - sum(cell.across for cell in row.cells)
        row.cells.extend(WordCell(None) for _ in range(lacking))
    return rows


def _row_nodes(table):
    for child in table:
        if child.tag == "tr":
            yield "tbody", child
        elif child.tag in SECTIONS:
            yield from ((child.tag, row) for row in child if row.tag == "tr")


def _reach_in(cells, reaching, at):
    """Put in what reaches in from above at this column; returns the next free column."""
    while at in reaching:
        left, across = reaching[at]
        cells.append(WordCell(None, across, goes_on=True))
        if left == 1:
            del reaching[at]
        else:
            reaching[at][0] = left - 1
        at += across
    return at


def _span(node, name):
    text = node.get(name) or "1"
    return max(1, min(int(text), 1000)) if text.isdecimal() else 1


def _is_nothing(writer, cells):
    """A row that the stylesheet gives no height."""
    return all(cell.node is not None and writer.look(cell.node).is_unseen for cell in cells)


def _widths(writer, table, columns, room):
    """Millimetres of each column: what the stylesheet says, the rest shared alike."""
    said = [writer.look(col).width_in(room) for col in table.findall("colgroup/col")][:columns]
    said += [None] * (columns - len(said))
    given = sum(width for width in said if width)
    free = said.count(None)
    share = max((room - given) / free, 8) if free else 0
    widths = [share if width is None else width for width in said]
    scale = room / sum(widths)
    return [width * scale for width in widths]


def _properties(writer, table, rows, room, is_free, label):
    cells = [cell.node for row in rows[:3] for cell in row.cells if cell.node is not None]
    is_ruled = any(writer.look(cell).is_ruled for cell in cells)
    has_head = rows[0].section == "thead"
    return w(
        "tblPr",
        w("tblStyle", val="TabelBergaris" if is_ruled else "TabelBuku"),
        w("tblW", w=twips(room), type="dxa"),
        w("tblLayout", type="autofit" if is_free else "fixed"),
        w(
            "tblLook", val="0420" if has_head else "0400", firstRow=int(has_head), lastRow=0,
            firstColumn=0, lastColumn=0, noHBand=0, noVBand=1,
        ),
        w("tblCaption", val=label) if label else None,
    )  # fmt: skip


def _row(writer, row, widths, place):
    classes = (row.node.get("class") or "").split()
    is_head = row.section == "thead"
    nodes = [cell.node for cell in row.cells if cell.node is not None]
    longest = max((len(node.text_content()) for node in nodes), default=0)
    properties = w(
        "trPr",
        w("cantSplit") if longest <= MOST_LETTERS else None,
        w("tblHeader") if is_head else None,
    )
    made = w("tr", properties if len(properties) else None)
    at = 0
    for cell in row.cells:
        width = sum(widths[at : at + cell.across])
        made.append(_cell(writer, cell, row, width, place, "group" in classes))
        at += cell.across
    return made


def _cell(writer, cell, row, width, place, is_group):
    look = writer.look(cell.node) if cell.node is not None else writer.look(row.node)
    shade = look.background or (WASH if row.section == "tfoot" else "")
    properties = w(
        "tcPr",
        w("tcW", w=twips(width), type="dxa"),
        w("gridSpan", val=cell.across) if cell.across > 1 else None,
        w("vMerge", val="restart") if cell.begins else w("vMerge") if cell.goes_on else None,
        w("shd", val="clear", color="auto", fill=shade) if shade else None,
        w("vAlign", val="bottom") if row.section == "thead" else None,
    )
    made = w("tc", properties)
    is_head = cell.node is not None and cell.node.tag == "th"
    style = "KelompokTabel" if is_group else "KepalaTabel" if is_head else "IsiTabel"
    inside = replace(
        place,
        parent=made,
        width=max(width - 3, 5),
        style=style,
        letters=replace(
            Letters(),
            colour=look.colour,
            bold=True if row.section == "tfoot" or look.is_bold else None,
            is_whole=look.is_whole and not is_head,
        ),
        align=look.align,
        shade="",
        is_cell=True,
        level=-1,
        number=0,
        indent=0,
        keeps=is_group or row.section == "thead",
        begins_page=False,
        depth=place.depth + 1,
    )
    if cell.node is not None:
        writer.flow(cell.node, inside)
    if not len(made) or made[-1].tag != f"{made.tag[:-2]}p":
        writer.paragraph(Words(), inside)
    return made


def _write_lines(writer, rows, place):
    """A table with more columns than Word knows: each row as a line, so that nothing is lost."""
    for row in rows:
        words = Words()
        said = [cell.node.text_content() for cell in row.cells if cell.node is not None]
        words.add(" | ".join(" ".join(text.split()) for text in said))
        writer.paragraph(words, place)
