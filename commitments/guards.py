"""What the database itself holds of a commitment: not a page, not a script, not raw SQL goes past.

Once opened, words and signatories stay as they are; signatures and declines come in order (the
same number side by side), in their time, with the hashes of what was shown; kept files are what
their hash says. Each trigger
takes a lock on the commitment's row, so two of them at the same time stand in line.
"""

import pgtrigger

from masterplans.guards import file_is_whole, refuse

UNSIGNED = (
    "SELECT FROM commitments_signatory s LEFT JOIN commitments_signature g ON g.signatory_id = s.id"
    " WHERE g.id IS NULL AND s.commitment_id = {commitment}"
)
DECLINED = (
    "SELECT FROM commitments_decline d JOIN commitments_signatory s ON s.id = d.signatory_id"
    " WHERE s.commitment_id = {commitment}"
)
SAME_HASHES = f"""
        IF NEW.edition_sha256 IS DISTINCT FROM place.edition
            OR NEW.letter_sha256 IS DISTINCT FROM place.letter
            OR NEW.manifest_sha256 IS DISTINCT FROM place.manifest
        THEN {refuse("Yang ditandatangani bukan naskah dan edisi komitmen ini.")} END IF;
"""
PROVEN = f"""
        SELECT p.id INTO NEW.proof_id
          FROM identities_identityproof p
          JOIN commitments_signatory s ON s.official_id = p.official_id AND s.user_id = p.user_id
          JOIN regions_official o ON o.id = p.official_id
          JOIN accounts_user u ON u.id = p.user_id
         WHERE s.id = NEW.signatory_id
           AND lower(p.email) = lower(o.email) AND lower(p.email) = lower(u.email)
           AND (o.user_id = p.user_id OR o.user_id IS NULL AND p.way = 'guest')
           AND NOT EXISTS (SELECT FROM identities_endedproof e WHERE e.proof_id = p.id)
         ORDER BY p.id DESC LIMIT 1;
        IF NEW.proof_id IS NULL THEN {refuse("Identitas orang ini belum terbukti.")} END IF;
"""  # noqa: S608 (nothing in it was typed by anybody)
REPLACED = """
        IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.commitment_id = OLD.commitment_id
            AND NEW."order" = OLD."order" AND NEW.role = OLD.role
            AND NEW.provider = OLD.provider
            AND NEW.user_id <> OLD.user_id AND NEW.represented_position <> ''
            AND NOT EXISTS (SELECT FROM commitments_signature WHERE signatory_id = NEW.id)
            AND NOT EXISTS (SELECT FROM commitments_decline WHERE signatory_id = NEW.id)
            AND (SELECT (r.before_user_id, r.user_id, r.official_id)
                      = (OLD.user_id, NEW.user_id, NEW.official_id)
                   FROM commitments_replacement r WHERE r.signatory_id = NEW.id
                  ORDER BY r.id DESC LIMIT 1)
            AND (SELECT cancelled_at IS NULL FROM commitments_commitment
                  WHERE id = NEW.commitment_id FOR NO KEY UPDATE)
        THEN RETURN NEW; END IF;
"""


