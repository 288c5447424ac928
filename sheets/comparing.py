"""What a file would change: new, changed, unchanged, refused rows, and those that clash.

A file carries a fingerprint of every cell as it was at the download. So of each cell we know
whether it was changed in the file, in Simpul, or in both; only what was changed in the file is
taken, and a row that was changed on both sides is for a person to decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sheets.books import CODE, Mend, Progress, SheetBook, SheetRow, Values
from sheets.cells import digest
from sheets.reading import ReadFile, ReadLine, ReadSheet

NEW, CHANGED, CLASH, REFUSED, SAME = "new", "changed", "clash", "refused", "same"
NOT_YOURS = (
    "Baris ini milik Perangkat Daerah lain atau pokja lain, jadi Anda tidak dapat mengubahnya."
)
UNKNOWN = (
    "Kode {0} tidak ada di masterplan ini: barisnya dihapus, atau berasal dari daerah lain."
    " Kosongkan kolom Kode untuk membuatnya sebagai baris baru."
)
BAD_CODE = "Kode “{0}” bukan kode dari Simpul. Kosongkan kolom Kode untuk membuat baris baru."
TWICE = (
    "Kode {0} sudah dipakai di baris {1}. Kosongkan kolom Kode dan Versi untuk membuat baris baru."
)
ALREADY = "Baris dengan isi yang sama sudah ada di Simpul, jadi tidak dibuat lagi."
SAME_NAME = "{0} bernama sama sudah ada di Simpul (kode {1}). Periksa agar tidak ganda."


@dataclass
class Incoming:
    """A row as the file has it, put together from its lines."""

    number: int
    code: str
    title: str
    values: Values = field(default_factory=dict)
    is_known: bool = False  # whether its fingerprints tell what it said at the download
    prints: list[tuple] = field(default_factory=list)  # of each line; see `digests`
    version: str = ""
    places: dict[str, tuple[str, int]] = field(default_factory=dict)  # of lines on other sheets
    mends: list[tuple[str, str]] = field(default_factory=list)  # where, sentence

    def digests(self, book: SheetBook) -> dict[str, str]:
        """The fingerprint of each cell at the download; only made for rows that differ."""
        found = {}
        for sheet, key, names, marks in self.prints:
            cells = dict(zip(names, marks.split("."), strict=True))
            if "source" in cells:
                cells["source"] = key
            found |= book.addresses(sheet, key, cells)
        return found


@dataclass
class PreviewCell:
    """One cell of the preview: in words, before and after, and who changed it."""

    label: str
    before: str
    after: str
    by_them: bool = False


@dataclass
class RowOutcome:
    """What would become of one row of the file."""

    number: int
    state: str
    title: str
    key: int | None = None
    version: str = ""
    values: Values = field(default_factory=dict)
    shown: list[PreviewCell] = field(default_factory=list)
    mends: list[tuple[str, str]] = field(default_factory=list)
    remark: str = ""


def compare(found: ReadFile, book: SheetBook, *, progress: Progress) -> Iterator[RowOutcome]:
    """Every row of the file beside the row that Simpul has, in the order of the file."""
    rows = book.rows()
    incoming, strays = _put_together(found, book, rows)
    stored = {row.key: row for row in rows}
    known = _by_content(rows) if any(not one.code for one in incoming) else None
    total = len(incoming)
    for done in range(total):
        if done % 200 == 0:
            progress(done, total, "Membandingkan baris")
        one, incoming[done] = incoming[done], None  # what is done needs no memory
        yield _outcome(one, stored, known, book)
    yield from strays


def _put_together(found: ReadFile, book, rows):
    """The rows of the file with all their lines; and the lines that belong to none."""
    main, *others = found.sheets
    incoming, by_code, by_name = [], {}, {}
    for line in main.lines:
        one = Incoming(line.number, line.code, _title(line, book))
        if line.code in by_code and line.code:
            one.mends.append(
                (_where(main, line, CODE), TWICE.format(line.code, by_code[line.code].number))
            )
        else:
            by_code[line.code] = one
        by_name.setdefault(_title(line, book).casefold(), []).append(one)
        _take(one, main, line, found, book, line.code)
        incoming.append(one)
    main.lines.clear()
    names = {str(row.key): row for row in rows}
    strays = []
    for sheet in others:
        for line in sheet.lines:
            strays += _add_part(sheet, line, found, book, incoming, by_code, by_name, names)
        sheet.lines.clear()
    return incoming, strays


def _add_part(sheet, line: ReadLine, found, book, incoming, by_code, by_name, names):
    """A line of another sheet goes to its row; a sentence for one that has none."""
    said = any(value for name, value in line.cells.items() if name != "source")
    if not (said or line.state or line.mends):
        return []
    owners = [by_code[line.code]] if line.code and line.code in by_code else []
    if not owners and not line.code:
        owners = by_name.get(line.owner.casefold(), [])
    if len(owners) == 1:
        key = line.state.split("|")[0] or f"+{line.number}"
        _take(owners[0], sheet, line, found, book, key)
        return []
    if line.code in names:  # its program is not among the rows of the file
        row = names[line.code]
        one = Incoming(line.number, line.code, row.title)
        one.is_known, one.version = True, row.version
        by_code[line.code] = one
        incoming.append(one)
        _take(one, sheet, line, found, book, line.state.split("|")[0] or f"+{line.number}")
        return []
    sentence = (
        f"Ada {len(owners)} program bernama “{line.owner}”. Tulis kodenya di kolom Kode."
        if owners
        else f"Program “{line.owner or line.code}” tidak ada di lembar {book.main.title}."
    )
    where = f"Lembar {sheet.sheet.title}, baris {line.number}"
    return [RowOutcome(line.number, REFUSED, line.owner or where, mends=[(where, sentence)])]


def _take(one: Incoming, sheet: ReadSheet, line: ReadLine, found, book, key):
    """Put a line's cells into its row, with their fingerprints."""
    for mend in line.mends:
        one.mends.append((_where(sheet, line, mend.address), mend.sentence))
    place = f"{sheet.sheet.title}.{line.cells.get('source') or key}"
    if sheet.sheet.is_part and place in one.places:
        sentence = f"Baris ini mengulang baris {one.places[place][1]}. Gabungkan keduanya."
        one.mends.append((_where(sheet, line, ""), sentence))
    one.places[place] = (sheet.sheet.title, line.number)
    values = book.addresses(sheet.sheet, key, line.cells)
    one.values = one.values | values if one.values else values
    _take_prints(one, sheet, line, found.marks.get(sheet.sheet.title), book)


