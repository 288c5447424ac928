"""A list of those who came, as the secretariat types or pastes it: name, institution, position."""

from clipboard import lines_of
from regions.pasted_lists import ListError, bare_cells

LONGEST = 150
WANTED = "Tulis nama; instansi; jabatan."

__all__ = ["ListError", "read_people"]


def read_people(text: str) -> list[dict]:
    """`name`, `institution`, `position` of each line. Raises ListError; all are taken or none."""
    found = [_person(line) for line in lines_of(text, "\t;")]
    if not found:
        raise ListError(f"Belum ada nama. {WANTED}")
    return found


def _person(line):
    cells = bare_cells(line.cells)
    if len(cells) < 2:
        raise ListError(f"Baris {line.number}: instansinya belum ada. {WANTED}")
    name, institution, position = (*cells, "")[:3]
    if max(len(name), len(institution), len(position)) > LONGEST:
        raise ListError(f"Baris {line.number} terlalu panjang. {WANTED}")
    if sum(letter.isalpha() for letter in name) < 2:
        raise ListError(f"Baris {line.number}: “{name}” bukan nama. {WANTED}")
    return {"name": name, "institution": institution, "position": position}