def commitment_guard() -> pgtrigger.Trigger:
    """An opened commitment may be cancelled before its end, or given a later deadline."""
    fixed = refuse("Komitmen ini sudah dibuka untuk ditandatangani, jadi tidak dapat diubah.")
    end = "ARRAY['cancelled_at', 'cancel_reason']"
    return pgtrigger.Trigger(
        name="commitment_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'DELETE' THEN
            IF OLD.opened_at IS NOT NULL THEN {fixed} END IF;
            RETURN OLD;
        END IF;
        IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
        IF OLD.cancelled_at IS NOT NULL THEN
            {refuse("Komitmen ini sudah dibatalkan, jadi tidak dapat diubah.")}
        END IF;
        IF OLD.opened_at IS NULL THEN
            IF NEW.opened_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM commitments_signatory WHERE commitment_id = NEW.id
            ) THEN {refuse("Komitmen tanpa penandatangan tidak dapat dibuka.")} END IF;
            RETURN NEW;
        END IF;
        IF NEW.deadline IS DISTINCT FROM OLD.deadline
            AND to_jsonb(NEW) - 'deadline' = to_jsonb(OLD) - 'deadline'
            AND NEW.deadline > coalesce(OLD.deadline, now())
        THEN RETURN NEW; END IF;
        IF NEW.cancelled_at IS NULL
            OR (to_jsonb(NEW) - {end}) IS DISTINCT FROM (to_jsonb(OLD) - {end})
        THEN {fixed} END IF;
        IF NOT EXISTS ({UNSIGNED.format(commitment="NEW.id")}) THEN
            {refuse("Komitmen yang sudah ditandatangani semua tidak dapat dibatalkan.")}
        END IF;
        RETURN NEW;
        """,  # noqa: S608 (nothing in it was typed by anybody)
    )


def revokes_a_sealed_one() -> pgtrigger.Trigger:
    """A revocation is of a sealed commitment to the same edition, and of no other."""
    return pgtrigger.Trigger(
        name="revokes_a_sealed_one",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__revokes__isnull=False),
        func=f"""
        IF NOT EXISTS (
            SELECT FROM commitments_commitment c
              JOIN commitments_signeddocument d ON d.commitment_id = c.id
             WHERE c.id = NEW.revokes_id AND c.kind = 'commitment'
               AND c.edition_id = NEW.edition_id
        ) THEN {refuse("Yang dibatalkan hanya komitmen yang sudah disegel.")} END IF;
        RETURN NEW;
        """,
    )


def signatories_guard(*, may_be_replaced: bool = False) -> pgtrigger.Trigger:
    """The list of an opened commitment neither grows, shrinks nor changes.

    But somebody else may take a place that is not signed yet, when a `Replacement` says so that was
    written for this very account.
    """
    fixed = refuse("Daftar penandatangan komitmen yang sudah dibuka tidak dapat diubah.")

    def check(row):
        return f"""
        SELECT opened_at INTO opened FROM commitments_commitment
         WHERE id = {row}.commitment_id FOR SHARE;
        IF opened IS NOT NULL THEN {fixed} END IF;
        """  # noqa: S608

    return pgtrigger.Trigger(
        name="signatories_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("opened", "timestamptz")],
        func=f"""
        {REPLACED if may_be_replaced else ""}
        IF TG_OP <> 'INSERT' THEN {check("OLD")} END IF;
        IF TG_OP <> 'DELETE' THEN {check("NEW")} RETURN NEW; END IF;
        RETURN OLD;
        """,
    )


def in_turn(*, with_hashes: bool) -> pgtrigger.Trigger:
    """A signature or a decline comes only in its turn, of an open commitment, while all agree.

    A signature has the right hashes, and the proof that it is she: found here, never told.
    """
    return pgtrigger.Trigger(
        name="in_turn",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("place", "record")],
        func=f"""
        SELECT c.id, c.opened_at, c.cancelled_at, c.deadline, s."order",
               (SELECT e.sha256 FROM editions_edition e WHERE e.id = c.edition_id) AS edition,
               (SELECT l.sha256 FROM commitments_shownletter l WHERE l.commitment_id = c.id)
                   AS letter,
               (SELECT l.manifest_sha256 FROM commitments_shownletter l
                 WHERE l.commitment_id = c.id) AS manifest
          INTO place
          FROM commitments_signatory s JOIN commitments_commitment c ON c.id = s.commitment_id
         WHERE s.id = NEW.signatory_id FOR NO KEY UPDATE OF c;
        IF place.opened_at IS NULL OR place.letter IS NULL THEN
            {refuse("Komitmen ini belum dibuka untuk ditandatangani.")}
        END IF;
        IF place.cancelled_at IS NOT NULL THEN {refuse("Komitmen ini sudah dibatalkan.")} END IF;
        IF place.deadline <= now() THEN
            {refuse("Batas waktu penandatanganan komitmen ini sudah lewat.")}
        END IF;
        IF EXISTS ({DECLINED.format(commitment="place.id")}) THEN
            {refuse("Penandatanganan komitmen ini sudah berhenti karena ada yang menolak.")}
        END IF;
        IF EXISTS ({UNSIGNED.format(commitment="place.id")} AND s."order" < place."order") THEN
            {refuse("Belum giliran orang ini.")}
        END IF;
        IF EXISTS (SELECT FROM commitments_signature WHERE signatory_id = NEW.signatory_id) THEN
            {refuse("Orang ini sudah menandatangani.")}
        END IF;
        {SAME_HASHES + PROVEN if with_hashes else ""}
        RETURN NEW;
        """,  # noqa: S608
    )


def tied_to_its_edition() -> pgtrigger.Trigger:
    """The letter is kept with the manifest of its edition and its own hash in it.

    Every book that the manifest names must be there by then.
    """
    return pgtrigger.Trigger(
        name="tied_to_its_edition",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("edition", "record")],
        func=f"""
        SELECT e.manifest, jsonb_array_length(e.manifest::jsonb -> 'books') AS named,
               (SELECT count(*) FROM editions_editionbook b WHERE b.edition_id = e.id) AS kept
          INTO edition
          FROM editions_edition e JOIN commitments_commitment c ON c.edition_id = e.id
         WHERE c.id = NEW.commitment_id;
        IF edition.named <> edition.kept THEN
            {refuse("Belum semua buku edisi ini tersimpan.")}
        END IF;
        IF NEW.manifest <> replace(
               edition.manifest, '"commitment":null', '"commitment":"' || NEW.sha256 || '"')
            OR encode(sha256(convert_to(NEW.manifest, 'UTF8')), 'hex') <> NEW.manifest_sha256
        THEN {refuse("Manifes naskah ini tidak cocok dengan edisinya.")} END IF;
        RETURN NEW;
        """,  # noqa: S608
    )


def kept_file(*, complete: bool) -> pgtrigger.Trigger:
    """A file is kept with its own hash: the letter once opened, the document once all signed."""
    premature = f"""
        IF EXISTS ({UNSIGNED.format(commitment="NEW.commitment_id")}) THEN
            {refuse("Belum semua orang menandatangani komitmen ini.")}
        END IF;
    """
    return pgtrigger.Trigger(
        name="kept_file",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
        {file_is_whole("Berkas ini tidak cocok dengan nilai hash-nya.")}
        PERFORM FROM commitments_commitment WHERE id = NEW.commitment_id
            AND opened_at IS NOT NULL AND cancelled_at IS NULL FOR NO KEY UPDATE;
        IF NOT FOUND THEN {refuse("Komitmen ini tidak sedang berjalan.")} END IF;
        {premature if complete else ""}
        RETURN NEW;
        """,
    )
