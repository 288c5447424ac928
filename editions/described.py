"""A snapshot as what somebody reads: its things by name, each with the texts that it says.

Only the snapshot is asked: an edition of long ago is described by its own labels and names,
whatever became of the region since. Every value is told, by one walk; what was added to the schema
later is simply not there in older editions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from editions.field_names import ANALYSES, AREAS, CODED_BY, FIELD_NAMES, MONEY, PLAIN_NUMBERS
from indonesian import angka, rupiah

# Keys; bookkeeping of a section, whose words tell what was written; and the numbers that follow
# from the order of programs and SWOT rows: one that comes in between would change all behind it.
SILENT = {"revision", "slug", "pk"}
FOLLOWING = {"programs": {"number"}, "swot": {"code"}}
NAMED = {"name", "short_name", "sha256"}  # an agency, a picture: what it is called says it all

LISTS = "books", "aims", "programs", "quick_wins", "attachments", "dimensions", "meetings"
NOTHING = {  # what a plan consists of; an old edition may lack some of it
    **{name: [] for name in LISTS},
    **{name: {} for name in ("team", "analyses", "labels")},
}


@dataclass(frozen=True)
class Thing:
    """Something that the plan says: what it is called, and its texts (HTML) by what they are."""

    area: str
    name: str
    texts: dict[str, str]

    @property
    def place(self) -> tuple[str, str]:
        """The same in two editions when it is the same thing."""
        return self.area, self.name


def described(content: dict) -> list[Thing]:
    """Everything that a snapshot says, in the order of the plan. Two things never share a place."""
    found: dict[tuple[str, str], Thing] = {}
    for thing in SnapshotWords(content).things():
        while thing.place in found:  # two programs of one name
            thing = Thing(thing.area, f"{thing.name} ", thing.texts)
        found[thing.place] = thing
    return list(found.values())


class SnapshotWords:
    """The values of one snapshot in words, by its own labels and names of dimensions."""

    def __init__(self, content: dict):
        self.content = NOTHING | content

    def things(self) -> Iterator[Thing]:
        """Everything that it says, in the order of the plan."""
        content = self.content
        plan = ("masterplan", "missions", "phases", "alignments", "dimensions", "labels")
        for name in plan:
            yield Thing(AREAS["plan"], _label(name), self._texts({name: content.get(name)}))
        yield from self._books()
        for name, rows in content["team"].items():
            yield Thing(AREAS["team"], _label(name), self._texts({name: rows}))
        for meeting in content["meetings"]:
            yield Thing(AREAS["meetings"], meeting["name"], self._texts(meeting))
        yield from self._analyses()
        for aim in content["aims"]:
            yield Thing(AREAS["aims"], self.said("subdimension", aim), self._texts(aim))
        for program in _without("programs", content["programs"]):
            yield Thing(AREAS["programs"], program["name"], self._texts(program))
        programs = {program["number"]: program["name"] for program in content["programs"]}
        for row in content["quick_wins"]:
            row = row | {"program": programs.get(row["program"], row["program"])}
            yield Thing(AREAS["quick_wins"], row["program"], self._texts(row))
        files = self._texts({"attachments": content["attachments"]})
        yield Thing(AREAS["files"], _label("attachments"), files)

    def _books(self):
        for book in self.content["books"]:
            chapters = book["chapters"]
            outline = {name: value for name, value in book.items() if name != "chapters"}
            heads = [
                {name: value for name, value in chapter.items() if name != "sections"}
                for chapter in chapters
            ]
            name = f"Buku {book['number']}"
            yield Thing(AREAS["books"], name, self._texts(outline | {"chapters": heads}))
            for chapter in chapters:
                for section in chapter["sections"]:
                    words = {"html": section["html"]}
                    rest = self._texts({k: v for k, v in section.items() if k not in words})
                    yield Thing(
                        AREAS["books"],
                        f"{name}, {section['number']} {section['title']}".strip(),
                        {_label("html"): section["html"]} | rest,
                    )

    def _analyses(self):
        for name, rows in self.content["analyses"].items():
            by_place: dict[str, list] = {}
            for row in _without(name, rows):
                where = self.said("dimension", row)
                by_place.setdefault(where, []).append(row)
            for where, those in by_place.items():
                title = f"{ANALYSES[name]}, {where}" if where else ANALYSES[name]
                yield Thing(AREAS["analyses"], title, self._texts({"rows": those}))

    # ------------------------------------------------------------------------------- values

    def _texts(self, row: dict) -> dict[str, str]:
        """The fields of a row by their names, each as paragraphs."""
        return {
            _label(name): "".join(f"<p>{escape(line)}</p>" for line in self.lines(name, row))
            for name in row
            if name not in SILENT
        }

    def lines(self, name: str, row: dict) -> list[str]:
        """One value in words, a line for each of its rows or paragraphs."""
        value = row[name]
        if isinstance(value, dict) and not value.keys() <= NAMED:
            lines = [(inner, self.said(inner, value)) for inner in value]
            return [f"{_label(inner)}: {said}" for inner, said in lines if said]
        if isinstance(value, list):
            return [self.said(name, {name: one}) for one in value]
        return self.said(name, row).splitlines()

    def said(self, name: str, row: dict) -> str:
        """One value in words; what is empty says nothing."""
        value = row.get(name)
        if value in (None, "", []):
            return ""
        if isinstance(value, bool):
            return "ya" if value else "tidak"
        if isinstance(value, dict):
            return self._told(value)
        if isinstance(value, list):
            return "; ".join(self.said(name, {name: one}) for one in value)
        return self._label_of(name, value) or _number(name, value)

    def _told(self, row: dict) -> str:
        """A row within a row, as one line."""
        if row.keys() <= NAMED:
            return " · ".join(value for value in row.values() if value)
        told = ((name, self.said(name, row)) for name in row if name not in SILENT)
        return " · ".join(f"{_label(name)} {said}" for name, said in told if said)

    def _label_of(self, name, value) -> str:
        """The words that this edition has for a code, or ""."""
        lists = [self._names] if name in ("dimension", "subdimension") else []
        lists += [self._labels.get(one, {}) for one in CODED_BY.get(name, ())]
        return next((words[value] for words in lists if value in words), "")

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {
            name: {one["code"]: one["label"] for one in labels}
            for name, labels in self.content["labels"].items()
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        dimensions = self.content["dimensions"]
        inner = [sub for dimension in dimensions for sub in dimension["subdimensions"]]
        return {one["code"]: one["name"] for one in (*dimensions, *inner)}


def _without(name: str, rows: list[dict]) -> list[dict]:
    left_out = FOLLOWING.get(name, ())
    return [{key: value for key, value in row.items() if key not in left_out} for row in rows]


def _label(name: str) -> str:
    return FIELD_NAMES.get(name, name)


def _number(name: str, value) -> str:
    if not isinstance(value, int) or name in PLAIN_NUMBERS:
        return str(value)
    return rupiah(value) if name in MONEY else angka(value)
