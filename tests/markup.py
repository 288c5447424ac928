"""What a page holds, however its template is broken into lines."""

import re

BLOCKS = (
    "address|article|aside|button|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|"
    "header|legend|li|main|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)


def one_line(html: str) -> str:
    """The markup with single spaces, and none where no reader sees one.

    That is before the end of a tag, and on either side of what stands as a block.
    """
    html = re.sub(r"\s+(/?>)", r"\1", re.sub(r"\s+", " ", html))
    return re.sub(rf" ?(</?(?:{BLOCKS})\b[^<>]*>) ?", r"\1", html)
