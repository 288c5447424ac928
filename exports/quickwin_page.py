"""The profile of one quick win on one page, as an office hands it out.

A profile that is too full keeps what a reader asks first on the page, and says there what stands
on the next one; nothing is left out and nothing is made too small to read.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from exports.book_data import BookData
from exports.program_blocks import QuickWinSheet, RiskRow
from indonesian import daftar, tanggal
from typesetting.pdf import PdfPiece, render_piece
from typesetting.printed_book import PrintedBook

NEXT = "lanjutan"  # where the second page begins
# What stays on the first page, from everything to the least: titles of texts, and how many risks.
STEPS: tuple[tuple[frozenset[str] | None, int | None], ...] = (
    (None, None),
    (frozenset({"Latar belakang", "Tujuan", "Manfaat", "Keunikan", "Kemitraan"}), None),
    (frozenset({"Latar belakang", "Tujuan", "Manfaat", "Keunikan"}), 5),
    (frozenset({"Tujuan", "Manfaat", "Keunikan"}), 4),
    (frozenset({"Tujuan", "Manfaat"}), 3),
    (frozenset({"Manfaat"}), 3),
    (frozenset({"Manfaat"}), 0),
)


@dataclass(frozen=True)
class QuickWinPage:
    """What is printed on the page, and what has to wait for the next one."""

    sheet: QuickWinSheet  # as much of it as stands on the first page
    region: str
    plan: str
    people: tuple[tuple[str, str], ...]  # (what they do, who)
    percent: int
    day: str
    emblem: str = ""  # of the region, as <img src> has it
    texts: tuple[tuple[str, str], ...] = ()  # of the next page
    risks: tuple[RiskRow, ...] = ()

    @property
    def goes_on(self) -> str:
        """In words, what stands on the next page; empty when there is none."""
        names = [title.lower() for title, _ in self.texts]
        names += [f"{len(self.risks)} risiko lain"] if self.risks else []
        return daftar(names)


def quickwin_page(snapshot: dict, place: int, *, percent: int, day: dt.date) -> QuickWinPage:
    """All that is said of the quick win at this place of a snapshot."""
    data = BookData(snapshot)
    quickwin = data.quickwins[place]
    program = next(one for one in snapshot["programs"] if one["number"] == quickwin["program"])
    leads = [
        row["name"]
        for row in snapshot["team"]["dimension_leads"]
        if row["dimension"] == program["dimension"]
    ]
    people = [
        ("Ketua pokja", daftar(leads)),
        ("Tenaga ahli", daftar([row["name"] for row in snapshot["team"]["experts"]])),
        ("Mitra", daftar([row["name"] for row in program["partners"]])),
    ]
    return QuickWinPage(
        sheet=replace(data.profile(quickwin), is_compact=True),
        region=data.region,
        emblem=data.emblem,
        plan=snapshot["masterplan"]["title"],
        people=tuple((what, who) for what, who in people if who),
        percent=percent,
        day=tanggal(day),
    )


def shortened(page: QuickWinPage, texts: frozenset[str] | None, risks: int | None) -> QuickWinPage:
    """The same with only these texts and so many of the gravest risks on its first page."""
    sheet = page.sheet
    stays = [text for text in sheet.texts if texts is None or text[0] in texts]
    gravest = sorted(sheet.risks, key=lambda one: -one.likelihood * one.impact)
    first = sheet.risks if risks is None else tuple(gravest[:risks])
    return replace(
        page,
        sheet=replace(sheet, texts=tuple(stays), risks=first),
        texts=tuple(text for text in sheet.texts if text not in stays),
        risks=tuple(gravest[len(first) :]),
    )


def fits(page: QuickWinPage, piece: PdfPiece) -> bool:
    """Whether the first page holds all that is meant for it."""
    if page.goes_on:
        return piece.anchors[NEXT][0] == 1
    return len(piece.pages) == 1


def typeset_page(
    snapshot: dict,
    place: int,
    percent: int,
    printed_on: str,
    emblem: tuple[bytes, str] | None = None,
) -> PrintedBook:
    """The page as PDF; of a fuller profile the first page and what it leaves to the next.

    `emblem`: bytes and kind of the picture that the snapshot names; the page asks for no other.
    """
    page = quickwin_page(snapshot, place, percent=percent, day=dt.date.fromisoformat(printed_on))
    for texts, risks in STEPS:
        tried = shortened(page, texts, risks)
        piece = render_piece(page_html(tried), images=lambda _: emblem)
        if fits(tried, piece):
            break
    title = f"Profil {page.sheet.name}"
    return PrintedBook(title, piece.pdf, len(piece.pages), piece.remarks)


def page_html(page: QuickWinPage) -> str:
    """The page as the HTML that is typeset."""
    return render_to_string("exports/print/quickwin_page.html", {"page": page, "next": NEXT})
