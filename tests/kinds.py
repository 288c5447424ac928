"""Which kind a test is (unit, database, browser, system), and in which order tests run.

Who asks for unit tests alone (`-m unit`) does not wait until the other files are read in: files in
which the last run of all tests found none, and that are as they were, are left out.
"""

import gc
from itertools import groupby
from pathlib import Path

import pytest

from tests.shared import floors_of

KINDS = ("unit", "database", "browser", "system")
SELDOM = 50_000, 20, 50  # a test makes many things, which go by themselves
HERE = Path(__file__).parent
WITHOUT_UNIT_TESTS = "simpul/without-unit-tests"  # in pytest's cache: size and time of a file
gc.disable()  # while files are read in, next to nothing of what is made is garbage
KNOWN = pytest.StashKey[dict]()


def pytest_ignore_collect(collection_path, config):
    """Leave out files and folders that are known to have no unit test, where only those run."""
    if config.option.markexpr != "unit" or HERE not in collection_path.parents:
        return None
    known = _known(config)
    files = [collection_path]
    if collection_path.is_dir():
        files = list(collection_path.rglob("test_*.py"))
    return all(known.get(_name(file)) == _state(file) for file in files) or None


def _known(config):
    if KNOWN not in config.stash:
        config.stash[KNOWN] = config.cache.get(WITHOUT_UNIT_TESTS, {})
    return config.stash[KNOWN]


def _name(file):
    return str(file.relative_to(HERE))


def _state(file):
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """A test is `unit`, `database` or `browser` by what it asks for, unless it says so itself.

    In a file, those that stand on the same floors follow each other (tests/shared.py). Slow ones
    come first, so that no worker begins one when the others have nothing left to do.
    """
    for item in items:
        if not any(item.get_closest_marker(kind) for kind in KINDS):
            item.add_marker(kind_of(item))
    _remember(config, items)
    items[:] = [
        item
        for _, neighbours in groupby(items, key=lambda item: (item.path, commits(item)))
        for item in sorted(neighbours, key=floors_of)
    ]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _remember(config, items):
    """Write down which files have no unit test, where all files were wanted."""
    if config.args_source != config.ArgsSource.TESTPATHS:
        return
    read_in = {item.path for item in items}
    without = read_in - {item.path for item in items if item.get_closest_marker("unit")}
    left_out = config.cache.get(WITHOUT_UNIT_TESTS, {}) if config.option.markexpr == "unit" else {}
    states = left_out | {_name(file): None for file in read_in}
    states |= {_name(file): _state(file) for file in without}
    config.cache.set(WITHOUT_UNIT_TESTS, states)


def pytest_collection_finish():
    """What stands after the collection stays to the end; garbage is not looked for in it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def kind_of(item):
    """What a test needs: a browser, a database, or nothing but the code."""
    asked = set(item.fixturenames)
    if "playwright" in asked:
        return "browser"
    if item.get_closest_marker("django_db") or asked & {"db", "transactional_db", "live_server"}:
        return "database"
    return "unit"


def commits(item):
    """Whether a test writes outside of a transaction, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(asked or (marker and marker.kwargs.get("transaction")))
