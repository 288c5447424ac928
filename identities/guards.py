"""What the database itself holds of identities."""

import pgtrigger
from django.db import migrations

from audit.guards import refuse

ENDED = "Akun atau surel pejabat ini diubah."


def counts_tries_only() -> pgtrigger.Trigger:
    """A confirmation stays as it was written; only wrong codes are counted, and never less."""
    return pgtrigger.Trigger(
        name="counts_tries_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'UPDATE' AND NEW.tries >= OLD.tries
            AND to_jsonb(NEW) - 'tries' = to_jsonb(OLD) - 'tries'
        THEN RETURN NEW; END IF;
        {refuse("Konfirmasi identitas tidak dapat diubah.")}
        """,
    )


def end_proofs() -> list[migrations.RunSQL]:
    """Whoever changes account or address of an official ends her proof, by whatever door.

    The tables are of rooms below, which know no proof; hence no `Meta.triggers`.
    """
    made = []
    for table, columns, whose in (
        ("regions_official", ("user_id", "email"), "official_id"),
        ("accounts_user", ("email",), "user_id"),
    ):
        name = f"end_proofs_of_{table}"
        differs = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
        made.append(
            migrations.RunSQL(
                f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO identities_endedproof (proof_id, why, at)
    SELECT p.id, '{ENDED}', now() FROM identities_identityproof p
     WHERE p.{whose} = OLD.id
       AND NOT EXISTS (SELECT FROM identities_endedproof e WHERE e.proof_id = p.id);
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({differs})
    EXECUTE FUNCTION {name}();
""",  # noqa: S608 (nothing in it was typed by anybody)
                f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
            )
        )
    return made


def end_proofs_of_another_name() -> migrations.RunSQL:
    """A row that becomes another person or another office takes no proof along.

    Else a coordinator, proven as the head of an agency, would rename herself the head of region.
    """
    name = "end_proofs_of_regions_official"
    columns = ("user_id", "email", "name", "position", "institution", "is_head_of_region")

    def made(columns):
        differs = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
        return (
            f"DROP TRIGGER {name} ON regions_official;"
            f"CREATE TRIGGER {name} AFTER UPDATE ON regions_official FOR EACH ROW"
            f" WHEN ({differs}) EXECUTE FUNCTION {name}();"
        )

    return migrations.RunSQL(made(columns), made(columns[:2]))
