"""Who made the plan, and the documents on which its work stands, as the books print them."""

from datetime import date

from exports import program_blocks as planned
from exports.analysis_data import agency_name
from indonesian import tanggal
from regions.offices import office_beside

NAMES = {
    "agreement": "Nota Kesepakatan",
    "council": "Keputusan tentang Dewan",
    "team": "Keputusan tentang Tim Pelaksana",
}
BODIES = {"council": "Dewan", "team": "Tim Pelaksana"}


def team_groups(data) -> list[planned.TeamGroup]:
    """Those whom the decrees name stand as the decrees name them; then those who work here."""
    team = data.snapshot["team"]
    leads = [
        (row["name"], f"Pokja {data.dimensions[row['dimension']].name}")
        for row in team["dimension_leads"]
    ]
    members = [
        (row["name"], f"Pokja {_dimension(row, data) or row['dimension']}")
        for row in team.get("pokja_members", [])
    ]
    experts = [
        (row["name"], " ".join(filter(None, ["Pendamping penyusunan", _dimension(row, data)])))
        for row in team["experts"]
    ]
    groups = [
        (
            "Pengarah dan tim penyusun",
            [
                (row["name"], _office(row))
                for row in team["officials"]
                if row["is_head_of_region"] or row.get("in_team", True)
            ],
        ),
        *((_body(row), _members(row, data)) for row in data.mandates if row["kind"] in BODIES),
        ("Koordinator penyusunan", _workers(team["coordinators"], data)),
        ("Wakil koordinator", _workers(team.get("deputies", []), data)),
        ("Ketua pokja", leads),
        ("Anggota pokja", members),
        ("Tenaga ahli", experts),
    ]
    return [planned.TeamGroup(name, tuple(people)) for name, people in groups if people]


def mandate_rows(data) -> list[tuple[str, str, str]]:
    """Each document: its name with number and day, what it is about, who signed it."""
    return [
        (
            document_name(row),
            row["about"],
            "; ".join(map(_signed, row["signers"])),
        )
        for row in data.mandates
    ]


def document_name(row) -> str:
    """ "Keputusan tentang Dewan Nomor 050/112, 11 Maret 2025"."""
    return f"{NAMES[row['kind']]} Nomor {row['number']}, {_day(row)}"


def _dimension(row, data):
    found = data.dimensions.get(row.get("dimension", ""))
    return found.name if found else ""


def _workers(rows, data):
    return [(row["name"], agency_name(row["agency"]) or data.region) for row in rows]


def _body(mandate):
    """ "Tim Pelaksana (Keputusan Nomor 050/412 Tahun 2023, 12 Mei 2023)"."""
    return f"{BODIES[mandate['kind']]} (Keputusan Nomor {mandate['number']}, {_day(mandate)})"


def _day(mandate):
    return tanggal(date.fromisoformat(mandate["date"]))


def _members(mandate, data):
    found = []
    for row in mandate["members"]:
        role = " ".join(filter(None, [row["role"], _dimension(row, data)]))
        where = office_beside(row["position"], row["where"])
        office = ", ".join(filter(None, [row["position"], where]))
        said = f"{role}; {office}" if row["name"] and office else role
        found.append((row["name"] or office, said))
    return found


def _signed(signer):
    """ "Bupati X (Siti), diwakili oleh Sekretaris Daerah (Budi)"."""
    words = f"{signer['position']} ({signer['name']})"
    if not signer["stand_in_name"]:
        return words
    office = signer["stand_in_position"]
    stand_in = f"{office} ({signer['stand_in_name']})" if office else signer["stand_in_name"]
    return f"{words}, diwakili oleh {stand_in}"


def _office(official):
    agency = {} if official["institution"] else official["agency"] or {}
    where = official["institution"] or agency.get("name", "")
    where = office_beside(official["position"], where, agency.get("short_name", ""))
    return f"{official['position']}, {where}" if where else official["position"]
