"""What the database itself holds of a chain: links come one after the other, and stay."""

import pgtrigger

from audit.guards import refuse

UNCHAINED = refuse("Peristiwa ini tidak menyambung rantainya.")


def linked_guard() -> pgtrigger.Trigger:
    """A link is the next one of its chain, continues the last one, and has the hash of its text.

    The row of the chain is locked, so two links at the same time stand in line.
    """
    return pgtrigger.Trigger(
        name="linked",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("chain", "record"), ("said", "jsonb")],
        func=f"""
        SELECT * INTO chain FROM trails_eventchain WHERE id = NEW.chain_id FOR NO KEY UPDATE;
        said := NEW.body::jsonb;
        IF NEW.number <> chain.length + 1
            OR said ->> 'previous' IS DISTINCT FROM chain.head
            OR said ->> 'chain' IS DISTINCT FROM chain.key
            OR said ->> 'number' IS DISTINCT FROM NEW.number::text
            OR said ->> 'verb' IS DISTINCT FROM NEW.verb
            OR encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') <> NEW.digest
        THEN {UNCHAINED} END IF;
        RETURN NEW;
        """,  # noqa: S608 (nothing in it was typed by anybody)
    )


def chain_guard() -> pgtrigger.Trigger:
    """A chain begins empty and goes on by one link at a time, to the hash of that link."""
    return pgtrigger.Trigger(
        name="goes_on",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'DELETE' THEN {UNCHAINED} END IF;
        IF TG_OP = 'INSERT' THEN
            IF NEW.length <> 0 OR NEW.head <> '' THEN {UNCHAINED} END IF;
            RETURN NEW;
        END IF;
        IF NEW.key <> OLD.key OR NOT (
            (NEW.length = OLD.length AND NEW.head = OLD.head)
            OR (NEW.length = OLD.length + 1 AND EXISTS (
                SELECT FROM trails_chainlink
                 WHERE chain_id = NEW.id AND number = NEW.length AND digest = NEW.head))
        ) THEN {UNCHAINED} END IF;
        RETURN NEW;
        """,
    )
