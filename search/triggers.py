"""The triggers that mark what has changed, for the migrations of this room.

`WATCHED` of a migration says for every table how the thing that is found, and its masterplan, are
reached from a row. The trigger costs one look-up in an index and, for a thing that is marked
already, no write at all: it locks the mark, which is what keeps the index true (`refreshing`).
"""

from django.db import migrations

# path: (table of the thing or "" for the row's own, its key, its masterplan), as SQL of a row r.
PATHS = {
    "own": ("", "r.id", "r.masterplan_id"),
    "masterplan": ("", "r.id", "r.id"),
    "of_section": (
        "masterplans_section",
        "r.section_id",
        "(SELECT masterplan_id FROM masterplans_section WHERE id = r.section_id)",
    ),
    "of_program": (
        "programs_program",
        "r.program_id",
        "(SELECT masterplan_id FROM programs_program WHERE id = r.program_id)",
    ),
    "of_note": (
        "notes_note",
        "r.note_id",
        "(SELECT masterplan_id FROM notes_note WHERE id = r.note_id)",
    ),
    "by_aim": ("", "r.id", "(SELECT masterplan_id FROM strategy_aim WHERE id = r.aim_id)"),
    "by_program": (
        "",
        "r.id",
        "(SELECT masterplan_id FROM programs_program WHERE id = r.program_id)",
    ),
    "of_quickwin": (
        "quickwins_quickwin",
        "r.quickwin_id",
        "(SELECT p.masterplan_id FROM quickwins_quickwin q JOIN programs_program p"
        " ON p.id = q.program_id WHERE q.id = r.quickwin_id)",
    ),
}


def function() -> str:
    """The SQL of the one trigger function; its argument is the path."""
    branches = "\n".join(_branch(path, *parts) for path, parts in PATHS.items())
    return f"""
CREATE OR REPLACE FUNCTION search_mark_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    r record; source_ text; key_ bigint; plan_ bigint; last_ bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NULL; END IF;
    END IF;
    FOR turn IN 1..2 LOOP
        IF turn = 1 THEN
            CONTINUE WHEN TG_OP = 'DELETE';
            r := NEW;
        ELSE
            CONTINUE WHEN TG_OP = 'INSERT';
            r := OLD;
        END IF;
        CASE TG_ARGV[0]
            {branches}
        END CASE;
        CONTINUE WHEN key_ IS NOT DISTINCT FROM last_;
        last_ := key_;
        IF plan_ IS NULL THEN  -- its parent went first
            SELECT masterplan_id INTO plan_ FROM search_entry
             WHERE source = source_ AND object_id = key_;
        END IF;
        CONTINUE WHEN plan_ IS NULL;
        INSERT INTO search_mark (masterplan_id, source, object_id) VALUES (plan_, source_, key_)
        ON CONFLICT (source, object_id) DO UPDATE SET masterplan_id = EXCLUDED.masterplan_id
         WHERE search_mark.masterplan_id <> EXCLUDED.masterplan_id;  -- locks it in any case
    END LOOP;
    RETURN NULL;
END $$;
"""


def _branch(path, table, key, plan):
    thing = f"'{table}'" if table else "TG_TABLE_NAME"
    return f"WHEN '{path}' THEN source_ := {thing}; key_ := {key}; plan_ := {plan};"


def function_for_dependents() -> str:
    """The SQL of the trigger function for a table whose names are shown with other things.

    Its arguments: the table of these, the column of theirs that holds the row's key. They are
    marked together, in the order of their keys, so that two writers cannot wait for each other.
    """
    return """
CREATE OR REPLACE FUNCTION search_mark_dependents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO search_mark (masterplan_id, source, object_id)'
        ' SELECT $1, %L, id FROM %I WHERE %I = $2 ORDER BY id'
        ' ON CONFLICT (source, object_id) DO UPDATE SET masterplan_id = EXCLUDED.masterplan_id'
        ' WHERE search_mark.masterplan_id <> EXCLUDED.masterplan_id',
        TG_ARGV[0], TG_ARGV[0], TG_ARGV[1]
    ) USING NEW.masterplan_id, NEW.id;
    RETURN NULL;
END $$;
"""


def watch_for(table: str, columns: str, dependent: str, key: str) -> migrations.RunSQL:
    """The operation by which a change of these columns marks the rows that point at the row."""
    return migrations.RunSQL(
        f"CREATE TRIGGER search_mark_dependents AFTER UPDATE OF {columns} ON {table}"
        " FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)"
        f" EXECUTE FUNCTION search_mark_dependents('{dependent}', '{key}');",
        f"DROP TRIGGER search_mark_dependents ON {table};",
    )


def marking(table: str, path: str) -> str:
    """The SQL that marks every row of a table; one that is marked already stays so."""
    _, key, plan = PATHS[path]
    return (
        "INSERT INTO search_mark (masterplan_id, source, object_id)"
        f" SELECT {plan}, '{table}', {key} FROM {table} r"
        " ON CONFLICT (source, object_id) DO NOTHING;"
    )


def watch(table: str, path: str, columns: str = "") -> migrations.RunSQL:
    """The operation that puts a table under watch and marks what is in it.

    `columns` narrows it: an update of others only is no change of what is found.
    """
    only = f" OF {columns}" if columns else ""
    trigger = (
        f"CREATE TRIGGER search_mark AFTER INSERT OR UPDATE{only} OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION search_mark_changed('{path}');"
    )
    is_thing = not PATHS[path][0]
    return migrations.RunSQL(
        trigger + (marking(table, path) if is_thing else ""),
        f"DROP TRIGGER search_mark ON {table};",
    )
