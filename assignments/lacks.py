"""What a program or a quick win lacks, in a word or two, read from the flags of `Facts`.

`programs.completeness` and `quickwins.completeness` say the same in sentences, from the rows of one
program; here all programs of a plan are asked in one query. A test holds the two together.
"""

import re

from programs.models import TEXTS, WRITTEN, Program
from quickwins.models import QuickWin

ITEMS = {
    "has_indicators": "indikator",
    "has_baselines": "nilai awal",
    "has_targets": "target tahunan",
    "has_schedule": "jadwal",
    "has_budget": "anggaran",
}


def missing_from(program: Program) -> list[str]:
    """The items of `programs.completeness` that a program lacks, each in a word or two."""
    texts = [field for field in TEXTS if not re.search(WRITTEN, getattr(program, field))]
    names = [program._meta.get_field(field).verbose_name for field in texts]
    return names + [name for flag, name in ITEMS.items() if not getattr(program, flag)]


def missing_from_profile(quickwin: QuickWin) -> list[str]:
    """The parts of a profile that are not written, with risks and milestones."""
    fields = [quickwin._meta.get_field(name) for name in quickwin.PROFILE_FIELDS]
    missing = [f.verbose_name for f in fields if not getattr(quickwin, f.name).strip()]
    missing += [] if quickwin.has_risks else ["risiko"]
    return missing + ([] if quickwin.has_milestones else ["tonggak"])
