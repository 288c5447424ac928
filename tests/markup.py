"""What a page holds, however its template is broken into lines."""

import re
from html import unescape

BLOCKS = (
    "address|article|aside|button|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|"
    "header|legend|li|main|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)

GAPS = f"{BLOCKS}|br|input|label|option|optgroup|select"
UNSEEN = re.compile(r"<(script|style|template|textarea|svg)\b.*?</\1>|<!--.*?-->", re.S)
FIGURE_FIRST = re.compile(r"(?:^|(?<=[.!?] ))\d[\d.]* [a-z][^.!?\n]*[.!?]", re.M)
STRAY = re.compile(r"\S* (?:[,;:!?)]|\.(?!\w|\.))\S*|\S*\( \S*")


def one_line(html: str) -> str:
    """The markup with single spaces, and none where no reader sees one.

    That is before the end of a tag, and on either side of what stands as a block.
    """
    html = re.sub(r"\s+(/?>)", r"\1", re.sub(r"\s+", " ", html))
    return re.sub(rf" ?(</?(?:{BLOCKS})\b[^<>]*>) ?", r"\1", html)


def words_of(html: str) -> str:
    """What a page says: a line for each block, single spaces."""
    html = UNSEEN.sub(" ", html)
    html = re.sub(r"\s+", " ", html)
    html = re.sub(rf" ?</?(?:{GAPS})\b[^<>]*> ?", "\n", html)
    return unescape(re.sub(r"<[^<>]*>", "", html))


def stray_spaces(html: str) -> list[str]:
    """Where a space stands before a comma or inside a bracket, for a template breaks there."""
    return [found[0] for found in STRAY.finditer(words_of(html))]


def sentences_with_a_figure_first(html: str) -> list[str]:
    """Whole sentences that begin with a figure; dates, headings and labels are none."""
    return FIGURE_FIRST.findall(words_of(html))
