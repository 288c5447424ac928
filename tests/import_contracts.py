"""A contract of import-linter of our own (`pyproject.toml`): pages are the top of their room."""

import re

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application.contract_utils import (
    AlertLevel,
    remove_ignored_imports_and_report,
)


class PagesContract(Contract):
    """Models, rules and verbs know no views, forms, addresses or middleware, in any room.

    A built-in contract would have to list every module; this one knows pages by their names.

    Configuration options:

        - rooms:           rooms that are pages from top to bottom.
        - names:           expressions of names: a module so named, and all below it, is a page.
        - ignore_imports:  imports that are right all the same. One that is not there is an error.
    """

    type_name = "pages"

    rooms = fields.SetField(subfield=fields.StringField())
    names = fields.ListField(subfield=fields.StringField())
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def is_page(self, module: str) -> bool:
        """Whether a module belongs to the pages of its room."""
        room, *parts = module.split(".")
        names = re.compile("|".join(self.names))
        return room in self.rooms or any(names.fullmatch(part) for part in parts)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every direct import of a page by what is none."""
        removal = remove_ignored_imports_and_report(
            graph=graph, ignore_imports=self.ignore_imports, unmatched_alerting=AlertLevel.ERROR
        )
        pages = {module for module in graph.modules if self.is_page(module)}
        found = sorted(
            (module, page)
            for page in pages
            for module in graph.find_modules_that_directly_import(page) - pages
        )
        return ContractCheck(
            kept=not found,
            warnings=list(removal.warnings),
            ignored_import_count=removal.ignored_import_count,
            metadata={"found": found},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """What decides, and the page that it knows."""
        for module, page in check.metadata["found"]:
            output.print_error(f"{module} is no page, and imports {page}", bold=False)
