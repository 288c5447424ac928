"""What a row of a worksheet may say, whichever way it comes: a form, the grid, a paste, XLSX."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from accounts.models import User
from analyses.column_types import EMPTY
from analyses.kinds import KIND_OF
from analyses.models import Finding, RegulationForm
from analyses.parts import ENTRIES, Mentions, names_of
from revisions.tokens import Parts

NOT_YOURS = "Anda hanya dapat menulis untuk Perangkat Daerah Anda sendiri."
OTHER_DIMENSION = "Pilih baris SWOT dari dimensi yang sama."
WHICH_MINISTER = "Tulis menterinya, misalnya Menteri Dalam Negeri."
WHAT_AND_WHOSE = "Tulis jenis dan penerbitnya, misalnya Peraturan BSSN."
WHOLE = ""  # a fault of the row, of no part of it

Faults = dict[str, str]


def faults(
    finding: Finding,
    parts: Parts,
    *,
    changed: set[str],
    before: Parts,
    by: User,
    mentions: Mentions,
) -> Faults:
    """What is wrong with a row that says `parts`, part by part in a sentence; {} when nothing is.

    `finding` holds the parts already. Of a stored row only what `changed` is judged: an older
    fault in another box holds up nobody.
    """
    is_new = finding.pk is None
    found = {}
    for name in names_of(type(finding)):
        if name == ENTRIES or not (is_new or name in changed):
            continue
        if sentence := _fault(finding, name, before, by, mentions):
            found[name] = sentence
    if changed & {ENTRIES, "dimension"} and ENTRIES in names_of(type(finding)):
        found |= _of_entries(finding, parts.get(ENTRIES) or [], before, mentions)
    if is_new or changed & {"form", "issuer"}:
        found |= _of_issuer(finding)
    return found or _of_row(finding)


def _fault(finding, name, before, by, mentions):
    field = finding._meta.get_field(name)
    value = getattr(finding, field.attname)
    if value is None or value == "":
        # A row that was loaded without an agency does not have to be given one to be changed.
        needs_agency = name == "agency" and (finding.pk is None or before.get(name))
        required = KIND_OF[type(finding)].column(name).required
        return (required or EMPTY) if needs_agency or not field.blank else ""
    if field.is_relation:
        if value not in mentions.of(name, [value]):
            return _not_among_them()
        is_given = name == "agency" and value != before.get(name)
        return NOT_YOURS if is_given and value not in mentions.offered_to(by) else ""
    try:
        setattr(finding, name, field.clean(value, finding))
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def _of_entries(finding, keys, before, mentions):
    entries = mentions.of(ENTRIES, keys)
    kept = set(before.get(ENTRIES) or [])
    if any(key not in entries or (entries[key].merged_into_id and key not in kept) for key in keys):
        return {ENTRIES: _not_among_them()}
    if any(entry.dimension_id != finding.dimension_id for entry in entries.values()):
        return {ENTRIES: OTHER_DIMENSION}
    return {}


def _of_issuer(finding):
    """Some kinds of regulation are nothing without who gave them."""
    form = getattr(finding, "form", "")
    if form not in RegulationForm.nameless() or finding.issuer:
        return {}
    return {"issuer": WHAT_AND_WHOSE if form == RegulationForm.OTHER else WHICH_MINISTER}


def _of_row(finding):
    try:
        finding.validate_constraints(exclude={"masterplan", "form_key", "merged_into"})
    except ValidationError as problem:
        return {WHOLE: " ".join(problem.messages)}
    return {}


def _not_among_them():
    return gettext("Select a valid choice. That choice is not one of the available choices.")
