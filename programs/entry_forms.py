"""The whole form of a program: its parts, read and judged together."""

import re
from dataclasses import dataclass
from uuid import uuid4

from django.forms import BaseFormSet, formset_factory
from django.forms.models import model_to_dict
from django.urls import reverse

from layouts import Button, Helper, Leave, SaveState, SubmitRow
from masterplans.models import Masterplan
from programs.actions import save_program
from programs.data import FIELDS, IndicatorEntry, ProgramEntry, entry_of, parts_of
from programs.documents import ProgramDocument
from programs.forms import (
    USUAL_SOURCES,
    BudgetForm,
    IndicatorForm,
    PartnerForm,
    ProgramForm,
    ScheduleForm,
    initial_budget,
)
from programs.layouts import ENTRY
from programs.models import Program, Source
from revisions.answers import messages_of
from revisions.saving import Saved, deny
from revisions.tokens import Parts, Token

MOST_ROWS = 40
A_YEAR = re.compile(r"(?:schedule-|budget-|indicators-\d+-target_)((?:19|20)\d\d)(?:-\w+)?")
A_SOURCE = re.compile(r"budget-\d{4}-(\w+)")
NEEDS_ONE = "Tulis uraian singkat, atau pilih sedikitnya satu tahun pelaksanaan."


@dataclass(frozen=True)
class Problem:
    """One thing to mend: which box, and what is wrong with it."""

    label: str
    anchor: str
    sentence: str


class Rows(BaseFormSet):
    """Rows that are told by the page alone: an empty one is ignored, whenever it was made."""

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()


class IndicatorRows(Rows):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus indikator ini saat disimpan"


LIMITS = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}


