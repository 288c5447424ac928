"""From the snapshot of a masterplan to what the tables of its books show.

A book is made from the snapshot and from nothing else: what is printed is what was hashed. So
nothing in here, and nothing that books are made with, knows a table of the database (a contract
in pyproject.toml holds it). `docs/schema/snapshot.json` says what a snapshot holds.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.analysis_data import AnalysisData, agency_name, agency_names, key_of
from exports.team_data import team_groups
from indonesian import angka, daftar, rentang, rupiah, tanggal, terbilang
from programs.sums import Sums
from quickwins.judging import both_sides, mean, weighed
from quickwins.profile_parts import parts_without
from quickwins.risk_levels import LEVELS, level_of

NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
LETTERS = {"prepare": "P", "build": "B", "operate": "O"}
CHOSEN = "chosen"
AGENCY = "Perangkat Daerah"  # in heads of tables, of a province too (decision 0036)
PROFILE_FACTS = {"beneficiaries", "person_in_charge"}  # printed beside the texts of a profile


class BookData(AnalysisData):
    """A snapshot, arranged for the generators when a book first asks for it."""

    def __init__(self, snapshot: dict, scans: Mapping[str, Sequence[str]] = NOTHING):
        super().__init__(snapshot)
        self.scans = scans  # by SHA-256 the words on each page of a scan that can be printed
        plan = snapshot["masterplan"]
        self.vision: str = plan["vision"]
        self.agencies: str = plan["agencies"]
        self.region: str = plan["region"]["name"]
        sha256 = plan["region"].get("emblem", "")  # editions of before name none
        self.emblem: str = f"image:{sha256}" if sha256 else ""
        self.years = range(plan["first_year"], plan["last_year"] + 1)
        self.period = f"{plan['first_year']}–{plan['last_year']}"

    # ---------------------------------------------------------------------- what is wanted

    @property
    def missions(self) -> tuple[str, ...]:
        return tuple(self.snapshot["missions"])

    @cached_property
    def alignments(self) -> list[analysis.AlignmentGroup]:
        """By document; a mission that several dimensions answer is one row."""
        documents = {}
        for row in self.snapshot["alignments"]:
            rows = documents.setdefault(self.label("documents", row["document"]), {})
            goals, answered, named = rows.setdefault(row["mission"], ([], set(), {}))
            if row["goal"] and row["goal"] not in goals:
                goals.append(row["goal"])
            answered.add(self.dimensions[row["dimension"]].number)
            named |= {program["name"]: True for program in row.get("programs", ())}
        return [
            analysis.AlignmentGroup(
                document,
                tuple(
                    analysis.PrintedAlignment(
                        mission, "\n".join(goals), frozenset(answered), tuple(named)
                    )
                    for mission, (goals, answered, named) in rows.items()
                ),
            )
            for document, rows in documents.items()
        ]

    @cached_property
    def aims(self):
        """Rows by dimension."""
        found = defaultdict(list)
        for row in self.snapshot["aims"]:
            found[row["dimension"]].append(
                planned.AimRow(
                    self.subdimension_of(row),
                    row["aim"],
                    tuple(row["strategies"]),
                    key_of("aims", row),
                )
            )
        return found

    @cached_property
    def phases(self) -> tuple[planned.RoadmapPhase, ...]:
        """The phases clipped to the years of the plan; the whole plan where none is set."""
        first, last = self.years[0], self.years[-1]
        phases = [
            planned.RoadmapPhase(
                row["name"], max(row["first_year"], first), min(row["last_year"], last)
            )
            for row in self.snapshot["phases"]
            if row["first_year"] <= last and row["last_year"] >= first
        ]
        years = [year for phase in phases for year in range(phase.first_year, phase.last_year + 1)]
        if years != list(self.years):  # gaps or overlaps would tear the head of the table
            return (planned.RoadmapPhase("Tahun", first, last),)
        return tuple(phases)

    @property
    def phase_years(self) -> dict[str, range]:
        """The years of each phase by its name with its years."""
        return {
            f"{one.name} ({rentang(one.first_year, one.last_year)})": range(
                one.first_year, one.last_year + 1
            )
            for one in self.phases
        }

    # ---------------------------------------------------------------------------- programs

    @cached_property
    def programs(self):
        """By dimension: (sub-dimension, program row), numbered within the dimension."""
        found = defaultdict(list)
        for row in self.snapshot["programs"]:
            found[row["dimension"]].append((self.subdimension_of(row), self._program(row)))
        return found

    @cached_property
    def _quickwin_numbers(self):
        return {row["program"] for row in self.chosen}

    def _program(self, row):
        served = row["beneficiaries"]
        if row["beneficiaries_count"]:
            served = f"{served} ({angka(row['beneficiaries_count'])})".strip()
        texts = "number", "name", "expansion", "description", "problem", "output", "outcome"
        return planned.ProgramRow(
            **{field: row[field] for field in (*texts, "is_new", "aim", "risks")},
            agency=agency_name(row["agency"]),
            kind=self.label("program_kinds", row["kind"]),
            beneficiaries=served,
            rpjmd_link=_in_rpjmd(row),
            supporters=tuple(map(agency_name, row["supporters"])),
            partners=tuple(partner["name"] for partner in row["partners"]),
            indicators=_indicators(row),
            years=tuple((year["year"], LETTERS[year["activity"]]) for year in row["schedule"]),
            budget=tuple(
                (line["year"], self.label("sources", line["source"]), line["amount"])
                for line in row["budget"]
            ),
            is_quickwin=row["number"] in self._quickwin_numbers,
            participants=tuple(
                (one["name"], one["villages"]) for one in row.get("participants", ())
            ),
            since_year=row.get("since_year"),
            achievement=row.get("achievement", ""),
            key=key_of("programs", row),
        )

    @cached_property
    def budget(self) -> Sums:
        """The money of all programs; dimensions by code, agencies by name."""
        groups = [
            {
                "year": line["year"],
                "source": line["source"],
                "dimension": program["dimension"],
                "subdimension": (program["dimension"], program["subdimension"]),
                "agency": agency_name(program["agency"]),
                "sum": line["amount"],
            }
            for program in self.snapshot["programs"]
            for line in program["budget"]
            if line["amount"] > 0
        ]
        return Sums(groups, self.labels("sources"))

    # -------------------------------------------------------------------------- quick wins

    @property
    def quickwins(self) -> list[dict]:
        """All nominees."""
        return self.snapshot["quick_wins"]

    @cached_property
    def chosen(self) -> list[dict]:
        return [row for row in self.quickwins if row["standing"] == CHOSEN]

    @property
    def unusual_choices(self) -> str:
        """In words, which dimensions chose more or fewer than the usual one (domain §4)."""
        counted = Counter(self._program_of(row)["dimension"] for row in self.chosen)
        said = [
            f"{dimension.name} memilih {terbilang(counted[code])}"
            if counted[code]
            else f"{dimension.name} belum memilih"
            for code, dimension in self.dimensions.items()
            if counted[code] != 1
        ]
        return f"Lazimnya satu untuk setiap dimensi: {daftar(said)}." if said else ""

    @cached_property
    def _by_number(self):
        return {program["number"]: program for program in self.snapshot["programs"]}

    def _program_of(self, quickwin):
        return self._by_number[quickwin["program"]]

    def nominee(self, quickwin: dict) -> planned.NomineeRow:
        """A line of the table of nominees."""
        weights = {one["code"]: one.get("weight", 1) for one in self.snapshot["labels"]["criteria"]}
        given = defaultdict(list)
        for score in quickwin["scores"]:  # those of an old edition name no side
            given[score["criterion"], score.get("side", "team")].append(score["value"])
        means = {place: mean(values) for place, values in given.items()}
        sides = [
            weighed({key: means.get((key, side)) for key in weights}, weights)
            for side in self.side_names
        ]
        program = self._program_of(quickwin)
        return planned.NomineeRow(
            name=program["name"],
            agency=agency_name(program["agency"]),
            dimension=self.dimensions[program["dimension"]],
            means=tuple(
                both_sides(means.get((key, side)) for side in self.side_names) for key in weights
            ),
            sides=tuple(sides),
            mean=both_sides(sides),
            standing=self.label("standings", quickwin["standing"]),
            is_chosen=quickwin["standing"] == CHOSEN,
            key=key_of("quick_wins", quickwin),
        )

    @cached_property
    def side_names(self) -> dict[str, str]:
        """Who judged, by code; an edition of before there were sides has one."""
        return self.labels("sides") if "sides" in self.snapshot["labels"] else {"team": "Semua"}

    @cached_property
    def criteria(self) -> tuple[str, ...]:
        """What the nominees were judged by, each with its weight where it was given one."""
        found = self.snapshot["labels"]["criteria"]
        return tuple(
            f"{one['label']} (bobot {one['weight']})" if "weight" in one else one["label"]
            for one in found
        )

    def chosen_row(self, quickwin: dict) -> planned.QuickWinRow:
        """A line of the table of those chosen."""
        program = self._program_of(quickwin)
        return planned.QuickWinRow(
            dimension=self.dimensions[program["dimension"]],
            name=program["name"],
            expansion=program["expansion"],
            agency=agency_name(program["agency"]),
            reason=quickwin["benefits"] or quickwin["reason"],
        )

    def profile(self, quickwin: dict) -> planned.QuickWinSheet:
        """The sheet of one chosen quick win."""
        program = self._program_of(quickwin)
        titles = self.labels("profile")
        texts = [(titles[name], quickwin[name]) for name in titles if name not in PROFILE_FACTS]
        supporters = agency_names(program["supporters"])
        facts = [
            ("Penanggung jawab", quickwin["person_in_charge"] or agency_name(program["agency"])),
            (f"{AGENCY} pendukung", supporters),
            ("Penerima manfaat", quickwin["beneficiaries"] or program["beneficiaries"]),
            *self._innovation(quickwin),
        ]
        rows = {"risks": "risiko", "milestones": "tonggak bulanan"}
        lacking = parts_without(
            {name: quickwin[name] for name in titles}, {name: quickwin[name] for name in rows}
        )
        missing = [(titles | rows)[name] for name in lacking]
        year = min((line["year"] for line in program["budget"]), default=None)
        return planned.QuickWinSheet(
            dimension=self.dimensions[program["dimension"]],
            subdimension=self.subdimension_of(program),
            name=program["name"],
            expansion=program["expansion"],
            anchor=f"quick-win-{program['number'].replace('.', '-')}",
            texts=tuple((title.capitalize(), words) for title, words in texts if words.strip()),
            facts=tuple((title, words) for title, words in facts if words.strip()),
            budget=tuple(
                (self.label("sources", line["source"]), line["amount"])
                for line in program["budget"]
                if line["year"] == year
            ),
            year=year,
            indicators=_indicators(program),
            risks=tuple(map(self._risk, quickwin["risks"])),
            milestones=_milestones(quickwin["milestones"]),
            missing=tuple(missing),
        )

    def _innovation(self, quickwin):
        """What is said of it in a word each; an edition of before says none of it."""
        kind, status = quickwin.get("innovation_kind"), quickwin.get("innovation_status")
        starts = quickwin.get("starts_on")
        yield "Jenis inovasi", self.label("innovation_kinds", kind) if kind else ""
        yield "Status inovasi", self.label("innovation_statuses", status) if status else ""
        yield "Mulai dikerjakan", tanggal(dt.date.fromisoformat(starts)) if starts else ""
        yield "Dokumentasi", quickwin.get("link", "")

    def _risk(self, risk):
        level = level_of(risk["likelihood"], risk["impact"])
        words = self.labels("risk_levels") if "handling" in risk else LEVELS
        handling = risk.get("handling")
        return planned.RiskRow(
            **{name: risk[name] for name in ("text", "likelihood", "impact", "mitigation")},
            handling=self.label("handlings", handling) if handling else "",
            owner=risk.get("owner", ""),
            level=level,
            level_in_words=words[level],
        )

    # -------------------------------------------------------------------------------- team

    @cached_property
    def mandates(self) -> list[dict]:
        """The Nota Kesepakatan and the decrees; editions of before have none."""
        return self.snapshot["team"].get("mandates", [])

    @cached_property
    def team(self) -> list[planned.TeamGroup]:
        """Head of region, council, team, coordinators, leads, experts; no numbers."""
        return team_groups(self)


def _indicators(program):
    return tuple(
        planned.IndicatorRow(
            name=row["name"],
            unit=row["unit"],
            baseline=None if row["baseline"] is None else Decimal(row["baseline"]),
            baseline_year=row["baseline_year"],
            targets=tuple((target["year"], Decimal(target["value"])) for target in row["targets"]),
        )
        for row in program["indicators"]
    )


def _milestones(rows):
    """The same words in several months are one bar."""
    months, percents = {}, {}
    for row in rows:
        months.setdefault(row["text"], set()).add(row["month"])
        percents[row["text"]] = row.get("percent")
    return tuple(
        planned.MilestoneRow(text, frozenset(on), percents[text]) for text, on in months.items()
    )


def _in_rpjmd(program):
    """The program of the RPJMD or Renstra that it belongs to, and the figure that stands there."""
    amount = f"pagu {rupiah(program['rpjmd_amount'])}" if program["rpjmd_amount"] else ""
    return ", ".join(filter(None, [program["rpjmd_link"], amount]))
