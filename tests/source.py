"""The project's own Python as data: each file is read and parsed once in a run."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def text_of(path):
    return path.read_text()


@cache
def tree_of(path):
    return ast.parse(text_of(path))


@cache
def _by_kind(path):
    found = {}
    for node in ast.walk(tree_of(path)):
        found.setdefault(type(node), []).append(node)
    return found


def nodes_of(path, *kinds):
    """Every node of these kinds in a file, wherever it stands."""
    return [node for kind in kinds for node in _by_kind(path).get(kind, ())]