def _take_prints(one, sheet, line, names, book):
    key, _, rest = line.state.partition("|")
    version, _, marks = rest.partition("|")
    is_main = sheet.sheet is book.main
    if is_main and not line.code:
        one.is_known = True  # a new row: it said nothing
    if not key or names is None or marks.count(".") != len(names) - 1:
        return
    if is_main:
        if key != line.code:
            return
        one.is_known, one.version = True, version
    elif line.cells.get("source", key) != key:
        _move_source(one, sheet, line, key, book)
    one.prints.append((sheet.sheet, key, names, marks))


def _move_source(one, sheet, line, key, book):
    """The line's source was changed: its amounts leave the old source."""
    for address in book.addresses(sheet.sheet, key, line.cells | {"source": key}):
        one.values.setdefault(address, "")


NAMES = ("name", "title", "text", "statement", "now", "about", "position", "item", "word")


def _title(line, book):
    """What a reader calls a row of the file."""
    for name in NAMES:
        if line.cells.get(name):
            return line.cells[name][:200]
    return f"Baris {line.number}"


def _where(sheet: ReadSheet, line: ReadLine, name: str) -> str:
    labels = {column.name: column.label for column in sheet.sheet.columns} | {CODE: CODE}
    column = f", kolom {labels[name]}" if name in labels else ""
    if sheet.sheet.is_part:
        return f"Lembar {sheet.sheet.title}, baris {line.number}{column}"
    return f"Baris {line.number}{column}"


def _by_content(rows):
    """Rows by what they say, and by their name, to notice one that is sent a second time."""
    contents = {_content(row.values): row.key for row in rows}
    names = {row.title.casefold(): row.key for row in rows if row.title}
    return contents, names


