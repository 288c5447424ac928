"""The kinds of columns: how a value is written into a cell, read from one, and told in words.

`read` gives the plain text of a cell (cells.py) or raises ValidationError with a sentence.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indonesian import angka, rupiah
from sheets.cells import (
    FAULT,
    FORMULA,
    Cell,
    figures,
    fitted,
    number_of,
    one_line,
    serial_of,
)

A_DATE = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[ T].*)?)")
A_DAY = re.compile(r"\d{1,2} [A-Za-z]+ (\d{4})")
NO_DATE = "Sel ini berisi tanggal ({0}). Tulis angkanya, dan ubah format sel menjadi Umum."


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `name` is its address in a row, `label` its heading."""

    name: str
    label: str
    hint: str = ""
    width: int = 24
    required: str = ""  # the sentence when it is empty
    longest: int | None = None
    is_key: bool = False  # locked in rows that exist: it says which line this is
    format = "@"

    def read(self, cell: Cell | None) -> str:
        """The plain text of a cell. Raises ValidationError with a sentence."""
        if cell is None:
            return ""
        if cell.kind == "formula":
            raise ValidationError(FORMULA)
        if cell.kind == "fault":
            raise ValidationError(FAULT.format(cell.value))
        return self._read(cell) if cell.text else ""

    def check(self, value: str) -> None:
        """What may not be saved. Raises ValidationError with a sentence."""
        if not value and self.required:
            raise ValidationError(self.required)
        if self.longest and len(value) > self.longest:
            raise ValidationError(
                f"Paling panjang {angka(self.longest)} huruf; sekarang {angka(len(value))}."
            )

    def write(self, value: str) -> Any:
        """What is written into the cell: a text, or a number."""
        return fitted(value)

    def words(self, value: str) -> str:
        """The value for a reader."""
        return value

    def seen(self, value: str) -> str:
        """The plain text that comes back when nobody changed the cell."""
        return fitted(value)

    def _read(self, cell):
        return cell.text


class Text(Column):
    """Some sentences; line ends stay."""


class Line(Column):
    """A name or a short text: one line."""

    def _read(self, cell):
        return one_line(cell.text)


@dataclass(frozen=True)
class Number(Column):
    """A number, judged by one of the number fields of the site's own forms."""

    judge: forms.Field | None = None
    is_money: bool = False
    width: int = 16

    @property
    def format(self):
        return "#,##0" if self.is_money or not self.has_decimals else "#,##0.##"

    @property
    def has_decimals(self) -> bool:
        return type(self.judge).__name__ == "DecimalField"

    def write(self, value):
        if not value:
            return None
        return float(value) if "." in value else int(value)

    def words(self, value):
        if not value:
            return ""
        return rupiah(int(value)) if self.is_money else angka(Decimal(value))

    def _read(self, cell):
        if cell.kind in ("date", "bool"):
            raise ValidationError(NO_DATE.format(cell.text) if cell.kind == "date" else NOT_YES)
        text = cell.text
        if cell.kind == "number":
            text = figures(number_of(cell)).replace(".", ",")
        found = self.judge.clean(text)
        return "" if found is None else figures(found)


NOT_YES = "Sel ini berisi ya atau tidak. Tulis angkanya."


@dataclass(frozen=True)
class Year(Number):
    """A year. A day is read as its year; 2023 in a cell for dates is meant as 2023."""

    width: int = 12

    @property
    def format(self):
        return "0"

    def words(self, value):
        return value

    def _read(self, cell):
        if cell.kind == "date" and isinstance(cell.value, date):
            serial = serial_of(cell.value)
            return str(serial if 1900 <= serial <= 2100 else cell.value.year)
        text = cell.text
        if found := A_DATE.fullmatch(text) or A_DAY.fullmatch(text):
            text = next(part for part in found.groups() if part)
        found = self.judge.clean(text)
        return "" if found is None else str(found)


@dataclass(frozen=True)
class Option:
    """One of a list: `value` is what is kept, `label` what people read and choose."""

    value: str
    label: str
    others: tuple[str, ...] = ()  # what people may write as well
    offered: bool = True  # an agency that is gone stays where it is, and is chosen no more


@dataclass(frozen=True)
class Choice(Column):
    """One of a list."""

    options: tuple[Option, ...] = ()

    @cached_property
    def labels(self) -> dict[str, str]:
        """What is written for each value."""
        return {option.value: option.label for option in self.options}

    @cached_property
    def found(self) -> dict[str, str]:
        """The value for each thing that people may write; a label goes before all others."""
        labels = {_key(option.label): option.value for option in self.options}
        others = {
            _key(written): option.value
            for option in self.options
            for written in (option.value, *option.others)
        }
        return others | labels

    @cached_property
    def list(self) -> list[str]:
        """The labels of the drop-down list."""
        return [option.label for option in self.options if option.offered]

    def write(self, value):
        return self.labels.get(value, value)

    def words(self, value):
        return self.labels.get(value, value)

    def seen(self, value):
        return value

    def _read(self, cell):
        text = one_line(cell.text)
        if (value := self.found.get(_key(text))) is not None:
            return value
        close = get_close_matches(text, self.list, n=1, cutoff=0.6)
        hint = f" Mungkin maksudnya “{close[0]}”." if close else ""
        raise ValidationError(f"“{_short(text)}” tidak ada dalam daftar pilihan.{hint}")


class Choices(Choice):
    """Some of a list, with semicolons between them. Kept as their values with commas between."""

    def write(self, value):
        return "; ".join(self.labels.get(one, one) for one in value.split(",") if one)

    words = write

    def _read(self, cell):
        values = set()
        for part in re.split(r"[;\n]", cell.text):
            if part.strip():
                values.add(super()._read(Cell("text", part)))
        return joined(values)


def joined(values) -> str:
    """Several keys as one plain text, in one order."""
    return ",".join(sorted(map(str, values), key=lambda one: (len(one), one)))


@dataclass(frozen=True)
class Pairs(Choice):
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
        return paired([self._pair(line) for line in lines if line.strip()])

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


def told_apart(options: list[Option]) -> tuple[Option, ...]:
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


def _key(text):
    return one_line(text).casefold()


def _short(text, most=60):
    text = one_line(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
