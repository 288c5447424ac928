"""What the database itself holds of a signed file: it only grows, and every step is accounted for.

Each revision is kept as the bytes that it added. So the file of a later revision begins with that
of an earlier one by construction, and no statement can say otherwise: the hash of a revision is
computed again from the letter and all that was added before it is let in.
"""

import pgtrigger
from django.db import migrations

from masterplans.guards import file_is_whole, refuse

FILE_SO_FAR = """
    (SELECT l.pdf FROM commitments_shownletter l WHERE l.commitment_id = NEW.commitment_id)
    || COALESCE((SELECT string_agg(r.tail, ''::bytea ORDER BY r.number) FROM signing_filerevision r
                  WHERE r.commitment_id = NEW.commitment_id), ''::bytea)
"""


def next_revision() -> pgtrigger.Trigger:
    """A revision follows the last one of a running commitment, and its hash is that of the file.

    After the seal only time stamps come. The lock on the commitment makes two at once stand in
    line; what the second brought then no longer fits.
    """
    unfit = refuse("Revisi ini tidak melanjutkan berkas yang terakhir.")
    return pgtrigger.Trigger(
        name="next_revision",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("whole", "bytea"), ("sealed", "boolean")],
        func=f"""
        PERFORM FROM commitments_commitment WHERE id = NEW.commitment_id
            AND opened_at IS NOT NULL FOR NO KEY UPDATE;
        IF NOT FOUND THEN {refuse("Komitmen ini belum dibuka untuk ditandatangani.")} END IF;
        IF NEW.number <> 1 + (SELECT count(*) FROM signing_filerevision
                               WHERE commitment_id = NEW.commitment_id) THEN {unfit} END IF;
        SELECT EXISTS (SELECT FROM signing_filerevision
                        WHERE commitment_id = NEW.commitment_id AND kind = 'seal') INTO sealed;
        IF sealed <> (NEW.kind = 'timestamp') THEN {unfit} END IF;
        IF NEW.kind = 'seal' AND EXISTS (
            SELECT FROM commitments_signature g
              JOIN commitments_signatory s ON s.id = g.signatory_id
             WHERE s.commitment_id = NEW.commitment_id AND NOT EXISTS (
                 SELECT FROM signing_filerevision r WHERE r.signature_id = g.id)
        ) THEN {refuse("Ada tanda tangan yang belum berada di dalam berkas.")} END IF;
        IF NEW.kind = 'signature' AND NOT EXISTS (
            SELECT FROM commitments_signature g
              JOIN commitments_signatory s ON s.id = g.signatory_id
             WHERE g.id = NEW.signature_id AND s.commitment_id = NEW.commitment_id
        ) THEN {unfit} END IF;
        whole := {FILE_SO_FAR} || NEW.tail;
        IF octet_length(whole) <> NEW.size
            OR encode(sha256(whole), 'hex') <> NEW.sha256 THEN {unfit} END IF;
        RETURN NEW;
        """,  # noqa: S608 (nothing in it was typed by anybody)
    )


def certificate_of_sealed() -> pgtrigger.Trigger:
    """A certificate is kept with its own hash, of a commitment whose document was sealed."""
    return pgtrigger.Trigger(
        name="certificate_of_sealed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
        {file_is_whole("Sertifikat ini tidak cocok dengan nilai hash-nya.")}
        IF NOT EXISTS (SELECT FROM commitments_signeddocument
                        WHERE commitment_id = NEW.commitment_id) THEN
            {refuse("Komitmen ini belum disegel.")}
        END IF;
        RETURN NEW;
        """,
    )


IN_FILE = f"""
CREATE FUNCTION signature_is_in_the_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM signing_filerevision WHERE signature_id = NEW.id) THEN
        {refuse("Tanda tangan ini tidak berada di dalam berkas.")}
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER signature_is_in_the_file AFTER INSERT ON commitments_signature
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION signature_is_in_the_file();
"""
NOT_IN_FILE = """
DROP TRIGGER signature_is_in_the_file ON commitments_signature;
DROP FUNCTION signature_is_in_the_file();
"""


def hold_signature_in_file() -> migrations.RunSQL:
    """At commit, a signature that was written stands in the file as a revision.

    Signatures from before there were revisions stay. The table is of a room below.
    """
    return migrations.RunSQL(IN_FILE, NOT_IN_FILE)
