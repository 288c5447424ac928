"""The drawing of `stages/workflow.py`, held by the database.

Three triggers: a masterplan begins in stage 1, being written; its stage, status and edition move
only with the decision that says so, written in the same transaction; and a decision is refused
at commit when it does not begin where the one before it ended, or the masterplan did not follow
it. So the chain of decisions always tells the state, whoever writes: a page, an import, raw SQL.
"""

from django.db import migrations

HOLD = """
CREATE FUNCTION masterplans_plan_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> 1 OR NEW.status <> 'writing' OR NEW.edition_number <> 1 THEN
        RAISE EXCEPTION 'Masterplan baru dimulai pada tahap 1 dan sedang ditulis.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER masterplans_plan_begins BEFORE INSERT ON masterplans_masterplan
    FOR EACH ROW EXECUTE FUNCTION masterplans_plan_begins();

CREATE FUNCTION masterplans_plan_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decision masterplans_decision%ROWTYPE;
BEGIN
    SELECT * INTO decision FROM masterplans_decision
     WHERE masterplan_id = OLD.id ORDER BY id DESC LIMIT 1;
    IF NOT FOUND
        OR decision.transaction <> txid_current()
        OR (decision.stage, decision.from_status) IS DISTINCT FROM (OLD.stage, OLD.status)
        OR (decision.to_stage, decision.to_status) IS DISTINCT FROM (NEW.stage, NEW.status)
        OR NEW.edition_number <> OLD.edition_number
            + (decision.verb = 'reopened' AND decision.from_status = 'frozen')::int
    THEN
        RAISE EXCEPTION 'Tahap dan keadaan masterplan hanya berpindah dengan keputusan.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER masterplans_plan_moves
    BEFORE UPDATE ON masterplans_masterplan
    FOR EACH ROW WHEN (
        (OLD.stage, OLD.status, OLD.edition_number)
        IS DISTINCT FROM (NEW.stage, NEW.status, NEW.edition_number)
    ) EXECUTE FUNCTION masterplans_plan_moves();

CREATE FUNCTION masterplans_decision_is_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT stage, from_status,
                   lag(to_stage, 1, 1::smallint) OVER in_order AS was_stage,
                   lag(to_status, 1, 'writing'::varchar) OVER in_order AS was_status
              FROM masterplans_decision WHERE masterplan_id = NEW.masterplan_id
            WINDOW in_order AS (ORDER BY id)
        ) chain
         WHERE (stage, from_status) IS DISTINCT FROM (was_stage, was_status)
    ) OR EXISTS (
        SELECT FROM masterplans_masterplan m
          JOIN LATERAL (
              SELECT to_stage, to_status FROM masterplans_decision
               WHERE masterplan_id = m.id ORDER BY id DESC LIMIT 1
          ) newest ON true
         WHERE m.id = NEW.masterplan_id
           AND (newest.to_stage, newest.to_status) IS DISTINCT FROM (m.stage, m.status)
    ) THEN
        RAISE EXCEPTION 'Keputusan ini tidak diikuti oleh keadaan masterplan.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER masterplans_decision_is_followed AFTER INSERT ON masterplans_decision
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION masterplans_decision_is_followed();
"""

RELEASE = """
DROP TRIGGER masterplans_decision_is_followed ON masterplans_decision;
DROP FUNCTION masterplans_decision_is_followed();
DROP TRIGGER masterplans_plan_moves ON masterplans_masterplan;
DROP FUNCTION masterplans_plan_moves();
DROP TRIGGER masterplans_plan_begins ON masterplans_masterplan;
DROP FUNCTION masterplans_plan_begins();
"""


class Migration(migrations.Migration):
    dependencies = [("masterplans", "0001_initial")]

    operations = [migrations.RunSQL(HOLD, RELEASE)]
