"""What the list of what is missing says of the parts of a book that are made from data.

Only a draft says it: an edition is printed from its snapshot and from nothing else.
"""

from masterplans.models import Masterplan
from progress.completeness import Completeness

# By the name of the generator: the requirements that ask for what it prints. Visi, misi and the
# profile of a quick win say themselves what they lack.
ASKED = {
    "issues": ("dimensions_have_issues",),
    "swot": ("swot_has_all_four_kinds", "agencies_filled_swot"),
    "tows": ("dimensions_have_tows",),
    "readiness": ("readiness_is_scored", "readiness_has_evidence"),
    "gap": ("subdimensions_have_gaps",),
    "regulations": ("regulations_say_who_gave_them",),
    "alignment": ("plans_are_aligned",),
    "aims": ("subdimensions_have_strategies",),
    "programs": ("subdimensions_have_programs", "programs_are_described"),
    "summary_programs": ("subdimensions_have_programs", "programs_are_described"),
    "program_details": ("programs_are_complete",),
    "roadmap": ("roadmap_fills_the_years", "programs_stay_in_the_plan"),
    "quickwins": (
        *("dimensions_have_nominees", "a_quickwin_is_chosen", "one_quickwin_a_dimension"),
    ),
}


def lacks_of(masterplan: Masterplan) -> dict[str, list[str]]:
    """By generator: the sentences of what is open by now, the names of what lacks it after them."""
    lines = {line.kind: line for line in Completeness(masterplan).open_requirements}
    return {
        generator: [_sentence(lines[kind]) for kind in kinds if kind in lines]
        for generator, kinds in ASKED.items()
    }


def _sentence(line):
    return f"{line.text} {line.detail}." if len(line.subjects) > 1 else line.text