def _outcome(one: Incoming, stored: dict[int, SheetRow], known, book) -> RowOutcome:
    if not one.code:
        return _new(one, known, book)
    row = stored.get(int(one.code)) if one.code.isascii() and one.code.isdecimal() else None
    if row is None:
        sentence = UNKNOWN if one.code.isdecimal() else BAD_CODE
        where = f"Baris {one.number}, kolom {CODE}"
        return _refused(one, None, [(where, sentence.format(one.code)), *one.mends])
    return _existing(one, row, book)


def _new(one, known, book):
    values = book.filled(one.values)
    if not one.mends:
        contents, _ = known
        if key := contents.get(_content(values)):
            return RowOutcome(one.number, SAME, one.title, key, remark=ALREADY)
    everything = dict.fromkeys(book.columns(), "") | values
    mends = [*one.mends, *_mends(one, book, None, values, everything)]
    if mends:
        return _refused(one, None, mends)
    shown = [
        PreviewCell(book.label_of(a), "", book.column_of(a).words(v))
        for a, v in everything.items()
        if v
    ]
    remark = ""
    if (key := known[1].get(one.title.casefold())) and book.kind == "program":
        remark = SAME_NAME.format("Program", key)
    return RowOutcome(one.number, NEW, one.title, None, "", values, shown, remark=remark)


def _content(values: Values) -> frozenset:
    """What a row says, whatever keys its lines have."""
    lines, content = {}, set()
    for address, value in values.items():
        head, *rest = address.split(".")
        if head == "indicator":
            address = f"{lines.setdefault(rest[0], len(lines))}.{rest[1]}"
        if value:
            content.add((address, value))
    return frozenset(content)


def _existing(one, row, book):
    if one.mends:
        return _refused(one, row, one.mends)
    taken = _taken(one, row, book)
    if not taken:
        return RowOutcome(one.number, SAME, row.title, row.key)
    if not book.may_write(row):
        return _refused(one, row, [(f"Baris {one.number}", NOT_YOURS)])
    merged = row.values | taken
    if mends := _mends(one, book, row, merged, taken):
        return _refused(one, row, mends)
    theirs = _changed_by_them(one, row, book)
    state = CLASH if theirs is None or theirs else CHANGED
    shown = [
        _shown(book, address, row.values.get(address, ""), taken[address]) for address in taken
    ]
    for address in theirs or ():
        if address not in taken:
            value = row.values.get(address, "")
            words = book.column_of(address).words(value)
            shown.append(PreviewCell(book.label_of(address), words, "", by_them=True))
    return RowOutcome(one.number, state, row.title, row.key, row.version, taken, shown)


def _taken(one, row, book) -> Values:
    """What the file changes: cells that are not as they were downloaded, nor as they are now."""
    differing = {
        address: value
        for address, value in one.values.items()
        if value != (now := row.values.get(address, ""))
        and not (now and value == book.column_of(address).seen(now))
    }
    if not differing or not one.is_known:
        return differing
    digests = one.digests(book)
    return {
        address: value
        for address, value in differing.items()
        if digest(value) != digests.get(address, "")
    }


def _changed_by_them(one, row, book) -> list[str] | None:
    """What was changed in Simpul since the download; None when nobody knows."""
    if not one.is_known:
        return None
    if one.version == row.version:
        return []
    found, digests = [], one.digests(book)
    for address in {**digests, **row.values}:
        now = row.values.get(address, "")
        if digest(book.column_of(address).seen(now) if now else "") != digests.get(address, ""):
            found.append(address)
    return found


def _shown(book, address, before, after):
    column = book.column_of(address)
    return PreviewCell(book.label_of(address), column.words(before), column.words(after))


def _mends(one, book, row, merged, changed):
    """What the book says, of cells that could be read."""
    found = [(_place(one, book, mend), mend.sentence) for mend in book.check(row, merged, changed)]
    unread = {where for where, _ in one.mends}
    return [mend for mend in found if mend[0] not in unread]


def _place(one: Incoming, book, mend: Mend) -> str:
    title, number = one.places.get(book.place_of(mend.address), (book.main.title, one.number))
    before = "" if title == book.main.title else f"Lembar {title}, "
    where = f"{before}baris {number}"
    if mend.address:
        where += f", kolom {book.column_of(mend.address).label}"
    return where[:1].upper() + where[1:]


def _refused(one, row, mends):
    title = row.title if row else one.title
    return RowOutcome(one.number, REFUSED, title, row.key if row else None, mends=list(mends))
