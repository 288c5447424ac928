"""Names that a frozen plan prints stay as they are until its commitment is sealed.

The books and what is signed come from the edition, which nobody can change. But the letter has the
region's name, its signatories come from the list of officials, and every page of the frozen plan
shows names as they are now. So from freezing to the seal no name may differ. Before and after it
names belong to the living region: a signed plan lasts for years and is read from its edition
(decision 0031). Only a revocation holds them once more, from its opening to its seal. The tables
are of rooms below, which know no plan; hence no `Meta.triggers`.
"""

from django.db import migrations

from masterplans.guards import refuse
from regions.offices import NAME_IS_PRINTED

# table: the columns that are printed, and the regions that a row (as jsonb $1) belongs to
PRINTED = {
    "regions_region": (
        "name level",
        "SELECT id FROM regions_region WHERE ($1->>'id')::bigint IN (id, parent_id)",
    ),
    "regions_agency": ("name short_name", "SELECT ($1->>'region_id')::bigint"),
    "regions_official": (
        "name acting position institution is_head_of_region",
        "SELECT ($1->>'region_id')::bigint",
    ),
    "accounts_user": (
        "name",
        "SELECT region_id FROM regions_membership WHERE user_id = ($1->>'id')::bigint",
    ),
}
FUNCTION = f"""
CREATE OR REPLACE FUNCTION hold_printed_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    regions_ bigint[];
BEGIN
    EXECUTE 'SELECT array(' || TG_ARGV[0] || ')' INTO regions_ USING to_jsonb(OLD);
    IF EXISTS (
        SELECT FROM masterplans_masterplan m
         WHERE m.region_id = ANY (regions_) AND (m.status = 'frozen' OR m.status = 'signed'
           AND EXISTS (
               SELECT FROM commitments_commitment c JOIN editions_edition e ON e.id = c.edition_id
                WHERE e.masterplan_id = m.id AND e.number = m.edition_number
                  AND c.cancelled_at IS NULL
                  AND (c.kind = 'commitment' OR c.opened_at IS NOT NULL) AND NOT EXISTS (
                      SELECT FROM commitments_signeddocument d WHERE d.commitment_id = c.id)))
    ) THEN
        {refuse(NAME_IS_PRINTED)}
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""  # noqa: S608 - made of our own words


def hold() -> list[migrations.RunSQL]:
    """The operations by which all of these are held."""
    made = [migrations.RunSQL(FUNCTION, "DROP FUNCTION hold_printed_names();")]
    for table, (columns, regions) in PRINTED.items():
        differs = " OR ".join(
            f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns.split()
        )
        call = f"EXECUTE FUNCTION hold_printed_names($q${regions}$q$)"
        made.append(
            migrations.RunSQL(
                f"CREATE TRIGGER printed_names BEFORE UPDATE ON {table}"
                f" FOR EACH ROW WHEN ({differs}) {call};"
                f"CREATE TRIGGER printed_names_stay BEFORE DELETE ON {table}"
                f" FOR EACH ROW {call};",
                f"DROP TRIGGER printed_names ON {table};"
                f"DROP TRIGGER printed_names_stay ON {table};",
            )
        )
    return made
