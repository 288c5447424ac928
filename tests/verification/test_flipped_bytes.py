"""Any single byte that was changed is found by the file alone, at every step of its signing.

The database is not asked: this is what a site would say that was restored from an older backup.
Only the room that a signature leaves behind itself in its place is nobody's: readers skip it. A few
examples a run; `SIMPUL_FLIPS=2000` tries that many for each step.
"""

import os
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from authority.authorities import load_authority
from seals.examination import examine
from seals.trust import trust_in
from seals.verdict import UNSEALED
from signing.files import file_of

pytestmark = pytest.mark.system
FLIPS = int(os.environ.get("SIMPUL_FLIPS", "4"))
PLACE = re.compile(rb"/Contents\s*<([0-9a-fA-F]+)>")


@pytest.fixture(params=["two of three", "all, not sealed", "sealed"])
def step(request, sealed):
    """A file of the chain, and what is found of it as it is."""
    upto = {"two of three": 2, "all, not sealed": 3, "sealed": None}[request.param]
    pdf = file_of(sealed, upto).pdf
    known = trust_in(load_authority())
    verdict = examine(pdf, known)
    assert verdict.problems == (() if upto is None else (UNSEALED,))
    assert verdict.covers_whole_file
    return pdf, known


def test_any_single_changed_byte_is_found(step):
    pdf, known = step
    last = list(PLACE.finditer(pdf))[-1]
    used = last.start(1) + len(last[1].rstrip(b"0"))

    @settings(max_examples=FLIPS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(at=st.integers(0, len(pdf) - 1), mask=st.integers(1, 255))
    @example(at=last.start(1) + 200, mask=1)  # in the signature itself
    @example(at=0, mask=1)
    @example(at=len(pdf) - 2, mask=1)
    def flip(at, mask):
        byte = pdf[at] ^ mask
        in_place = last.start(1) <= at < last.end(1)
        if in_place and (at >= used or bytes([byte]).lower() == pdf[at : at + 1].lower()):
            return
        changed = pdf[:at] + bytes([byte]) + pdf[at + 1 :]
        found = examine(changed, known)
        as_before = set(found.problems) <= {UNSEALED} and found.covers_whole_file
        assert not as_before, (at, mask)

    flip()
