"""What a masterplan says at one moment, as plain data: the only thing that books are printed from,
that is compared, hashed and signed.

`docs/schema/snapshot.json` describes it, field by field. Names are written out as they are at this
moment, and no key of the database is in it: an agency that is renamed, merged or removed later
changes nothing in what was signed. Every list is in the order in which the books print it, so the
same content always gives the same text.
"""

import re
from collections import Counter

from analyses.regulation_names import Issuers, regulation_name
from editions.labels import LABELS
from editions.parts import registered_parts
from editions.statement import FINDINGS, read
from mandates.models import BodyRole, MandateKind
from masterplans import rich_text
from masterplans.models import Masterplan
from regions.models import Acting, Level
from regions.naming import WORDS

SCHEMA = "simpul-snapshot-7"  # raise it when the shape changes; old editions keep theirs
# What the cleaner left: every value in double quotes, every picture by the address of its page.
PICTURE = re.compile(f'src="{rich_text.PICTURE.pattern}"')
MISSING_PICTURE = "missing"
# Lists of the tables that have another name here.
ANALYSES = {
    "swot_entries": "swot",
    "tows_strategies": "tows",
    "readiness_items": "readiness",
    "gap_rows": "gaps",
    "quickwin_ideas": "ideas",
    "keyword_rows": "vision_keywords",
}


def snapshot(masterplan: Masterplan) -> dict:
    """Everything that the masterplan consists of, read from one moment of the database.

    Raises Masterplan.DoesNotExist for one that is gone.
    """
    return _without_keys(keyed(masterplan))


def keyed(masterplan: Masterplan) -> dict:
    """The same, with the keys of its rows (`pk`): for who follows them from one day to the next.

    It is never printed, hashed or signed. Raises Masterplan.DoesNotExist for one that is gone.
    """
    found = read(masterplan)
    _code_swot(found)
    _number_programs(found)
    _name_regulations(found)
    return {
        "schema": SCHEMA,
        "masterplan": _identity(found),
        "dimensions": found["dimensions"],
        "books": _books(found, masterplan),
        "missions": [mission["text"] for mission in found["missions"]],
        "phases": found["phases"],
        "alignments": found["alignments"],
        "team": _team(found),
        "analyses": {
            ANALYSES.get(name, name): [_finding(row) for row in found[name]] for name in FINDINGS
        },
        "aims": [_aim(row) for row in found["aims"]],
        "programs": found["programs"],
        "quick_wins": found["quick_wins"],
        "attachments": found["attachments"],
        "labels": LABELS | {"criteria": found["criteria"]},
        **{part.name: part.shaped(found[part.name]) for part in registered_parts()},
    }


def _identity(found):
    region = found["region"]
    return {
        "title": found["title"],
        "concept": WORDS[found["naming"]]["concept"],
        "agencies": WORDS[found["naming"]]["agencies"],
        "edition": found["edition"],
        "region": {
            "code": region["code"],
            "name": f"{Level(region['level']).label} {region['name']}",
            "emblem": region["emblem"] or "",
        },
        "place": region["name"],
        "province": found["province"] or "",
        "first_year": found["first_year"],
        "last_year": found["last_year"],
        "outline": found["outline"],
        "dimensions": found["dimension_set"],
        "vision": found["vision"],
        "vision_keywords": found["vision_keywords"],
    }


# ---------------------------------------------------------------------------------------- books


def _books(found, masterplan):
    """The outline, with the words that were written in each of its sections."""
    pictures = {file["pk"]: file["sha256"] for file in found["attachments"]}
    written = {section["outline_id"]: section for section in found["sections"]}

    def words(outline):
        nothing = {"pk": None, "body": "", "revision": 0, "agencies": []}
        stored = written.get(outline["pk"], nothing)
        html = rich_text.clean(stored["body"], masterplan)
        return outline | {
            "pk": stored["pk"],
            "html": _with_pictures_by_content(html, pictures),
            "revision": stored["revision"],
            "agencies": stored["agencies"],
        }

    return [
        book
        | {
            "chapters": [
                chapter | {"sections": [words(section) for section in chapter["sections"]]}
                for chapter in book["chapters"]
            ]
        }
        for book in found["books"]
    ]


def words_in_a_book(html: str, masterplan: Masterplan) -> str:
    """A text as the snapshot has it: cleaned, with pictures named by their content."""
    pictures = dict(masterplan.attachments.values_list("pk", "sha256"))
    return _with_pictures_by_content(rich_text.clean(html, masterplan), pictures)


