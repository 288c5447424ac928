"""House rules are tests, not advice."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from audit.words import WORDS
from tests.source import ROOT, nodes_of, text_of, tree_of

ROOMS = [
    "accounts",
    "analyses",
    "appendices",
    "assignments",
    "audit",
    "attendance",
    "authority",
    "bimtek",
    "bookset",
    "bsre",
    "ceremonies",
    "clipboard",
    "cohorts",
    "commitments",
    "signing",
    "compiling",
    "dimensions",
    "editions",
    "example",
    "enactments",
    "exports",
    "frontmatter",
    "guest_signing",
    "identities",
    "indonesian",
    "instruments",
    "interchange",
    "layouts",
    "letterheads",
    "letters",
    "limits",
    "mandates",
    "maps",
    "masterplans",
    "monitoring",
    "notes",
    "operations",
    "overviews",
    "pictures",
    "pieces",
    "previews",
    "portfolio",
    "programs",
    "progress",
    "quickwins",
    "realisation",
    "regions",
    "reminders",
    "reviews",
    "revisions",
    "revocations",
    "rosters",
    "seals",
    "search",
    "sheets",
    "signatory_lists",
    "smartcity",
    "stages",
    "strategy",
    "summaries",
    "tables",
    "trails",
    "uploads",
    "verification",
    "wordfiles",
    "worksheets",
]
PYTHON = [
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts and "data" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.system
def test_rooms_import_downwards_only():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_template_is_used_somewhere():
    """allauth, crispy and Django find theirs by convention; all others are named in our text."""
    by_convention = {
        "account",
        "allauth",
        "mfa",
        "usersessions",
        "django",
        "socialaccount",
        "simpul",
    }
    text = "\n".join(text_of(path) for path in [*PYTHON, *TEMPLATES])
    text += "\n".join(text_of(path) for path in (ROOT / "templates").rglob("*.txt"))
    unused = [
        str(name)
        for path in TEMPLATES
        if (name := path.relative_to(ROOT / "templates")).parts[0] not in by_convention
        and not re.fullmatch(r"\d{3}(_csrf)?\.html", str(name))
        and f'"{name}"' not in text
        and f'"{str(name).removesuffix(".html")}"' not in text
        and not _is_registered_kind(name, text)
    ]
    assert unused == []


def _is_registered_kind(name, text):
    """A template that is chosen by a name in a table (`row_template`, `template = …`)."""
    return f"'{name}'" in text


def test_every_part_says_what_it_expects():
    silent = [
        name_of(path)
        for path in TEMPLATES
        if (path.name.startswith("_") or path.parent.name == "components")
        and "Expects" not in text_of(path)[:600]
    ]
    assert silent == []


def test_no_line_of_a_template_has_more_than_120_characters():
    """The formatter breaks between elements and attributes; inside a tag of Django's it cannot."""
    long = [
        f"{name_of(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if len(line) > 120
    ]
    assert long == []


def test_no_template_holds_inline_style_or_script():
    """The Content-Security-Policy would block them; letters and the printed books are exempt."""
    exempt = {"mail", "print"}
    guilty = []
    for path in TEMPLATES:
        if exempt & set(path.relative_to(ROOT / "templates").parts):
            continue
        text = re.sub(r"\{#.*?#\}", "", text_of(path), flags=re.S)
        if re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text):
            guilty.append(name_of(path))
        for tag in re.findall(r"<script[^>]*>", text):
            if "src=" not in tag and "nonce=" not in tag and "application/json" not in tag:
                guilty.append(f"{name_of(path)}: {tag}")
    assert guilty == []


def test_every_form_that_posts_carries_a_csrf_token():
    """In the form itself, or in a part that it includes."""
    without = []
    for path in TEMPLATES:
        text = re.sub(
            r"{% include ['\"]([^'\"]+)['\"].*?%}", _included, path.read_text(), flags=re.S
        )
        text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.S)
        # What crispy draws has the token of templates/simpul/inside_form.html.
        text = re.sub(r"{% (csrf_token|crispy [^%]*) %}|{{ csrf_token }}", "CSRF", text)
        text = re.sub(r"{%.*?%}|{{.*?}}", "…", text, flags=re.S)
        for head, inside in re.findall(r"<form\b([^>]*)>(.*?)</form>", text, flags=re.S):
            if re.search(r"""method=["']?(post|…)""", head, flags=re.I) and "CSRF" not in inside:
                without.append(f"{name_of(path)}: <form {' '.join(head.split())}>")
        assert text.count("<form") == text.count("</form>"), name_of(path)
    assert without == []


def _included(tag):
    """The text of a template that another one includes; nothing of those of other packages."""
    path = ROOT / "templates" / tag[1]
    return path.read_text() if path.exists() else ""


def test_no_file_has_more_than_400_lines():
    long = {
        name_of(path): lines
        for path in [*PYTHON, *(ROOT / "tests").rglob("*.py")]
        if (lines := len(text_of(path).splitlines())) > 400
    }
    assert long == {}


