"""The triggers that mark what has changed, on every table with something to find."""

from django.db import migrations

from search.triggers import function, function_for_dependents, watch, watch_for

WATCHED = [
    ("masterplans_masterplan", "masterplan", "vision, vision_keywords"),
    ("strategy_mission", "own", ""),
    ("strategy_alignment", "own", ""),
    ("masterplans_section", "own", "body, outline_id"),
    ("masterplans_section_agencies", "of_section", ""),
    ("analyses_issue", "own", ""),
    ("analyses_swotentry", "own", ""),
    ("analyses_towsstrategy", "own", ""),
    ("analyses_readinessitem", "own", ""),
    ("analyses_gaprow", "own", ""),
    ("analyses_quickwinidea", "own", ""),
    ("analyses_regulation", "own", ""),
    ("analyses_application", "own", ""),
    ("analyses_ictstaff", "own", ""),
    ("analyses_ictspending", "own", ""),
    ("analyses_visionkeyword", "own", ""),
    ("strategy_aim", "own", ""),
    ("strategy_strategy", "by_aim", ""),
    ("programs_program", "own", ""),
    ("programs_indicator", "of_program", ""),
    ("programs_partner", "of_program", ""),
    ("programs_support", "of_program", ""),
    ("quickwins_quickwin", "by_program", ""),
    ("quickwins_risk", "of_quickwin", ""),
    ("quickwins_milestone", "of_quickwin", ""),
    ("masterplans_decision", "own", ""),
    ("notes_note", "own", ""),
    ("notes_noteanswer", "of_note", ""),
]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("analyses", "0001_initial"),
        ("masterplans", "0001_initial"),
        ("notes", "0001_initial"),
        ("programs", "0001_initial"),
        ("quickwins", "0001_initial"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(function(), "DROP FUNCTION search_mark_changed();"),
        *(watch(*table) for table in WATCHED),
        migrations.RunSQL(function_for_dependents(), "DROP FUNCTION search_mark_dependents();"),
        # A quick win has the name of its program, a strategy the sub-dimension of its aim.
        watch_for(
            "programs_program",
            "name, subdimension_id, agency_id",
            "quickwins_quickwin",
            "program_id",
        ),
        watch_for("strategy_aim", "subdimension_id", "strategy_strategy", "aim_id"),
    ]
