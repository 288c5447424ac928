"""More programs out of one: copy it, split it over agencies; put it into another sub-dimension.

Nothing is lost by any of them: the program that one began with keeps its texts and its history,
and a split is taken back as long as nobody has written into its parts.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from dimensions.models import SubDimension
from masterplans.actions import closed_as_sentence
from programs.actions import add_program, change_program
from programs.data import ProgramEntry, entry_of
from programs.documents import ProgramDocument, locked_program
from programs.models import Program, ProgramSplit
from regions.models import Agency
from revisions.saving import changed_since, remove

Shares = dict[tuple[int, str], dict[Agency, int]]  # budget line -> rupiah for each agency


JOINED = "Disatukan lagi dengan program asalnya."
CHANGED = "Program hasil pemecahan sudah diubah, jadi tidak dapat disatukan lagi."


class SplitError(Exception):
    """The program cannot be split so, or not be joined any more. The message is for the user."""


def copy_program(program: Program, *, name: str, agency: Agency, by: User, key: UUID) -> Program:
    """A second program that says the same, under a name of its own. `key` names the form.

    Raises PlanClosedError; PermissionDenied when the agency's programs are not hers to write.
    """
    entry = _without_keys(entry_of(program))
    entry = replace(
        entry,
        fields=entry.fields | {"name": name, "agency": agency},
        supporters=entry.supporters - {agency},
    )
    _check_owner(program, agency, by)
    return add_program(program.masterplan, entry, by=by, form_key=key)


def split_program(
    program: Program,
    *,
    agencies: Sequence[Agency],
    shares: Shares,
    version: int,
    by: User,
    key: UUID,
) -> list[Program]:
    """Give each of the agencies a program with the same texts and its share of every amount.

    The program itself stays with its owner, who is one of the `agencies`. Sent twice, the same
    `key` splits once. Raises SplitError when a share is missing or the sums differ, Stale,
    PlanClosedError, PermissionDenied.
    """
    with closed_as_sentence(), transaction.atomic():
        program = locked_program(program, by)
        if made := _parts_of_key(program, agencies, key):
            return [program, *made]
        stored = entry_of(program)
        if version != program.version:
            raise changed_since(ProgramDocument(program.masterplan, program), by=by)
        _check_shares(stored, agencies, shares)
        plan_of = _divided_plan(stored, agencies, shares)
        parts = []
        for agency in agencies:
            _check_owner(program, agency, by)
            if agency == program.agency:
                continue
            entry = _part(stored, agency, shares, plan_of[agency])
            child = uuid5(key, str(agency.pk))
            parts.append(add_program(program.masterplan, entry, by=by, form_key=child))
        own = _part(stored, program.agency, shares, plan_of[program.agency])
        own = replace(own, fields=own.fields | {"name": stored.fields["name"]})
        own = replace(own, supporters=stored.supporters, indicators=stored.indicators)
        program = change_program(program, own, version=program.version, by=by)
        _remember_split(program, parts, stored, by)
    return [program, *parts]


def join_program(program: Program, *, by: User) -> Program:
    """Take the last split back: its parts go, the amounts return. Raises SplitError."""
    with closed_as_sentence(), transaction.atomic():
        program = locked_program(program, by)
        split = ProgramSplit.objects.joinable(program)
        if not split:
            raise SplitError(CHANGED)
        parts = list(split.found().select_for_update(of=("self",)))
        if {part.pk: part.version for part in parts} != split.versions:
            raise SplitError(CHANGED)
        budget = {(year, source): amount for year, source, amount in split.budget}
        fields = entry_of(program).fields | {"rpjmd_amount": split.rpjmd_amount}
        entry = replace(entry_of(program), budget=budget, fields=fields)
        for part in parts:
            remove(ProgramDocument(program.masterplan, part), token=None, by=by, reason=JOINED)
        program = change_program(program, entry, version=program.version, by=by)
        split.delete()
        record(by, "program.joined", program, parts=sorted(split.versions))
    return program


@transaction.atomic
def move_program(
    program: Program, *, subdimension: SubDimension, version: int, by: User
) -> Program:
    """Put a program at the end of another sub-dimension. An aim of the old one is let go.

    Raises Stale, PlanClosedError. Moving it back undoes it.
    """
    with closed_as_sentence():
        stored = entry_of(program)
        if subdimension == stored.fields["subdimension"]:
            return program
        aim = stored.fields["aim"]
        if aim and aim.subdimension_id != subdimension.pk:
            aim = None
        fields = stored.fields | {"subdimension": subdimension, "aim": aim}
        program = change_program(program, replace(stored, fields=fields), version=version, by=by)
        others = program.masterplan.programs.filter(subdimension=subdimension)
        last = others.exclude(pk=program.pk).aggregate(last=Max("order"))["last"]
        program.order = (last or 0) + 1
        program.save(update_fields=["order"])
    return program


def evenly(amount: int, parts: int) -> list[int]:
    """An amount in nearly equal parts that add up to it; the first take what is left over.

    >>> evenly(10, 3)
    [4, 3, 3]
    """
    share, rest = divmod(amount, parts)
    return [share + (at < rest) for at in range(parts)]


def by_weight(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount divided as the weights are, in whole rupiah that add up to it."""
    total = sum(weights)
    if not total:
        return evenly(amount, len(weights))
    shares = [amount * weight // total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda at: -(amount * weights[at] % total))
    for at in largest[: amount - sum(shares)]:
        shares[at] += 1
    return shares


def _check_owner(program, agency, by):
    part = Program(masterplan=program.masterplan, agency=agency)
    if not by.has_perm("programs.write_program", part):
        raise PermissionDenied


def _check_shares(stored, agencies, shares):
    if stored.fields["agency"] not in agencies or len({*agencies}) < 2:
        raise SplitError("Pilih penanggung jawab sekarang dan sedikitnya satu lagi.")
    for line, amount in stored.budget.items():
        given = shares.get(line, {})
        if {*given} != {*agencies} or min(given.values()) < 0 or sum(given.values()) != amount:
            raise SplitError("Jumlah bagian tidak sama dengan anggaran semula.")


def _divided_plan(stored, agencies, shares):
    """The figure of the RPJMD follows the money; without any it is divided evenly."""
    amount = stored.fields["rpjmd_amount"]
    if amount is None:
        return dict.fromkeys(agencies)
    weights = [sum(share[agency] for share in shares.values()) for agency in agencies]
    return dict(zip(agencies, by_weight(amount, weights), strict=True))


def _part(stored, agency, shares, rpjmd_amount):
    name = stored.fields["name"]
    room = Program._meta.get_field("name").max_length - len(agency.short_name) - 1
    named = f"{name[:room].rstrip()} {agency.short_name}"
    budget = {line: share[agency] for line, share in shares.items() if share[agency]}
    fields = stored.fields | {"name": named, "agency": agency, "rpjmd_amount": rpjmd_amount}
    return replace(
        _without_keys(stored),
        fields=fields,
        supporters=stored.supporters - {agency},
        budget=budget,
    )


def _without_keys(entry: ProgramEntry) -> ProgramEntry:
    """Indicators of another program: they get rows of their own."""
    return replace(entry, indicators=tuple(replace(row, key=None) for row in entry.indicators))


def _parts_of_key(program, agencies, key):
    keys = [uuid5(key, str(agency.pk)) for agency in agencies]
    return list(Program.objects.filter(masterplan=program.masterplan, form_key__in=keys))


def _remember_split(program, parts, stored, by):
    ProgramSplit.objects.update_or_create(
        program=program,
        defaults={
            "at": timezone.now(),
            "version": program.version,
            "parts": {str(part.pk): part.version for part in parts},
            "budget": [[year, source, amount] for (year, source), amount in stored.budget.items()],
            "rpjmd_amount": stored.fields["rpjmd_amount"],
        },
    )
    agencies = [str(part.agency) for part in parts]
    record(by, "program.split", program, agencies=agencies, version=program.version)
