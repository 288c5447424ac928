"""The floors of the house hold in templates, addresses and permissions as they do in imports.

A template belongs to the room whose name its folder has, an address to the room of its view, a
permission to the room that is its first word. A room may name what is its own, what stands on a
floor below, and what is ground: the parts that every page is made of.
"""

import ast
import re
import tomllib
from functools import cache

import pytest
from django.urls import get_resolver
from rules.permissions import permissions

from tests.source import ROOT, nodes_of, text_of

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
LAYERS = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
FLOOR = {room: floor for floor, rooms in enumerate(LAYERS) for room in rooms.split(" | ")}
ROOMS = set(FLOOR) - {"bench"}
TEMPLATES = ROOT / "templates"

# What every page is made of: it may name no room at all. The pages of allauth and of errors, and
# the frame of a letter, belong to the roof, which may name all.
GROUND = {"base.html", "base_margin.html", "components", "django", "simpul", "mail"}

# An arrow upwards that is right, and why.
ALLOWED = {
    # Every page asks, while somebody types, whether she is still signed in (static/js/autosave.js).
    ("templates/base.html", "accounts:session"),
}


def may_name(room, other):
    """Whether a room may name something of another one."""
    return room == other or (room is not None and FLOOR[room] < FLOOR[other])


def addresses():
    """{"notes:answer": "notes"}: the room whose view answers at each name."""
    found = {}

    def walk(patterns, space):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                walk(pattern.url_patterns, inner)
            elif pattern.name:
                view = getattr(pattern.callback, "__wrapped__", pattern.callback)
                found[space + pattern.name] = view.__module__.split(".")[0]

    walk(get_resolver().url_patterns, "")
    return {name: room for name, room in found.items() if room in ROOMS and ":" in name}


def template_room(name):
    """The room of a template; none for what every page is made of, which knows no room."""
    room = name.split("/")[0]
    return room if "/" in name and room in ROOMS else None


def named_in_templates():
    """(room, file, what it names, whose that is) of all templates of the rooms."""
    pages = addresses()
    for path in sorted(TEMPLATES.rglob("*.*")):
        name = str(path.relative_to(TEMPLATES))
        room = template_room(name)
        if room is None and name.split("/")[0] not in GROUND:
            continue
        text = re.sub(
            r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text_of(path), flags=re.S
        )
        for other in re.findall(r"""\{% *(?:include|extends) +["']([^"']+)["']""", text):
            if owner := template_room(other):
                yield room, f"templates/{name}", other, owner
        for page in re.findall(r"""["']([a-z]+:[a-z_]+)["']""", text):
            if page in pages:
                yield room, f"templates/{name}", page, pages[page]


def named_in_python():
    """The same of all Python: each text that is an address, a permission or a template."""
    pages = addresses()
    for room in sorted(ROOMS):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            file = str(path.relative_to(ROOT))
            for node in nodes_of(path, ast.Constant):
                text = node.value
                if isinstance(text, str) and (owner := owner_of(text, pages)):
                    yield room, file, text, owner


def owner_of(text, pages):
    """The room of an address, a permission or a template; none of any other text."""
    if text in pages:
        return pages[text]
    if text in permissions:
        return text.split(".")[0]
    if re.fullmatch(r"[a-z]+/[\w/]+(\.html|\.txt)?", text):
        names = [text] if "." in text else [f"{text}.html", f"{text}.txt"]
        if any((TEMPLATES / name).exists() for name in names):
            return template_room(text)
    return None


@cache
def all_of(named):
    """What `named` finds, looked for once."""
    return list(named())


@pytest.mark.parametrize("named", [named_in_templates, named_in_python], ids=["html", "python"])
def test_what_a_room_names_stands_below_it(named):
    up = sorted(
        f"{file} names {what} of {other}"
        for room, file, what, other in all_of(named)
        if not may_name(room, other) and (file, what) not in ALLOWED
    )
    assert up == []


def test_every_exception_is_still_needed():
    there = {
        (file, what)
        for named in (named_in_templates, named_in_python)
        for _, file, what, _ in all_of(named)
    }
    assert ALLOWED - there == set()


# --- what decides knows no page: what `make lint` cannot see --------------------------------------

# import-linter looks into the project alone; that forms and requests of Django are of pages, too,
# is asked here. Which modules are pages is said in pyproject.toml.
OF_PAGES = ("django.forms", "django.http", "django.shortcuts", "django.views")
PAGES = next(contract for contract in CONTRACTS if contract["type"] == "pages")


def is_page(module):
    """Whether a module belongs to the pages of its room."""
    room, *parts = module.split(".")
    names = re.compile("|".join(PAGES["names"]))
    return room in PAGES["rooms"] or any(names.fullmatch(part) for part in parts)


def imports_of(path):
    """Every module that a file imports, as far as it is one: "notes.views", "django.forms"."""
    for node in nodes_of(path, ast.ImportFrom):
        if node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_what_decides_knows_no_forms_and_no_requests():
    found = {
        (str(file), module)
        for room in sorted(ROOMS)
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
        and not is_page(".".join((file := path.relative_to(ROOT)).with_suffix("").parts))
        for module in imports_of(path)
        if module in OF_PAGES
    }
    assert found == set()
