"""The list of the chosen quick wins says where a dimension has more or fewer than one."""

import pytest

from exports.book_data import BookData

PLAN = {
    "title": "Masterplan",
    "vision": "",
    "agencies": "Perangkat Daerah",
    "region": {"code": "33.04", "name": "Kabupaten Banjarnegara"},
    "first_year": 2024,
    "last_year": 2033,
}


def dimension(number, code, name):
    words = {"key": code[:3], "local_name": "", "aim": "", "subdimensions": []}
    return {"number": number, "code": code, "name": name} | words


def data(*chosen):
    """A book with these dimensions chosen, once for each time they are named."""
    numbered = [(str(number), code) for number, code in enumerate(chosen)]
    return BookData(
        {
            "masterplan": PLAN,
            "dimensions": [
                dimension(1, "governance", "Smart Governance"),
                dimension(2, "economy", "Smart Economy"),
            ],
            "programs": [{"number": number, "dimension": code} for number, code in numbered],
            "quick_wins": [{"program": number, "standing": "chosen"} for number, _ in numbered],
        }
    )


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (("governance", "economy"), ""),
        (
            ("governance", "economy", "economy"),
            "Lazimnya satu untuk setiap dimensi: Smart Economy memilih dua.",
        ),
        (
            ("economy", "economy"),
            "Lazimnya satu untuk setiap dimensi:"
            " Smart Governance belum memilih dan Smart Economy memilih dua.",
        ),
    ],
)
def test_more_or_fewer_than_one_is_said(chosen, said):
    assert data(*chosen).unusual_choices == said
