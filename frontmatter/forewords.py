"""Who speaks before the table of contents: the head of the region, and the head of the team.

The outline has a section for each in its chapter 0. Only those of one book have to be written;
another book that leaves its own empty prints the same words (masterplans/data/README.md).
"""

from dataclasses import dataclass

FRONT = 0  # the number of their chapter
HEAD_OF_REGION, HEAD_OF_TEAM = "kepala-daerah", "ketua-tim"
TEAM, HEAD = "team", "Ketua"  # of a decree, and the role in it


@dataclass(frozen=True)
class Speaker:
    """Whose words they are, as stands below them."""

    office: str = ""
    name: str = ""


def front_of(book: dict) -> list[dict]:
    """The sections of a book of a snapshot that stand before its table of contents."""
    chapters = (one for one in book["chapters"] if one["number"] == FRONT)
    return [section for chapter in chapters for section in chapter["sections"]]


def words_of(section: dict, books: list[dict]) -> str:
    """What a foreword says: its own words, or those that another book requires of the same."""
    if section["html"] or section["required"]:
        return section["html"]
    others = [one for book in books for one in front_of(book) if one["required"]]
    speaker = _speaker(section)
    return next((one["html"] for one in others if _speaker(one) == speaker), "")


def speaker_of(section: dict, team: dict) -> Speaker:
    """Who speaks in it, of the team of a snapshot; nobody where none is recorded."""
    if _speaker(section) == HEAD_OF_REGION:
        heads = [row for row in team["officials"] if row["is_head_of_region"]]
        return Speaker(heads[0]["position"], heads[0]["name"]) if heads else Speaker()
    decrees = [row for row in team.get("mandates", ()) if row["kind"] == TEAM]
    heads = [one for row in decrees for one in row["members"] if one["role"] == HEAD]
    if heads:
        return Speaker("Ketua Tim Pelaksana", heads[0]["name"])
    coordinators = team["coordinators"]
    return Speaker("Koordinator Penyusunan", coordinators[0]["name"]) if coordinators else Speaker()


def _speaker(section):
    kinds = (HEAD_OF_REGION, HEAD_OF_TEAM)
    return next((kind for kind in kinds if section["slug"].endswith(kind)), section["slug"])
