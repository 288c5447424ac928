"""What the stylesheet of the printed books says of an element, as far as Word can say it, too.

The templates of the books are read by one stylesheet: widths of columns, sides of figures, colours
of dimensions, levels of headings and turned pages are said there and nowhere else.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

from typesetting.pictures import PictureError, own_file

SAID = {
    "display", "text-align", "font", "font-weight", "font-style", "color", "background", "width",
    "page", "break-before", "break-after", "bookmark-level", "float", "white-space", "border",
    "position", "line-height", "list-style",
}  # fmt: skip
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
LENGTH = re.compile(r"([\d.]+)(mm|cm|pt|px|em|%)")
MILLIMETRES = {"mm": 1, "cm": 10, "pt": 25.4 / 72, "px": 25.4 / 96, "em": 8 * 25.4 / 72}
WEIGHT = re.compile(r"\b([1-9]00|bold)\b")


@dataclass(frozen=True)
class Look:
    """What is said of one element; empty or None where nothing is."""

    display: str = ""
    align: str = ""
    is_bold: bool | None = None
    is_italic: bool | None = None
    colour: str = ""
    background: str = ""
    width: str = ""
    page: str = ""
    begins_page: bool = False
    keeps: bool = False  # together with what follows
    level: int | None = None  # of a heading in the outline; 0 for none
    floats: bool = False
    is_whole: bool = False
    is_ruled: bool = False
    is_plain_list: bool = False  # its items have neither signs nor numbers
    is_unseen: bool = False  # furniture of the printed page, or without height

    def width_in(self, room: float) -> float | None:
        """The width in millimetres where `room` is there."""
        if not (found := LENGTH.fullmatch(self.width)):
            return None
        number, unit = float(found[1]), found[2]
        return room * number / 100 if unit == "%" else number * MILLIMETRES[unit]


NOTHING = Look()


def looks_of(root) -> dict:
    """What is said of each element below an lxml `<html>`."""
    matcher, found, variables = _matcher(), {}, {}
    for wrapper in ElementWrapper.from_html_root(root).iter_subtree():
        said = _said_of(wrapper, matcher)
        own = {name: value for name, value in said.items() if name.startswith("--")}
        inherited = variables.get(wrapper.parent and wrapper.parent.etree_element, {})
        variables[wrapper.etree_element] = inherited | own if own else inherited
        if said:
            found[wrapper.etree_element] = _look(said, variables[wrapper.etree_element])
    return found


def _said_of(wrapper, matcher):
    said: dict[str, str] = {}
    loud: dict[str, str] = {}
    for *_, pseudo, (plain, important) in sorted(
        matcher.match(wrapper), key=lambda match: match[:2]
    ):
        if pseudo is None:
            said |= plain
            loud |= important
    return said | loud


def _look(said, variables):
    said = {name: _value(text, variables) for name, text in said.items()}
    font = said.get("font", "")
    weight = WEIGHT.search(said.get("font-weight") or font.split("var")[0])
    style = said.get("font-style") or ("italic" if "italic" in font else "")
    level = said.get("bookmark-level", "")
    border = said.get("border", "")
    return replace(
        NOTHING,
        display=said.get("display", ""),
        align=said.get("text-align", ""),
        is_bold=None if weight is None else weight[1] in ("bold", "600", "700", "800"),
        is_italic=None if not style else style == "italic",
        colour=_colour(said.get("color", "")),
        background=_colour(said.get("background", "")),
        width=said.get("width", ""),
        page=said.get("page", ""),
        keeps=said.get("break-after") == "avoid",
        begins_page=said.get("break-before") == "page",
        level=int(level) if level.isdigit() else 0 if level == "none" else None,
        floats=said.get("float", "") in ("left", "right"),
        is_whole=said.get("white-space", "") == "nowrap",
        is_ruled=bool(border) and not border.startswith("0"),
        is_plain_list=said.get("list-style") == "none",
        is_unseen=_is_unseen(said),
    )


def _is_unseen(said):
    """A heading that runs along in the head of the page, or the end of a table without a height."""
    is_running = said.get("position", "").startswith("running")
    return is_running or said.get("display") == "none" or said.get("line-height") == "0"


def _value(text, variables):
    for _ in range(4):
        if "var(" not in text:
            break
        text = VARIABLE.sub(lambda name: variables.get(name[1], name[2] or ""), text)
    return text


def _colour(text):
    found = COLOUR.search(text)
    if not found:
        return ""
    digits = found[1].upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


@cache
def _matcher():
    matcher = Matcher()
    for selector, said in _rules("book.css"):
        matcher.add_selector(selector, said)
    return matcher


def _rules(name):
    try:
        sheet = own_file(name).content.decode()
    except PictureError:
        return
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.at_keyword == "import":
            yield from _imported(rule)
        elif rule.type == "qualified-rule":
            yield from _rule(rule)


def _imported(rule):
    for token in rule.prelude:
        if token.type == "url":
            yield from _rules(token.value)


def _rule(rule):
    plain, important = {}, {}
    for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True):
        if one.type == "declaration" and (one.name.startswith("--") or one.name in SAID):
            into = important if one.important else plain
            into[one.name] = tinycss2.serialize(one.value).strip()
    if not plain and not important:
        return
    try:
        selectors = compile_selector_list(rule.prelude)
    except SelectorError:
        return  # one for a browser or for WeasyPrint alone
    for selector in selectors:
        yield selector, (plain, important)
