"""What triggers of every room do: refuse in the sentence that the user reads, hold a row."""

import pgtrigger


def refuse(sentence: str) -> str:
    """What a trigger does to refuse a write, with the sentence that the user reads."""
    return f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';"


def write_once() -> pgtrigger.Trigger:
    """Rows that are written once and then neither changed nor removed."""
    return pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)
