"""Who is named in a living commitment keeps a second factor, whoever wants to take it off.

An officer of the ministry may take off one that was lost with a telephone
(`regions.second_factor`): she says so in her transaction, and the proof of identity ends with it,
so that a second person confirms the account again before it signs.
"""

from django.db import migrations

from masterplans.guards import refuse

KEPT = "Langkah kedua orang ini tidak dapat dilepas selama ia diminta menandatangani komitmen."
NAME = "hold_second_factor"
FUNCTION = f"""
CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.type NOT IN ('totp', 'webauthn') OR EXISTS (
        SELECT FROM mfa_authenticator a WHERE a.user_id = OLD.user_id AND a.id <> OLD.id
           AND a.type IN ('totp', 'webauthn')
    ) OR NOT EXISTS (
        SELECT FROM commitments_signatory s JOIN commitments_commitment c ON c.id = s.commitment_id
         WHERE s.user_id = OLD.user_id AND NOT s.is_guest AND c.opened_at IS NOT NULL
           AND c.cancelled_at IS NULL AND NOT EXISTS (
               SELECT FROM commitments_signeddocument d WHERE d.commitment_id = c.id)
    ) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF current_setting('simpul.lost_second_factor', true) IS DISTINCT FROM OLD.user_id::text THEN
        {refuse(KEPT)}
    END IF;
    INSERT INTO identities_endedproof (proof_id, why, at)
    SELECT p.id, 'Langkah keduanya diatur ulang.', now() FROM identities_identityproof p
     WHERE p.user_id = OLD.user_id
       AND NOT EXISTS (SELECT FROM identities_endedproof e WHERE e.proof_id = p.id);
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {NAME} BEFORE DELETE ON mfa_authenticator FOR EACH ROW EXECUTE FUNCTION {NAME}();
CREATE TRIGGER {NAME}_on_change BEFORE UPDATE ON mfa_authenticator FOR EACH ROW
    WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id OR OLD.type IS DISTINCT FROM NEW.type)
    EXECUTE FUNCTION {NAME}();
"""  # noqa: S608 (made of our own words)
UNDO = f"""
DROP TRIGGER {NAME} ON mfa_authenticator; DROP TRIGGER {NAME}_on_change ON mfa_authenticator;
DROP FUNCTION {NAME}();
"""


def hold() -> migrations.RunSQL:
    """The operation by which it is held."""
    return migrations.RunSQL(FUNCTION, UNDO)
