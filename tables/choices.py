"""Columns whose cells take words of a list: one, some, or names with a word before each."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.exceptions import ValidationError

from indonesian import daftar, loose
from indonesian.texts import nearest
from tables.cells import fitted, one_line
from tables.columns import Column
from tables.numbers import A_DASH

A_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Option:
    """One of a list: `value` is what is kept, `label` what people read and choose."""

    value: str
    label: str
    others: tuple[str, ...] = ()  # what people may write as well
    offered: bool = True  # an agency that is gone stays where it is, and is chosen no more
    short: str = ""  # the label in the list of a grid
    group: str = ""  # the heading that it stands under in a long list

    @property
    def codes(self) -> tuple[str, ...]:
        """Its short words. The number of a row is none: who writes 7 does not mean the row 7."""
        codes = (self.value, self.short)
        return tuple(one for one in codes if one and (one == self.short or not one.isdecimal()))


class UnknownChoiceError(ValidationError):
    """A word that is none of a list; `text` is the word, `column` whose list it is."""

    def __init__(self, column: "ChoiceColumn", text: str):
        close = nearest(text, column.list)
        hint = f" Mungkin maksudnya “{close}”." if close else ""
        super().__init__(f"“{_short(text)}” tidak ada dalam daftar pilihan.{hint}")
        self.column, self.text = column, text


@dataclass(frozen=True)
class ChoiceColumn(Column):
    """One of a list."""

    options: tuple[Option, ...] = ()
    box: str = "choice"
    nothing: str = "Pilih"  # the choice of nothing, in a grid
    may_be_empty: bool = False  # nothing can be chosen again

    @cached_property
    def labels(self) -> dict[str, str]:
        """What is written for each value."""
        return {option.value: option.label for option in self.options}

    @cached_property
    def found(self) -> dict[str, str]:
        """The value for each thing that people may write; a label goes before all others."""
        labels = {_key(option.label): option.value for option in self.options}
        return {_key(written): value for written, value in self._others()} | labels

    @cached_property
    def loosely_found(self) -> dict[str, str]:
        """The same without blanks and signs, where that leaves no doubt."""
        every = [*self._others(), *((one.label, one.value) for one in self.options)]
        values = defaultdict(set)
        for written, value in every:
            values[loose(written)].add(value)
        return {key: min(found) for key, found in values.items() if key and len(found) == 1}

    def find(self, text: str) -> str:
        """The value of what somebody wrote. Raises UnknownChoiceError."""
        text = one_line(text)
        value = self.found.get(_key(text))
        if value is None and A_LETTER.search(text):  # signs of a number are never left out
            value = self.loosely_found.get(loose(text))
        if value is None:
            raise UnknownChoiceError(self, text)
        return value

    @cached_property
    def offered(self) -> frozenset[str]:
        """The values that can be chosen."""
        return frozenset(option.value for option in self.options if option.offered)

    @cached_property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What the list of a box offers."""
        nothing = [("", self.nothing)] if self.may_be_empty else []
        offered = (one for one in self.options if one.offered)
        return (*nothing, *((one.value, one.short or one.label) for one in offered))

    @cached_property
    def grouped_choices(self) -> list:
        """What a form offers: labels, those of one group below its name."""
        choices, groups = [], {}
        for one in self.options:
            pair = (one.value, one.label)
            if not one.group:
                choices.append(pair)
            elif one.group in groups:
                groups[one.group].append(pair)
            else:
                groups[one.group] = [pair]
                choices.append((one.group, groups[one.group]))
        return choices

    @cached_property
    def list(self) -> list[str]:
        """The labels of the drop-down list."""
        return [option.label for option in self.options if option.offered]

    @property
    def heads(self) -> tuple[str, ...]:
        """The labels where there is little room."""
        return tuple(option.short or option.label for option in self.options)

    @property
    def size(self) -> str:
        return "level" if self.options and max(map(len, self.heads)) == 1 else self.box

    def write(self, value):
        return self.labels.get(value, value)

    def words(self, value):
        return self.labels.get(value, value)

    def seen(self, value):
        return value

    def _others(self):
        return [
            (written, option.value)
            for option in self.options
            for written in (*option.others, *option.codes)
        ]

    def _read(self, cell):
        return "" if self._is_nothing(cell.text) else self.find(cell.text)

    def _is_nothing(self, text):
        """A dash stands for nothing, where it is no word of the list."""
        return bool(A_DASH.fullmatch(text.strip())) and _key(text) not in self.found