class EntryForms:
    """The parts of the form, from a page that was sent (`data`) or from a program, or empty.

    `adds` is what the button asked for that only brings one more row: then nothing is judged.
    """

    def __init__(self, data, *, masterplan: Masterplan, user, program: Program | None = None):
        self.masterplan, self.program, self.data = masterplan, program, data
        self.stored = entry_of(program) if program else None
        self.adds = data.get("tambah", "") if data else ""
        if self.adds:
            self.data = data = self._with_one_more(data)
        quiet = bool(self.adds)
        spans = {"years": self._years(), "plan_years": masterplan.years}
        self.main = ProgramForm(
            data,
            masterplan=masterplan,
            user=user,
            program=program,
            quiet=quiet,
            initial=self._initial_main(),
        )
        self.partners = self._rows(PartnerForm, Rows, "partners", quiet=quiet)
        self.schedule = ScheduleForm(
            data, prefix="schedule", **spans, quiet=quiet, initial=self._initial_schedule()
        )
        more = spans | {"can_delete": True, "quiet": quiet, "runs": self.schedule.runs()}
        self.indicators = self._rows(IndicatorForm, IndicatorRows, "indicators", **more)
        self.budget = BudgetForm(
            data,
            prefix="budget",
            **spans,
            sources=self._sources(),
            quiet=quiet,
            initial=initial_budget(self.stored.budget) if self.stored else {},
        )

    def start_with(self, **initial):
        """What an empty form begins with (a subdimension, for example)."""
        self.main.initial |= initial

    @property
    def is_bound(self) -> bool:
        """Whether it was sent."""
        return self.main.is_bound

    @property
    def helper(self):
        """A new program may be followed by the next one; one that is there says it is stored."""
        plan, program = self.masterplan, self.program
        if program:
            address = reverse("programs:edit", args=[plan.slug, program.pk])
            end = [Leave("Kembali ke program"), SaveState("Tersimpan")]
        else:
            address = reverse("programs:add", args=[plan.slug])
            again = Button("Simpan dan tambah lagi", "outline-primary", name="lagi", value="1")
            end = [again, Leave("Kembali ke daftar"), SaveState()]
        return Helper(
            ENTRY,
            SubmitRow("Simpan program", *end),
            summary=False,
            draft=f"program-{program.pk}" if program else f"program-baru-{plan.slug}",
            css_class="sp-saving",
            id="isian-program",
            novalidate=True,
            action=address,
        )

    def is_valid(self) -> bool:
        # All of them are asked, so that all problems are told at once.
        verdicts = [part.is_valid() for part in self._parts()]
        if all(verdicts) and not self.program and not self._says_enough():
            self.main.add_error("description", NEEDS_ONE)
            return False
        return all(verdicts)

    def problems(self) -> list[Problem]:
        """Everything that must be mended, in the order of the page."""
        found = _problems(self.main)
        for name, rows in (("Mitra", self.partners), ("Indikator", self.indicators)):
            found += [Problem(name, rows.prefix, error) for error in rows.non_form_errors()]
            for number, form in enumerate(rows.forms, 1):
                found += _problems(form, f"{name} {number}: ")
        return found + _problems(self.schedule, "Jadwal ") + _problems(self.budget)

    def entry(self) -> ProgramEntry:
        """What was typed, as values; a box that cannot be read says what is stored."""
        cleaned, stored = self.main.cleaned_data, self.stored or NOTHING
        fields = {name: cleaned.get(name, stored.fields.get(name)) for name in FIELDS}
        fields |= {name: stored.fields.get(name) for name in self.main.errors if name in FIELDS}
        supporters = cleaned.get("supporters", stored.supporters)
        return ProgramEntry(
            fields=fields,
            supporters=frozenset(supporters) - {fields["agency"]},
            partners=self._partner_entries(stored),
            indicators=self._indicator_entries(stored),
            schedule=self._schedule_entries(stored),
            budget=self._budget_entries(stored),
        )

    def can_be_kept(self) -> bool:
        """Whether there is enough for a program though some boxes cannot be read."""
        if self.program:
            return True
        needed = {name for name, field in self.main.fields.items() if field.required}
        return not needed & self.main.errors.keys() and self._says_enough()

    def messages(self) -> dict[str, str]:
        """A sentence for each box that cannot be saved."""
        found = messages_of(self.main)
        for rows in (self.partners, self.indicators):
            for form in rows.forms:
                found |= messages_of(form)
            if errors := rows.non_form_errors():
                found[""] = " ".join(errors)
        return found | messages_of(self.schedule) | messages_of(self.budget)

    def unread_parts(self) -> set[str]:
        """The parts (`entry.parts_of`) of which a box shows something that was not stored."""
        parts = {*self.main.errors}
        parts |= {f"schedule.{year}" for year in self.schedule.errors}
        parts |= {_part_of_line(name) for name in self.budget.errors}
        if any(form.errors for form in self.partners.forms):
            parts.add("partners")
        if any(form.errors for form in self.indicators.forms):
            parts.add("indicators")
        return parts

    def wanted(self) -> Parts:
        """The parts that the page holds and that can be read; an empty box empties its part."""
        held = [f"schedule.{name}" for name in self.schedule.fields]
        held += [_part_of_line(name) for name in self.budget.fields]
        unread = self.unread_parts() - {"indicators"}  # of these what can be read is stored
        parts = dict.fromkeys(held) | parts_of(self.entry())
        return {part: value for part, value in parts.items() if part not in unread}

    def boxes(self) -> dict[str, str]:
        """What stands in the boxes of a form that nobody has typed in, by name."""
        fields = [*self.main, *self.schedule, *self.budget]
        fields = [field for field in fields if field.name != "supporters"]
        return {field.html_name: _as_typed(field.value()) for field in fields}

    @property
    def token(self) -> Token:
        """What the page began from; a program that the page makes began from nothing."""
        token = Token.read(self.main["version"].value() or "")
        return token if self.program or token.marks else Token(0, {})

    def save(self, *, by, autosave: bool = False) -> Saved:
        """Write it. Raises what `save_program` raises."""
        return save_program(
            self.masterplan,
            self.wanted(),
            program=self.program,
            form_key=self.main.cleaned_data.get("form_key"),
            token=self.token,
            by=by,
            autosave=autosave,
        )

    def keep_denied(self, *, by) -> None:
        """Keep what was typed by somebody who may not write this program any more."""
        deny(ProgramDocument(self.masterplan, self.program), self.wanted(), self.token, by=by)

    def take_token(self, token: Token) -> None:
        """Show the page again so that it knows of what it clashed with."""
        self.main.data = self.main.data.copy()
        self.main.data["version"] = str(token)

    def _partner_entries(self, stored):
        if any(form.errors for form in self.partners.forms) or self.partners.non_form_errors():
            return stored.partners
        rows = [form.cleaned_data for form in self.partners.forms]
        partners = [(row["helix"], row["name"]) for row in rows if row.get("name")]
        return tuple(sorted(partners, key=lambda partner: partner[0]))

    def _indicator_entries(self, stored):
        if self.indicators.non_form_errors():
            return stored.indicators
        by_key = {row.key: row for row in stored.indicators}
        rows = [form for form in self.indicators.forms if form.cleaned_data]
        found = [_indicator(form, by_key) for form in rows if not form.cleaned_data.get("DELETE")]
        claimed = {form.cleaned_data.get("key") for form in rows}
        said = [entry for entry in found if entry]
        # A row that was saved by itself has no key on the page: emptied for a moment, it stays.
        names = {entry.name for entry in said}
        left = [row for key, row in by_key.items() if key not in claimed and row.name not in names]
        return (*said, *left[: len(found) - len(said)])

    def _schedule_entries(self, stored):
        years = {int(year): what for year, what in self.schedule.cleaned_data.items()}
        unread = {int(year): stored.schedule.get(int(year)) for year in self.schedule.errors}
        return {year: what for year, what in sorted((years | unread).items()) if what}

    def _budget_entries(self, stored):
        amounts = {_line(name): amount for name, amount in self.budget.cleaned_data.items()}
        unread = {_line(name): stored.budget.get(_line(name)) for name in self.budget.errors}
        return {line: amount for line, amount in (amounts | unread).items() if amount}

    def _parts(self):
        return [self.main, self.partners, self.indicators, self.schedule, self.budget]

    def _says_enough(self):
        return bool(self.main.cleaned_data.get("description") or self._schedule_entries(NOTHING))

    def _rows(self, form, formset, prefix, *, can_delete=False, **form_kwargs):
        initial = [] if self.data or not self.stored else self._initial_rows(prefix)
        factory = formset_factory(
            form, formset, extra=0 if initial else 1, can_delete=can_delete, **LIMITS
        )
        return factory(self.data, prefix=prefix, initial=initial, form_kwargs=form_kwargs)

    def _with_one_more(self, data):
        """The page as it was sent, with one more row (or column: see `_sources`)."""
        data = data.copy()
        for button, prefix in (("indikator", "indicators"), ("mitra", "partners")):
            total = data.get(f"{prefix}-TOTAL_FORMS", "")
            if self.adds == button and total.isdecimal() and int(total) < MOST_ROWS:
                data[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1)
        return data

    def _years(self):
        """The plan's years, and any other that holds something: nothing is left out unseen."""
        years = set(self.masterplan.years)
        if self.stored:
            years |= {*self.stored.schedule, *(year for year, _ in self.stored.budget)}
            years |= {year for row in self.stored.indicators for year in row.targets}
        for name, value in (self.data or {}).items():
            if (match := A_YEAR.fullmatch(name)) and value.strip():
                years.add(int(match[1]))
        return sorted(years)

    def _sources(self):
        used = {*USUAL_SOURCES}
        if self.stored:
            used |= {source for _, source in self.stored.budget}
        for name in self.data or {}:
            if match := A_SOURCE.fullmatch(name):
                used.add(match[1])
        if self.adds == "sumber":
            used.add(self.data.get("sumber", ""))
        return [source for source in Source.values if source in used]

    def _initial_main(self):
        if not self.program:
            return {"form_key": uuid4(), "is_new": "1"}
        return model_to_dict(self.program, FIELDS) | {
            "version": str(ProgramDocument(self.masterplan, self.program).token()),
            "is_new": "1" if self.program.is_new else "0",
            "supporters": list(self.stored.supporters),
        }

    def _initial_schedule(self):
        return {str(year): what for year, what in (self.stored or NOTHING).schedule.items()}

    def _initial_rows(self, prefix):
        if prefix == "partners":
            return [{"helix": helix, "name": name} for helix, name in self.stored.partners]
        return [
            {name: getattr(row, name) for name in INDICATOR_FIELDS}
            | {f"target_{year}": value for year, value in row.targets.items()}
            for row in self.stored.indicators
        ]


