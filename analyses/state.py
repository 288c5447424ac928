"""What a row says, field by field: as a fingerprint, as boxes, and in words for its history.

A form carries the fingerprint of the row that it began from. So we know which fields she changed,
and which somebody else changed in between: two people who fill different fields of one row do not
stand in each other's way, and one person in two windows does not fight herself.
"""

import hashlib
from typing import Any

from django.db.models import Model

from analyses.models import Finding, TowsStrategy
from indonesian import angka

# Not what a row says: whose it is, where it stands, what the pokja decided about it.
BOOKKEEPING = {
    "id",
    "masterplan",
    "order",
    "in_book",
    "merged_into",
    "moved_links",
    "form_key",
    "changed_at",
}
NOTHING = "-"


def names_of(model: type[Finding]) -> list[str]:
    """The fields that a fingerprint covers, in one order."""
    names = [f.name for f in model._meta.concrete_fields if f.name not in BOOKKEEPING]
    names.sort(key="agency".__eq__)  # what it says first, whose it is last
    return [*names, "entries"] if model is TowsStrategy else names


def state_of(finding: Finding) -> str:
    """The fingerprint of a row; of a row that is not saved yet the empty text."""
    if not finding.pk:
        return ""
    return ".".join(digest(value_of(finding, name)) for name in names_of(type(finding)))


def digests_of(token: str, model: type[Finding]) -> dict[str, str]:
    """What a fingerprint says of each field; nothing when it is not one of this kind of row."""
    names, parts = names_of(model), token.split(".")
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else {}


def value_of(finding: Finding, name: str) -> str:
    """The value of a field as a text that two equal values share."""
    if name == "entries":
        return plain(list(finding.entries.all()))
    return plain(getattr(finding, finding._meta.get_field(name).attname))


def plain(value: Any) -> str:
    """A value of a form or a row as a text: a key, a number, words with one kind of line end."""
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return " ".join(str(key) for key in sorted(row.pk for row in value))
    return str(value).replace("\r\n", "\n").strip()


def digest(text: str) -> str:
    """Ten letters that stand for a text; nothing stands for nothing."""
    if not text:
        return NOTHING
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def told(finding: Finding, *, entries=None) -> list[tuple[str, str]]:
    """What a row says as pairs of label and words; it stays readable when all else is gone.

    `entries` are the SWOT rows of a strategy that is not saved as it stands here.
    """
    pairs = []
    for name in names_of(type(finding)):
        if name == "entries":
            joined = finding.entries.all() if entries is None and finding.pk else entries or []
            words = "\n".join(f"{one.get_kind_display()}: {one.text}" for one in joined)
            pairs.append(("Berangkat dari", words))
        else:
            label = finding._meta.get_field(name).verbose_name
            pairs.append((label[0].upper() + label[1:], words_of(finding, name)))
    return pairs


def words_of(finding: Finding, name: str) -> str:
    """The value of one field as a reader sees it."""
    field = finding._meta.get_field(name)
    value = getattr(finding, name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(finding, f"get_{name}_display")())
    if name in ("amount", "count", "certified"):
        return angka(value)
    return str(value)
