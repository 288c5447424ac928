"""Rows of the table of who may open what (tests/test_permissions.py): pages of the room."""


def pages_of_instruments(readers, writers, managers):
    """The rows; those of assessors, who come from outside, are asked in `test_who_sees.py`."""
    national, nobody = {"national"}, set()
    return [
        ("instruments:instruments", "get", national, ""),
        ("instruments:instrument", "get", national, "instrument"),
        ("instruments:copy", "post", national, "instrument"),
        ("instruments:move", "post", national, "instrument"),
        ("instruments:ask_regions", "get", national, "instrument"),
        ("instruments:edit", "get", national, "instrument"),
        ("instruments:reorder", "post", national, "instrument"),
        ("instruments:component_add", "get", national, "instrument"),
        ("instruments:component", "get", national, "instrument component"),
        ("instruments:question_add", "get", national, "instrument component"),
        ("instruments:question", "get", national, "instrument question"),
        ("instruments:of_region", "get", readers, "code"),
        ("instruments:assessment", "get", readers, "code assessment"),
        ("instruments:answer", "get", readers, "code assessment question"),
        ("instruments:answer", "post", writers, "code assessment question"),
        ("instruments:evidence_add", "post", writers, "code assessment question"),
        ("instruments:evidence", "get", readers, "code assessment evidence"),
        ("instruments:evidence_remove", "post", writers, "code assessment evidence"),
        ("instruments:hand_in", "post", managers, "code assessment"),
        ("instruments:give_back", "get", national, "code assessment"),
        ("instruments:extend", "get", national, "code assessment"),
        ("instruments:assessors", "get", national, "code assessment"),
        ("instruments:dismiss", "post", national, "code assessment seat"),
        ("instruments:begin_scoring", "post", national, "code assessment"),
        ("instruments:close", "get", national, "code assessment"),
        ("instruments:score", "post", nobody, "code assessment question"),
        ("instruments:scores_hand_in", "post", nobody, "code assessment"),
        ("instruments:compare", "get", national, "code assessment"),
        ("instruments:discuss", "get", national, "code assessment question"),
    ]
