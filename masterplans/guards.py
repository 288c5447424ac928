"""Database triggers that hold what nobody may change: not a page, not an import, not raw SQL.

A masterplan is *open* while its status is "writing". Every table that holds content of a
masterplan carries `content_guard`, so that a stage in review and a frozen plan cannot be changed.
The guard takes a share lock on the masterplan's row: a write that is under way when the stage is
handed in either commits before it, or waits and is refused.
"""

import pgtrigger

from audit.guards import refuse, write_once

__all__ = ["content_guard", "file_is_whole", "masterplan_guard", "refuse", "through", "write_once"]

MESSAGE = "Masterplan ini tidak sedang ditulis, jadi isinya tidak dapat diubah."


def file_is_whole(sentence: str) -> str:
    """Refuses a file that is not what its SHA-256 says."""
    return f"""IF encode(sha256(NEW.pdf), 'hex') <> NEW.sha256 THEN
            {refuse(sentence)}
        END IF;"""


def _check(row: str, lookup: str) -> str:
    return f"""
        SELECT status INTO plan_status FROM masterplans_masterplan
         WHERE id = ({lookup.replace("ROW", row)}) FOR SHARE;
        IF plan_status <> 'writing' THEN
            {refuse(MESSAGE)}
        END IF;
    """


def content_guard(lookup: str = "ROW.masterplan_id") -> pgtrigger.Trigger:
    """A trigger that refuses any change of a row whose masterplan is not open.

    `lookup` is an SQL expression for the masterplan's key; `ROW` stands for the row.
    Raises `restrict_violation`, which Django shows as `IntegrityError`.
    """
    return pgtrigger.Trigger(
        name="content_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("plan_status", "text")],
        func=f"""
        IF TG_OP <> 'INSERT' THEN {_check("OLD", lookup)} END IF;
        IF TG_OP <> 'DELETE' THEN {_check("NEW", lookup)} RETURN NEW; END IF;
        RETURN OLD;
        """,
    )


def through(table: str, column: str, then: str = "masterplan_id") -> str:
    """The lookup of a row that hangs on another content table.

    `through("programs_program", "program_id")` is the guard of an indicator.
    """
    return f"SELECT {then} FROM {table} WHERE id = ROW.{column}"


def masterplan_guard() -> pgtrigger.Trigger:
    """Holds the masterplan's own row: closed plans change only in what the workflow moves."""
    moved = "ARRAY['stage', 'status', 'edition_number', 'stage_since']"
    differs = f"(to_jsonb(NEW) - {moved}) IS DISTINCT FROM (to_jsonb(OLD) - {moved})"
    return pgtrigger.Trigger(
        name="masterplan_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF OLD.status <> 'writing' THEN
            IF TG_OP = 'DELETE' OR {differs} THEN
                {refuse(MESSAGE)}
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
        """,
    )
