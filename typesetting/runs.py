"""Runs of signs within a text that need an element of their own."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

UNREAD = {"title", "style", "script"}
# An address as people type it; what ends a sentence is not a part of it.
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]}\"'”’]", re.IGNORECASE)


def part_runs(root: Element, runs: re.Pattern[str], element_of: Callable[[str], Element]) -> None:
    """Put an element in place of each run in the words of a page; drawings stay as they are."""
    if not runs.search("".join(root.itertext())):
        return
    for element in [part for part in root.iter() if isinstance(part.tag, str)]:
        if element.tag in UNREAD or element.tag.startswith("{"):
            continue
        children = list(element)
        element.text = _parted(element, 0, element.text, runs, element_of)
        for child in children:
            at = list(element).index(child) + 1
            child.tail = _parted(element, at, child.tail, runs, element_of)


def keep_addresses(root: Element) -> None:
    """An address gets no hyphen at the end of a line: it would be read as a part of it."""

    def address(words):
        span = Element("span", {"class": "url"})
        span.text = words
        return span

    part_runs(root, ADDRESS, address)


def _parted(parent, at, text, runs, element_of):
    """The words before the first run; the rest is put into `parent` at `at`."""
    if not text or not runs.search(text):
        return text
    before, rest, last = "", text, None
    while found := runs.search(rest):
        start, rest = rest[: found.start()], rest[found.end() :]
        if last is None:
            before = start
        else:
            last.tail = start
        last = element_of(found[0])
        parent.insert(at, last)
        at += 1
    last.tail = rest
    return before
