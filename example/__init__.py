"""The example regions: their data as JSON, and who may sign in.

Everybody and every figure is invented. Loading is in `loading.py`; this file only reads. The
password and the secret of the second factor are published: `settings.EXAMPLE_SITE` says whether
they may exist at all, and in production it is off.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data"
REGIONS = ("banjarnegara", "ambon", "jawa-barat", "wonosobo")
PASSWORD = "simpul-contoh-2024"  # noqa: S105 - published on purpose
TOTP_SECRET = "SIMPULCONTOHSIMPULCONTOHSIMPULCO"  # noqa: S105 - published on purpose
NEED_CODE = ("national", "signatory")


def read(name: str) -> dict:
    """The data of one region: `name.json`, with the parts of a large one (`name-programs.json`)."""
    data = {}
    for path in [FOLDER / f"{name}.json", *sorted(FOLDER.glob(f"{name}-*.json"))]:
        data |= json.loads(path.read_text(encoding="utf-8"))
    return data


def officers() -> list[dict]:
    """The people above the regions: ministry first, then province and expert."""
    return read("people")["people"]


def people() -> list[dict]:
    """Everybody who may sign in, in the order of the table of logins."""
    return officers() + [row for name in REGIONS for row in read(name)["people"]]


def needs_code(row: dict) -> bool:
    """Whether somebody signs in with a code of `TOTP_SECRET` besides the password."""
    return row["role"] in NEED_CODE


def logins() -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of all example people; the role says who needs a code as well."""
    return [
        (row["label"] + (" (dengan kode)" if needs_code(row) else ""), row["email"], PASSWORD)
        for row in people()
    ]
