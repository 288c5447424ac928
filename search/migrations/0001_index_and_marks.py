"""The index, the marks of what has changed, and the triggers that write them."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from search.watching import function, watch

WATCHED = [
    ("masterplans_masterplan", "masterplan", "vision, vision_keywords"),
    ("masterplans_mission", "own", ""),
    ("masterplans_alignment", "own", ""),
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
    ("programs_aim", "own", ""),
    ("programs_strategy", "by_aim", ""),
    ("programs_program", "own", ""),
    ("programs_indicator", "of_program", ""),
    ("programs_partner", "of_program", ""),
    ("programs_support", "of_program", ""),
    ("quickwins_quickwin", "by_program", ""),
    ("quickwins_risk", "of_quickwin", ""),
    ("quickwins_milestone", "of_quickwin", ""),
    ("bimtek_decision", "own", ""),
]


class Migration(migrations.Migration):

    dependencies = [
        ("analyses", "0002_inventories_and_what_the_pokja_decides"),
        ("bimtek", "0003_keep_freezings"),
        ("masterplans", "0002_one_revision_a_sitting"),
        ("programs", "0003_link_programs_to_aims_and_the_rpjmd"),
        ("quickwins", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=63)),
                ("object_id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=400)),
                ("dimension_id", models.BigIntegerField(null=True)),
                ("agency_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                ("masterplan", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="masterplans.masterplan")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "object_id"), name="search_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=63)),
                ("object_id", models.BigIntegerField()),
                ("masterplan", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="masterplans.masterplan")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "object_id"), name="search_mark_once")],
            },
        ),
        migrations.RunSQL(function(), "DROP FUNCTION search_mark_changed();"),
        *(watch(*table) for table in WATCHED),
    ]