def test_no_room_has_more_than_3500_lines():
    lines = Counter()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                lines[room] += len(path.read_text().splitlines())
    assert {room: count for room, count in lines.items() if count > 3500} == {}


def test_no_function_has_more_than_40_lines():
    long = []
    for path in PYTHON:
        for node in nodes_of(path, ast.FunctionDef, ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False) or ""
            length = node.end_lineno - node.lineno + 1 - docstring.count("\n")
            if length > 40:
                long.append(f"{name_of(path)}:{node.lineno} {node.name} ({length})")
    assert long == []


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "services", "common", "misc", "base", "manager", "managers"}
    assert [name_of(p) for p in PYTHON if p.stem in drawers] == []
    assert not [name for name in drawers if (ROOT / name).exists()]


def test_rooms_are_not_connected_by_signals():
    guilty = [
        name_of(path)
        for path in PYTHON
        if re.search(r"@receiver|\.connect\(|django\.dispatch", text_of(path))
        and path.parent.name not in {"smartcity", "operations"}
    ]
    assert guilty == []


# Pages that show what was done, by whom; nothing is decided from it.
SHOW_THE_TRAIL = {
    "monitoring/views.py",  # the trail of a region
    "stages/overview.py",  # its last lines
    "regions/people.py",  # who left
    "assignments/activity.py",  # who wrote last
}


def test_state_is_never_read_from_the_trail():
    readers = {
        name_of(path)
        for path in PYTHON
        if path.parts[-2] != "audit" and "bench" not in path.parts
        for node in nodes_of(path, ast.ImportFrom)
        if node.module == "audit.models"
    }
    assert readers == SHOW_THE_TRAIL


def test_public_functions_say_what_they_promise():
    """Everything that another room may call has a docstring; views and tests tell by their name."""
    silent = []
    for path in PYTHON:
        if "views" in path.parts or path.stem in {"views", "urls", "forms", "admin", "apps"}:
            continue
        if "commands" in path.parts or path.stem.endswith(("_urls", "_views")):
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorated = any("predicate" in ast.dump(d) for d in node.decorator_list)
                if not ast.get_docstring(node) and not decorated:
                    silent.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert silent == []


def test_every_verb_of_the_trail_has_words():
    """`record(by, "thing.done", …)`: the trail is read by people."""
    verbs = set()
    for path in PYTHON:
        for node in nodes_of(path, ast.Call):
            is_call = getattr(node.func, "id", "") == "record"
            if is_call and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                verbs.add(node.args[1].value)
    assert verbs - set(WORDS) == set()


def test_paths_are_indonesian_and_end_with_a_slash():
    def paths(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                if not str(pattern.pattern).startswith("akun/"):  # allauth's own
                    yield from paths(pattern, route)
            else:
                yield route

    files = (".pdf", ".pem", ".crl", ".crt", ".xlsx", ".der", ".ics", ".png")
    wrong = [p for p in paths(get_resolver()) if p and not p.endswith(("/", *files))]
    assert wrong == []


def test_no_two_classes_have_one_name():
    """Who searches for a class finds one."""
    places = {}
    for path in PYTHON:
        for node in nodes_of(path, ast.ClassDef):
            if node.name not in {"Meta", "Media", "Command"}:
                places.setdefault(node.name, []).append(name_of(path))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


# Who says how a plan and a head of region are called, and who reads what people write for them.
KNOWS_REGIONS = {
    *("regions/naming.py", "regions/models.py", "regions/official_cells.py"),
    *("letterheads/heads.py", "analyses/regulation_names.py", "analyses/columns.py"),
    *("analyses/column_types.py", "templates/smartcity/components.html"),
}
OF_SOME_REGIONS = re.compile(r"smart\s+(city|regency)|\bbupati\b|\bwali ?kota\b|kota cerdas", re.I)


def test_nobody_else_says_what_only_some_regions_are_called():
    """A province is no Smart City, a kota has no bupati (decision 0036)."""
    said = {
        name_of(path): [
            node.value
            for node in nodes_of(path, ast.Constant)
            if isinstance(node.value, str) and OF_SOME_REGIONS.search(node.value)
        ]
        for path in PYTHON
    }
    docstrings = {
        name_of(path): [
            node.body[0].value.value
            for node in nodes_of(path, ast.Module, ast.ClassDef, ast.FunctionDef)
            if ast.get_docstring(node)
        ]
        for path in PYTHON
    }
    found = {name for name in said if set(said[name]) - set(docstrings[name])}
    for path in (ROOT / "templates").rglob("*.html"):
        if OF_SOME_REGIONS.search(re.sub(r"\{#.*?#\}", "", text_of(path))):
            found.add(name_of(path))

    assert found <= KNOWS_REGIONS, sorted(found - KNOWS_REGIONS)
