"""To which part of the plan a thing on the list belongs: the page of that part asks for it."""

from enum import StrEnum


class Area(StrEnum):
    ANALYSES = "analyses"
    STRATEGY = "strategy"
    PROGRAMS = "programs"
    QUICKWINS = "quickwins"
    BOOKS = "books"
    REGION = "region"
    MEETINGS = "meetings"
    STEPS = "steps"  # a stage is reviewed, the plan frozen, the commitment signed


# By the kind of a requirement or a task. What has no area here concerns the whole plan: the reason
# with which a stage came back. A note has the area of the place that it stands on.
AREAS = {
    Area.ANALYSES: (
        *("dimensions_have_issues", "swot_has_all_four_kinds", "agencies_filled_swot"),
        *("writing_agencies_took_part", "dimensions_have_tows", "readiness_is_scored"),
        *("readiness_has_evidence", "subdimensions_have_gaps", "dimensions_have_ideas"),
        "regulations_say_who_gave_them",
        *("isu", "swot", "kesiapan", "kesenjangan", "regulasi", "aplikasi", "sdm", "belanja"),
    ),
    Area.STRATEGY: (
        *("vision_has_keywords", "phases_cover_the_years", "vision_and_missions_are_written"),
        *("plans_are_aligned", "subdimensions_have_strategies"),
    ),
    Area.PROGRAMS: (
        *("subdimensions_have_programs", "programs_are_described", "programs_are_complete"),
        *("roadmap_fills_the_years", "programs_stay_in_the_plan"),
        *("program", "target", "anggaran"),
    ),
    Area.QUICKWINS: (
        *("dimensions_have_nominees", "a_quickwin_is_chosen", "one_quickwin_a_dimension"),
        *("quickwin_profiles_are_complete", "quickwin"),
    ),
    Area.BOOKS: ("sections_are_written", "bagian"),
    Area.MEETINGS: (
        *("fgd_was_held", "agencies_presented"),
        *("quickwins_were_presented", "site_was_visited"),
    ),
    Area.REGION: ("head_of_region_is_known",),
}
AREA_OF = {kind: area for area, kinds in AREAS.items() for kind in kinds}
