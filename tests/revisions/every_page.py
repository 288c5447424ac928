"""The page of every kind of document, as a browser fills and sends it."""

from dataclasses import dataclass
from typing import NamedTuple

import lxml.html
from django.test import Client

from revisions import answers
from tests.revisions.every_kind import ROWS, Example


class Place(NamedTuple):
    """Where a kind is written: the address in its masterplan, and names of boxes of its form.

    `box` and `beside` take any text; `bad` is a box with what cannot be saved in it.
    """

    address: str
    box: str
    bad: tuple[str, str] | None
    beside: str = ""


NOBODY = "999999"
PLACES = {
    "section": Place("isi/{key}/", "body", None),
    "program": Place("program/{key}/ubah/", "outcome", ("budget-2024-apbd", "dua juta"), "risks"),
    "quickwin": Place("quick-win/{key}/ubah/", "purpose", ("risiko-0-impact", "9"), "benefits"),
    "pokok": Place("isi/pokok/", "title", ("first_year", "dua ribu")),
    "visi": Place("isi/visi/", "vision", ("keywords", "x" * 5000), "keywords"),
    "keselarasan": Place(
        "isi/keselarasan/",
        "selaras-0-mission",
        ("selaras-1-dimension", NOBODY),
        "selaras-1-mission",
    ),
    "pokja": Place("isi/pokja/", "", None),
    "sasaran": Place("program/sasaran/{key}/", "text", ("alignment", NOBODY), "strategies"),
    **{
        kind: Place(f"analisis/{kind}/{{key}}/", box, ("agency", NOBODY))
        for kind, (_, box, *_) in ROWS.items()
    },
}


@dataclass
class Page:
    """The page of one document, opened by somebody, with what she sends from it."""

    example: Example
    place: Place
    person: object
    fields: dict[str, str]

    @property
    def address(self):
        document = self.example.document
        address = self.place.address.format(key=document.key)
        return f"/masterplan/{document.masterplan.slug}/{address}"

    @classmethod
    def opened(cls, example: Example, place: Place, client: Client, person) -> "Page":
        page = cls(example, place, person, {})
        page.fields = boxes(client.get(page.address).text, place.box)
        return page

    def types(self, client: Client, text: str, *, script=True, **more):
        """Send the form with a text in the box: as the script does, or with the button."""
        by_script = {f"HTTP_{answers.HEADER}".upper().replace("-", "_"): str(self.person.pk)}
        data = self.fields | {self.place.box: self.html(text)} | more
        return client.post(self.address, data, **(by_script if script else {}))

    def html(self, text):
        return f"<p>{text}</p>" if self.place.box == "body" else text


def boxes(html: str, box: str) -> dict[str, str]:
    """What a browser would send of the form that holds a box: names with values."""
    (form,) = [form for form in lxml.html.fromstring(html).forms if box in form.fields]
    return {
        name: (value or "").removeprefix("\n")
        for name, value in form.form_values()
        if "__prefix__" not in name and name in form.fields
    }