def _with_pictures_by_content(html, pictures):
    """The text with each picture named by the SHA-256 of its file, not by its address."""

    def name(source):
        return f'src="image:{pictures.get(int(source["pk"]), MISSING_PICTURE)}"'

    return PICTURE.sub(name, html)


# ----------------------------------------------------------------------------- people and rows


def _team(found):
    officials = [
        {
            "name": row["name"],
            "position": f"{Acting(row['acting']).label} {row['position']}"
            if row["acting"]
            else row["position"],
            "agency": _present(row["agency"]),
            "institution": row["institution"],
            "is_head_of_region": row["is_head_of_region"],
            "in_team": row["in_team"],
        }
        for row in found["officials"]
    ]
    members = {
        role: [{"name": row["name"], "agency": _present(row["agency"])} for row in found[role]]
        for role in ("coordinators", "deputies")
    }
    experts = [row | {"agency": _present(row["agency"])} for row in found["experts"]]
    return {
        "officials": officials,
        "dimension_leads": found["dimension_leads"],
        "pokja_members": [
            {name: row[name] for name in ("name", "dimension")} for row in found["pokja_members"]
        ],
        "mandates": _mandates(found),
        **members,
        "experts": experts,
    }


def _mandates(found):
    """Of each kind the newest: the agreement, the decree on the council, the one on the team."""
    newest = {row["kind"]: row for row in found["mandates"]}
    return [
        newest[kind]
        | {
            "file": newest[kind]["file"] if newest[kind]["file"]["sha256"] else None,
            "members": [
                {
                    "name": member["name"],
                    "position": member["position"],
                    "where": member["institution"] or member["agency"] or "",
                    "role": BodyRole(member["role"]).label,
                    "dimension": member["dimension"],
                }
                for member in newest[kind]["members"]
            ],
        }
        for kind in MandateKind.values
        if kind in newest
    ]


def _finding(row):
    """A row of an analysis; who named it: its own agency, then those of rows merged into it."""
    given = [row.pop("agency"), *(origin["agency"] for origin in row.pop("origins"))]
    agencies = {agency["name"]: agency for agency in given if _present(agency)}
    if "file" in row:
        row["file"] = _present(row["file"])
    return row | {"agencies": list(agencies.values())}


def _code_swot(found):
    """Give the entries their codes ("S1", "S2" … in each dimension), and the strategies theirs."""
    counted: Counter = Counter()
    codes = {}
    for entry in found["swot_entries"]:
        place = entry["dimension"], entry["kind"]
        counted[place] += 1
        entry["code"] = codes[entry["pk"]] = f"{entry['kind']}{counted[place]}"
    for strategy in found["tows_strategies"]:
        joined = (codes.get(link["entry_id"]) for link in strategy.pop("links"))
        strategy["from"] = sorted(filter(None, joined))


def _name_regulations(found):
    """Each regulation by the name that documents cite, in place of what it is made of."""
    region = found["region"]
    for row in found["regulations"]:
        words = {name: row.pop(name) for name in ("form", "number", "year", "issuer")}
        agency = (row["agency"] or {}).get("name") or ""
        of = Issuers(region["level"], region["name"], found["province"] or "", agency)
        row["name"] = regulation_name(**words, of=of)


def _aim(row):
    strategies = [strategy["text"] for strategy in row["strategies"]]
    serves = row["serves"] if row["serves"]["document"] else None
    return row | {"strategies": strategies, "serves": serves}


def _number_programs(found):
    """Number the programs within their dimension ("4.2"); quick wins name theirs by it."""
    order = {dimension["code"]: dimension["number"] for dimension in found["dimensions"]}
    counted: Counter = Counter()
    numbers = {}
    for program in found["programs"]:
        dimension = order[program["dimension"]]
        counted[dimension] += 1
        program["number"] = numbers[program["pk"]] = f"{dimension}.{counted[dimension]}"
        program["aim"] = program["aim"] or ""
        for one in program["participants"]:
            one["name"] = f"{Level(one.pop('level')).label} {one['name']}"
    for quick_win in found["quick_wins"]:
        quick_win["program"] = numbers[quick_win.pop("program_id")]


def _present(thing):
    """What a row points to; None when it points to nothing (then all of it is null)."""
    return thing if thing["name"] is not None else None


def _without_keys(value):
    if isinstance(value, dict):
        return {name: _without_keys(one) for name, one in value.items() if name != "pk"}
    return [_without_keys(one) for one in value] if isinstance(value, list) else value