NOTHING = ProgramEntry(fields={})
INDICATOR_FIELDS = ("key", "name", "unit", "baseline", "baseline_year", "direction")


def _problems(form, before=""):
    if not form.is_bound:
        return []
    return [
        Problem(before + (form[name].label if name in form.fields else ""), _anchor(form, name), e)
        for name, errors in form.errors.items()
        for e in errors
    ]


def _anchor(form, name):
    return form[name].auto_id if name in form.fields else ""


def _indicator(form, stored):
    """A row of the page; what it cannot say, it says as stored; a new row waits for its name."""
    cleaned, before = form.cleaned_data, stored.get(form.cleaned_data.get("key"))
    said = {name: cleaned[name] for name in INDICATOR_FIELDS if name in cleaned}
    targets = {year: cleaned.get(f"target_{year}") for year in form.years}
    if before:
        said = {name: getattr(before, name) for name in INDICATOR_FIELDS} | said
        unread = [year for year in form.years if f"target_{year}" in form.errors]
        targets |= {year: before.targets.get(year) for year in unread}
    if not (said.get("name") and said.get("unit")):
        return None
    return IndicatorEntry(
        **said, targets={year: value for year, value in targets.items() if value is not None}
    )


def _line(name):
    """The budget line of a box: "2024-apbd" -> (2024, "apbd")."""
    return int(name[:4]), name[5:]


def _part_of_line(name):
    year, source = _line(name)
    return f"budget.{year}.{source}"


def _as_typed(value):
    return "" if value is None else str(getattr(value, "pk", value))
