"""What the scripts of the pages decide (static/js/logic), run in node without a page.

Each `test("…")` of `*.test.mjs` beside this file is a test here. Node comes with playwright, which
drives the browser of other tests by it; nothing more is to be installed.
"""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import playwright
import pytest

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
NAME = re.compile(r'^test\("([^"]+)"', re.MULTILINE)
FILES = sorted(HERE.glob("*.test.mjs"))
TESTS = [(file.name, name) for file in FILES for name in NAME.findall(file.read_text())]


@pytest.fixture(scope="module")
def outcomes():
    """What node says of each test: None, or why it failed."""
    command = [NODE, "--test", "--test-isolation=none", "--test-reporter=junit", *FILES]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    found = {}
    for case in ElementTree.fromstring(ran.stdout).iter("testcase"):  # noqa: S314 - our own node
        failure = case.find("failure")
        file = Path(case.get("file", "")).name
        found[file, case.get("name")] = None if failure is None else failure.text
    return found


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_in_node(file, name, outcomes):
    assert outcomes[file, name] is None, outcomes[file, name]


def test_every_script_that_decides_is_tested():
    logic = HERE.parents[1] / "static" / "js" / "logic"
    tested = {file.name.removesuffix(".test.mjs").replace("_", "-") for file in FILES}
    assert {script.stem for script in logic.glob("*.js")} == tested


def test_a_script_that_decides_knows_no_page():
    logic = HERE.parents[1] / "static" / "js" / "logic"
    page = re.compile(r"\b(document|window|localStorage|fetch|setTimeout|addEventListener)\b")
    for script in logic.glob("*.js"):
        code = re.sub(r"//.*", "", script.read_text())
        assert not [found for found in page.findall(code) if found != "window"], script.name
