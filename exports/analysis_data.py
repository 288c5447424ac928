"""The analyses and inventories of a snapshot as the rows of the books' tables."""

from collections import defaultdict
from decimal import Decimal
from functools import cached_property

from exports import analysis_blocks as analysis
from exports.book_content import BookDimension


class AnalysisData:
    """A snapshot with its dimensions and words, and what the region found out about itself."""

    def __init__(self, snapshot: dict):
        self.snapshot = snapshot

    @cached_property
    def dimensions(self) -> dict[str, BookDimension]:
        """By code, in the order of the set."""
        return {
            row["code"]: BookDimension(row["number"], row["key"], row["name"], row["aim"])
            for row in self.snapshot["dimensions"]
        }

    @cached_property
    def subdimensions(self) -> dict[tuple[str, str], str]:
        """The names of the sub-dimensions by the codes of their dimension and their own."""
        return {
            (dimension["code"], part["code"]): _both_names(part)
            for dimension in self.snapshot["dimensions"]
            for part in dimension["subdimensions"]
        }

    def label(self, words: str, code: str) -> str:
        """The word that is printed for a code: `label("sources", "apbd")` is "APBD"."""
        return self._labels[words][code]

    def labels(self, words: str) -> dict[str, str]:
        """All words of one kind by their codes, in the order in which they are printed."""
        return self._labels[words]

    @cached_property
    def _labels(self):
        return {
            words: {one["code"]: one["label"] for one in known}
            for words, known in self.snapshot["labels"].items()
        }

    def subdimension_of(self, row: dict) -> str:
        """The name of the sub-dimension that a row stands in."""
        return self.subdimensions[row["dimension"], row["subdimension"]]

    # ---------------------------------------------------------------------------- analyses

    @property
    def _analyses(self):
        return self.snapshot["analyses"]

    @cached_property
    def issues(self):
        """Rows of issues by dimension."""
        found = defaultdict(list)
        for row in self._analyses["issues"]:
            found[row["dimension"]].append(
                analysis.IssueRow(
                    row["title"],
                    row["description"],
                    row["source"],
                    _names(row),
                    key_of("issues", row),
                )
            )
        return found

    @cached_property
    def swot(self):
        """By dimension: a dict of S, W, O, T to coded entries ("S1", "S2" …)."""
        found = defaultdict(lambda: defaultdict(list))
        for row in self._analyses["swot"]:
            found[row["dimension"]][row["kind"]].append(
                analysis.Coded(row["code"], row["text"], key_of("swot", row))
            )
        return found

    @cached_property
    def tows(self):
        """By dimension: a dict of SO, WO, ST, WT to strategies with the codes they join."""
        found = defaultdict(lambda: defaultdict(list))
        for row in self._analyses["tows"]:
            found[row["dimension"]][row["kind"]].append(
                analysis.Coded(", ".join(row["from"]), row["text"], key_of("tows", row))
            )
        return found

    @cached_property
    def readiness(self) -> list[analysis.PrintedReadinessHead]:
        """The heads that have items, in the order of the three areas."""
        items = defaultdict(list)
        for row in self._analyses["readiness"]:
            proof = [row["evidence"], row["evidence_url"]]
            proof += [row["file"]["name"]] if row["file"] else []
            evidence = "\n".join(part for part in proof if part)
            items[row["head"]].append(
                analysis.PrintedReadinessItem(
                    row["statement"],
                    Decimal(row["score"]),
                    evidence,
                    _names(row),
                    key_of("readiness", row),
                )
            )
        return [
            analysis.PrintedReadinessHead(head["area"], head["label"], tuple(items[head["code"]]))
            for head in self.snapshot["labels"]["readiness"]
            if items[head["code"]]
        ]

    @cached_property
    def gaps(self):
        """Rows by dimension."""
        found = defaultdict(list)
        for row in self._analyses["gaps"]:
            found[row["dimension"]].append(
                analysis.PrintedGap(
                    subdimension=self.subdimension_of(row),
                    now=row["now"],
                    wanted=row["wanted"],
                    level_now=row["level_now"],
                    level_wanted=row["level_wanted"],
                    gap=row["gap"],
                    need=row["need"],
                    key=key_of("gaps", row),
                )
            )
        return found

    # ---------------------------------------------------- what the region has, as rows of texts

    @cached_property
    def regulations(self) -> list[tuple[str, ...]]:
        """Name, what it is about, status, agency."""
        return [
            (
                row["name"],
                row["about"],
                self.label("regulation_statuses", row["status"]),
                _own(row),
            )
            for row in self._analyses["regulations"]
        ]

    def keys(self, name: str) -> tuple[str, ...]:
        """Those of the rows of one list, in their order."""
        return tuple(key_of(name, row) for row in self._analyses[name])

    @cached_property
    def applications(self) -> list[tuple[str, ...]]:
        """Name, function, users and maker, integration, agency."""
        return [
            (
                row["name"],
                row["function"],
                "\n".join(
                    filter(None, [row["users"], row["maker"] and f"Dibuat oleh {row['maker']}"])
                ),
                self.label("integrations", row["integration"]),
                _own(row),
            )
            for row in self._analyses["applications"]
        ]

    @cached_property
    def ict_staff(self) -> list[tuple]:
        """Position, post, education, how many, how many of them with a certificate, agency."""
        return [
            (
                row["position"],
                self.label("posts", row["post"]) if row.get("post") else "",
                self.label("educations", row["education"]),
                row["count"],
                row["certified"],
                _own(row),
            )
            for row in self._analyses["ict_staff"]
        ]

    @cached_property
    def ict_spending(self) -> list[tuple]:
        """Year, item, source, agency, amount."""
        return [
            (row["year"], row["item"], row["source"], _own(row), row["amount"])
            for row in self._analyses["ict_spending"]
        ]


def key_of(name: str, row: dict) -> str:
    """What a row is called where it can be found again: "issues-12"; "" without its key."""
    return f"{name}-{row['pk']}" if "pk" in row else ""


def _both_names(part):
    return f"{part['name']} ({part['english']})" if part["english"] else part["name"]


def agency_name(agency: dict | None) -> str:
    """The short name that people use."""
    return (agency["short_name"] or agency["name"]) if agency else ""


def agency_names(agencies: list[dict]) -> str:
    """Several agencies in a line."""
    return ", ".join(map(agency_name, agencies))


def _names(row) -> str:
    """Who named it: its own agency, and those whose rows were merged into it."""
    return agency_names(row["agencies"])


def _own(row) -> str:
    """The agency whose row it is."""
    return agency_names(row["agencies"][:1])
