"""What of a log the person at the terminal should see at once; the rest stays in the file."""

import json
from pathlib import Path

LOUD = {"ERROR", "CRITICAL"}
SIGNS = ("[ERROR]", "[CRITICAL]", "PANIC:", "Traceback (most recent call last)")


class LogTail:
    """Reads what is added to a log from now on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._position = path.stat().st_size if path.exists() else 0
        self._begun = ""  # a line of which the end is not written yet

    def news(self) -> list[str]:
        """The new lines that are worth a look, shortened."""
        if not self.path.exists():
            return []
        with self.path.open(errors="replace") as log:
            if self.path.stat().st_size < self._position:
                self._position = 0  # the log was put aside
            log.seek(self._position)
            text = self._begun + log.read()
            self._position = log.tell()
        *lines, self._begun = text.split("\n")
        return [words for line in lines if (words := self._worth_showing(line))]

    def _worth_showing(self, line: str) -> str:
        name = self.path.stem
        if line.startswith("simpul: "):
            return line.removeprefix("simpul: ")
        if line.startswith("{"):
            return self._of_entry(line)
        if any(sign in line for sign in SIGNS):
            return f"{name}: {line.strip()} (lengkapnya di {self.path})"
        return ""

    def _of_entry(self, line: str) -> str:
        try:
            entry = json.loads(line)
        except ValueError:
            return ""
        if entry.get("level") not in LOUD:
            return ""
        cause = (entry.get("exc_info") or "").strip().rpartition("\n")[2]
        words = " – ".join(part for part in (entry.get("message", ""), cause) if part)
        return f"{self.path.stem}: {words} (lengkapnya di {self.path})"
