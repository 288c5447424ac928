"""The few SVG elements that the pictures are made of."""

from dataclasses import dataclass, field

from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH = 360  # of the drawing; a phone shows it as it is, a wider page a little larger


@dataclass(frozen=True)
class Drawing:
    """A drawing, what its colours mean, and the same figures as a table.

    `legend` is (class of the fill, or a sign that is drawn, words); the first cell of each row is
    its head.
    """

    caption: str
    svg: SafeString
    heads: list[str]
    rows: list[list[str]]
    legend: list[tuple[str, str]] = field(default_factory=list)

    @property
    def signs(self) -> list[tuple[SafeString, str]]:
        """The legend as what is drawn, in ten units each way, and its words."""
        return [
            (sign if isinstance(sign, SafeString) else box(0, 0, 10, 10, sign), words)
            for sign, words in self.legend
        ]


def element(name: str, content: object = "", **attributes) -> SafeString:
    """One element; `kind` is its class, and "_" in a name is "-". Everything is escaped."""
    if kind := attributes.pop("kind", ""):
        attributes["class"] = kind
    named = {key.replace("_", "-"): _short(value) for key, value in attributes.items()}
    return format_html("<{0}{1}>{2}</{0}>", mark_safe(name), flatatt(named), content)  # noqa: S308


def _short(value):
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def words(x: float, y: float, text: object, kind: str = "", anchor: str = "start") -> SafeString:
    """A line of text."""
    return element("text", text, x=x, y=y, text_anchor=anchor, kind=f"pic-words {kind}".strip())


def box(x: float, y: float, width: float, height: float, kind: str, tip: str = "") -> SafeString:
    """A rectangle; `tip` is what a pointer over it reads."""
    content = element("title", tip) if tip else ""
    return element("rect", content, x=x, y=y, width=width, height=height, kind=kind)


def rule(x1: float, y1: float, x2: float, y2: float, kind: str = "pic-rule") -> SafeString:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, kind=kind)


def together(parts) -> SafeString:
    """Elements one after the other."""
    return format_html_join("", "{}", ((conditional_escape(part),) for part in parts))


def drawing(caption: str, height: float, parts) -> SafeString:
    """The whole drawing. Screen readers are told its caption, and read the table beside it."""
    return element(
        "svg",
        together(parts),
        viewBox=f"0 0 {WIDTH} {_short(float(height))}",
        role="img",
        aria_label=caption,
        kind="pic",
        focusable="false",
    )


def shortened(text: str, most: int) -> str:
    """A name that must fit; the table has it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
