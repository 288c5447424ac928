"""Two states of a passage as one that can be read: what it says, with what changed in its place."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from reviews.marking import mark_html, mark_text, wrap

FEW_LINES = 3
STAYED, CHANGED, ADDED, REMOVED = "", "diubah", "baru", "dihapus"


@dataclass
class MarkedRow:
    """A row of a table: what became of it, and its cells; its place, where notes can stand on it.

    `anchor` is its name on the page; "" where the same row stands on it before.
    """

    key: str
    fate: str
    cells: list[SafeString]
    columns: list[str]
    place: tuple[str, int] | None = None
    anchor: str = ""
    notes: tuple = ()

    @property
    def changes(self) -> list[tuple[str, SafeString, bool]]:
        """The cells that say something else: their column, the words, if they are long."""
        return [
            (label, cell, cell.count("<br>") > FEW_LINES)
            for label, cell in self.labelled
            if is_marked(cell)
        ]

    @property
    def takes_notes(self) -> bool:
        """Whether a note can be written here."""
        return bool(self.anchor) and self.fate != REMOVED

    @property
    def labelled(self) -> list[tuple[str, SafeString]]:
        """Each cell with what its column is called."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True)
class MarkedTable:
    """The rows of one list."""

    name: str
    columns: list[str]
    rows: list[MarkedRow]


@dataclass(frozen=True)
class MarkedWords:
    """What a passage says, marked."""

    title: SafeString
    html: SafeString
    fields: list[tuple[str, str, SafeString]]  # name, label, what it says
    tables: list[MarkedTable] = field(default_factory=list)


def is_marked(html: str) -> bool:
    """Whether anything came or went in it."""
    return "<ins>" in html or "<del>" in html


def says_something(words: dict) -> bool:
    """Whether there is anything to read below the title."""
    rows = any(table["rows"] for table in words["tables"])
    return bool(words["html"] or words["fields"] or rows)


def marked(then: dict | None, now: dict | None) -> MarkedWords:
    """The words of a passage now, marked against `then`; those that were removed are struck.

    Without `then` it is new as a whole, and nothing in it is marked.
    """
    if now is None:
        return _whole(then, "del")
    if then is None or then == now:
        return _whole(now, "")
    return MarkedWords(
        title=_safe(mark_text(then["title"], now["title"])),
        # What was not written then is new as a whole, and read without a mark on every word.
        html=_safe(mark_html(then["html"], now["html"]) if then["html"] else now["html"]),
        fields=_fields(then["fields"], now["fields"]),
        tables=_tables(then["tables"], now["tables"]),
    )


def _whole(words, tag):
    def said(text):
        plain = mark_text(text, text)
        return _safe(wrap(plain, tag) if tag else plain)

    fate = REMOVED if tag else STAYED
    return MarkedWords(
        title=said(words["title"]),
        html=_safe(wrap(words["html"], tag) if tag else words["html"]),
        fields=[(name, label, said("\n".join(lines))) for name, label, lines in words["fields"]],
        tables=[
            MarkedTable(
                table["name"],
                table["columns"],
                [
                    MarkedRow(key, fate, [*map(said, cells)], table["columns"])
                    for key, cells in table["rows"]
                ],
            )
            for table in words["tables"]
        ],
    )


def _fields(then, now):
    """By name; a field that went is told where it stood."""
    was, says = ({name: "\n".join(lines) for name, _, lines in one} for one in (then, now))
    labels = {name: label for name, label, _ in (*then, *now)}
    return [
        (name, labels[name], _safe(mark_text(was.get(name, ""), says.get(name, ""))))
        for name in joined(list(was), list(says))
    ]


def _tables(then, now):
    was = {table["name"]: table for table in then}
    return [
        MarkedTable(table["name"], table["columns"], _rows(was.get(table["name"]), table))
        for table in now
    ]


def _rows(then, now):
    # A column that came since cannot be compared: then the rows stand as they are.
    alike = then and then["columns"] == now["columns"]
    was = dict(then["rows"] if alike else now["rows"])
    says = dict(now["rows"])
    return [
        MarkedRow(key, *_row(was.get(key), says.get(key)), now["columns"])
        for key in joined(list(was), list(says))
    ]


def _row(was, says):
    fate = ADDED if was is None else REMOVED if says is None else CHANGED if was != says else STAYED
    cells = zip(was or says, says or was, strict=True)
    if fate == REMOVED:
        return fate, [_safe(wrap(mark_text(cell, cell), "del")) for cell, _ in cells]
    if fate == ADDED:
        return fate, [_safe(wrap(mark_text(cell, cell), "ins")) for cell, _ in cells]
    return fate, [_safe(mark_text(old, new)) for old, new in cells]


def joined(then: list[str], now: list[str]) -> list[str]:
    """The keys of two states: those of now in their order, each that went where it stood."""
    out, here = list(now), set(now)
    for place, key in enumerate(then):
        if key not in here:
            before = next((one for one in reversed(then[:place]) if one in out), None)
            out.insert(out.index(before) + 1 if before is not None else 0, key)
    return out


def _safe(html):
    """Text of ours: it was escaped, or cleaned when the snapshot was made."""
    return mark_safe(html)  # noqa: S308