class ChoicesColumn(ChoiceColumn):
    """Some of a list, with semicolons between them. Kept as their values with commas between."""

    def write(self, value):
        return "; ".join(self.labels.get(one, one) for one in value.split(",") if one)

    words = write

    def _read(self, cell):
        values = set()
        for part in re.split(r"[;\n]", cell.text):
            if part.strip() and not self._is_nothing(part):
                values.add(self.find(part))
        return joined(values)


def joined(values) -> str:
    """Several keys as one plain text, in one order."""
    return ",".join(sorted(map(str, values), key=lambda one: (len(one), one)))


@dataclass(frozen=True)
class PairsColumn(ChoiceColumn):
    """Names, each with a word of a list before it: one a line, "Akademisi: Universitas X"."""

    longest_name: int = 150

    def write(self, value):
        return fitted("\n".join(f"{self.labels[one]}: {name}" for one, name in pairs(value)))

    words = write

    def seen(self, value):
        text = self.write(value)
        return value if len(text) < 30_000 else text

    def _read(self, cell):
        heads = "|".join(re.escape(label) for label in self.labels.values())
        lines = re.split(rf"\n|;\s*(?=(?:{heads})\s*:)", cell.text, flags=re.I)
        lines = [line for line in lines if line.strip() and not self._is_nothing(line)]
        return paired([self._pair(line) for line in lines])

    def _pair(self, line):
        head, colon, name = (one_line(part) for part in line.partition(":"))
        if not colon or _key(head) not in self.found:
            listed = ", ".join(self.labels.values())
            raise ValidationError(
                f"“{_short(line)}”: tulis unsur, titik dua, lalu nama mitra. Unsur: {listed}."
            )
        if not name:
            raise ValidationError(f"Tulis nama mitra di belakang “{head}:”.")
        if len(name) > self.longest_name:
            raise ValidationError(f"Nama mitra paling panjang {self.longest_name} huruf.")
        return self.found[_key(head)], name


def paired(found: list[tuple[str, str]]) -> str:
    """Pairs as one plain text, those of one head together."""
    if not found:
        return ""
    return json.dumps(sorted(map(list, found), key=lambda pair: pair[0]), ensure_ascii=False)


def pairs(value: str) -> list[tuple[str, str]]:
    """The pairs of a plain text."""
    return [(head, name) for head, name in json.loads(value)] if value else []


def with_distinct_labels(options: list[Option]) -> tuple[Option, ...]:
    """The options with labels that no two of them share, each on one line."""
    options = [
        replace(one, label=_short(one.label, 120).replace(";", ",")) for one in options
    ]  # semicolons part the names in a cell
    often = Counter(_key(one.label) for one in options)
    return tuple(
        replace(one, label=f"{one.label} [{one.value}]") if often[_key(one.label)] > 1 else one
        for one in options
    )


def yes_or_no(yes: str, no: str) -> tuple[Option, ...]:
    """The options of a tick box; TRUE and FALSE of Excel are read as well."""
    return (Option("1", yes, ("ya", "benar", "true")), Option("0", no, ("tidak", "salah", "false")))


def unknown(text: str, choices: list[str]) -> str:
    """A sentence for a word that is none of the choices: what to write instead."""
    if len(choices) <= 10:
        return f"“{text}” tidak dikenal. Tulis {daftar(choices, 'atau')}."
    near = nearest(text.casefold(), [choice.casefold() for choice in choices])
    if not near:
        return f"“{text}” tidak dikenal. Tulis namanya seperti dalam daftar."
    meant = next(choice for choice in choices if choice.casefold() == near)
    return f"“{text}” tidak dikenal. Mungkin maksudnya {meant}."


def _key(text):
    return one_line(text).casefold()


def _short(text, most=60):
    text = one_line(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
