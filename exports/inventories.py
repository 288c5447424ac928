"""What the region already has, as the rows of the books' tables: one query for each."""

from masterplans.models import Masterplan


def regulations(masterplan: Masterplan) -> list[tuple[str, ...]]:
    """Name, what it is about, status, agency."""
    return [
        (str(row), row.about, row.get_status_display(), _name(row.agency))
        for row in masterplan.regulations.for_book().select_related("agency")
    ]


def applications(masterplan: Masterplan) -> list[tuple[str, ...]]:
    """Name, function, users and maker, integration, agency."""
    return [
        (
            row.name,
            row.function,
            "\n".join(filter(None, [row.users, row.maker and f"Dibuat oleh {row.maker}"])),
            row.get_integration_display(),
            _name(row.agency),
        )
        for row in masterplan.applications.for_book().select_related("agency")
    ]


def ict_staff(masterplan: Masterplan) -> list[tuple]:
    """Position, education, how many, how many of them with a certificate, agency."""
    return [
        (row.position, row.get_education_display(), row.count, row.certified, _name(row.agency))
        for row in masterplan.ict_staff.for_book().select_related("agency")
    ]


def ict_spending(masterplan: Masterplan) -> list[tuple]:
    """Year, item, source, agency, amount."""
    return [
        (row.year, row.item, row.source, _name(row.agency), row.amount)
        for row in masterplan.ict_spending.for_book().select_related("agency")
    ]


def _name(agency) -> str:
    return str(agency) if agency else ""
