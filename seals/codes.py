"""Verification codes: drawn by chance, easy to read out on the telephone and to type."""

import secrets

# Crockford's base32: no I, L, O or U, so that nothing is mistaken for a figure.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4  # 60 bits: nobody finds a document by guessing
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, ".": None})


def generate_code() -> str:
    """A new code: "7K2M-9QXD-04VT"."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(letters: str) -> str:
    """The letters of a code in groups of four."""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read_code(typed: str) -> str:
    """A code however it was typed: small letters, spaces, O for 0. Empty when it cannot be one."""
    letters = typed.strip().upper().translate(MISTAKEN)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return grouped(letters)
