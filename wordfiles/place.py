"""Where something is written, and how letters look there."""

from dataclasses import dataclass, replace

from wordfiles.elements import PLAIN, Letters


@dataclass(frozen=True)
class WritingPlace:
    """Where something is written, and how it looks there unless it says otherwise."""

    parent: object
    part: object
    width: float  # millimetres
    style: str = ""
    letters: Letters = PLAIN
    align: str = ""
    shade: str = ""
    depth: int = 0
    level: int = -1  # of a list
    number: int = 0  # of the list whose item this begins
    indent: int = 0
    is_cell: bool = False
    keeps: bool = False  # together with the next
    begins_page: bool = False


def going_on(place):
    """The same place after its first paragraph: an item has its sign once, a page begins once."""
    if not place.number and not place.begins_page:
        return place
    indent = 340 * (place.level + 1) if place.level >= 0 else place.indent
    return replace(place, number=0, begins_page=False, indent=indent)


def dressed(letters: Letters, look) -> Letters:
    """Letters as the stylesheet has them here."""
    return replace(
        letters,
        bold=letters.bold if look.is_bold is None else (look.is_bold or None),
        italic=letters.italic if look.is_italic is None else (look.is_italic or None),
        colour=look.colour or letters.colour,
        shade=look.background or letters.shade,
        is_whole=letters.is_whole or look.is_whole,
    )


def has(node, name: str) -> bool:
    """Whether an element is of this class."""
    return name in (node.get("class") or "").split()
