"""Database triggers of instruments: what was answered and scored is held against raw SQL, too.

Each takes a share lock on the row whose state it asks for, so that what is being written when the
state moves either commits before it, or waits and is refused.
"""

import pgtrigger

from audit.guards import refuse

NOT_DRAFT = "Instrumen ini sudah dibuka, jadi isinya tidak dapat diubah. Salin menjadi yang baru."
IN_USE = "Instrumen ini sudah dipakai, jadi tidak dapat dijadikan rancangan lagi."
NOT_OPEN = "Instrumen ini tidak sedang dibuka."
NOT_ANSWERING = "Jawaban sudah diserahkan, jadi tidak dapat diubah."
NOT_SCORING = "Asesmen ini tidak sedang dinilai."
HANDED_IN = "Nilai ini sudah diserahkan; perubahan sesudah diskusi memerlukan alasan."
OTHER_INSTRUMENT = "Pertanyaan ini bukan bagian dari instrumen asesmen ini."
ABOVE_SCALE = "Nilai ini melebihi skala instrumen."
CLOSED = "Asesmen ini sudah ditutup, jadi tidak dapat diubah."
CONFLICT = "Orang ini memegang peran di daerah yang dinilai atau di provinsinya."
OFFICER = "Petugas nasional melihat semua nilai, jadi tidak menilai sendiri."
STAYS = "Penyerahan nilai tidak dapat dibatalkan."

CHANGES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def _before(name, func, *, operation=CHANGES, **declared) -> pgtrigger.Trigger:
    """What looks at each row before it changes; `declared` are the variables of `func`."""
    declare = list(declared.items()) or None
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=operation, declare=declare, func=func
    )


def _both(check: str) -> str:
    """The check of the row as it was and as it will be; `ROW` in it stands for either."""
    return f"""
        IF TG_OP <> 'INSERT' THEN {check.replace("ROW", "OLD")} END IF;
        IF TG_OP <> 'DELETE' THEN {check.replace("ROW", "NEW")} RETURN NEW; END IF;
        RETURN OLD;
    """


def instrument_guard() -> pgtrigger.Trigger:
    """An instrument changes as long as it is a draft; later its state alone moves."""
    return _before(
        "instrument_guard",
        f"""
        IF TG_OP = 'DELETE' THEN
            IF OLD.state <> 'draft' THEN {refuse(NOT_DRAFT)} END IF;
            RETURN OLD;
        END IF;
        IF OLD.state <> 'draft' THEN
            IF (to_jsonb(NEW) - 'state') IS DISTINCT FROM (to_jsonb(OLD) - 'state') THEN
                {refuse(NOT_DRAFT)}
            END IF;
            IF NEW.state = 'draft' AND EXISTS (
                SELECT 1 FROM instruments_assessment WHERE instrument_id = OLD.id
            ) THEN
                {refuse(IN_USE)}
            END IF;
        END IF;
        RETURN NEW;
        """,
        operation=pgtrigger.Update | pgtrigger.Delete,
    )


def draft_guard(lookup: str = "ROW.instrument_id") -> pgtrigger.Trigger:
    """Components and questions change as long as their instrument is a draft."""
    return _before(
        "draft_guard",
        _both(f"""
            SELECT state INTO its_state FROM instruments_instrument
             WHERE id = ({lookup}) FOR SHARE;
            IF its_state <> 'draft' THEN {refuse(NOT_DRAFT)} END IF;
        """),
        its_state="text",
    )


def assessment_guard() -> pgtrigger.Trigger:
    """An assessment begins under an open instrument, and stays as it is once it is closed."""
    return _before(
        "assessment_guard",
        f"""
        IF TG_OP = 'INSERT' THEN
            SELECT state INTO its_state FROM instruments_instrument
             WHERE id = NEW.instrument_id FOR SHARE;
            IF its_state <> 'open' THEN {refuse(NOT_OPEN)} END IF;
            RETURN NEW;
        END IF;
        IF OLD.state = 'closed' THEN {refuse(CLOSED)} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
        """,
        its_state="text",
    )


def answer_guard() -> pgtrigger.Trigger:
    """Answers change until they are handed in, and belong to questions of their instrument."""
    return _before(
        "answer_guard",
        _both(f"""
            SELECT s.state, s.instrument_id, i.highest INTO found
              FROM instruments_assessment s JOIN instruments_instrument i ON i.id = s.instrument_id
             WHERE s.id = ROW.assessment_id FOR SHARE OF s;
            IF found.state <> 'answering' THEN {refuse(NOT_ANSWERING)} END IF;
            {_fits("ROW.claimed")}
        """),
        found="record",
    )


def evidence_guard() -> pgtrigger.Trigger:
    """Evidence comes and goes with its answer."""
    return _before(
        "evidence_guard",
        _both(f"""
            SELECT s.state INTO its_state
              FROM instruments_assessmentanswer a
              JOIN instruments_assessment s ON s.id = a.assessment_id
             WHERE a.id = ROW.answer_id FOR SHARE OF s;
            IF its_state <> 'answering' THEN {refuse(NOT_ANSWERING)} END IF;
        """),
        its_state="text",
    )


def assessor_guard() -> pgtrigger.Trigger:
    """Assessors come from outside the region and its province, and hand in once."""
    return _before(
        "assessor_guard",
        f"""
        SELECT state INTO its_state FROM instruments_assessment
         WHERE id = (CASE TG_OP WHEN 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END)
           FOR SHARE;
        IF its_state = 'closed' THEN {refuse(CLOSED)} END IF;
        IF TG_OP <> 'INSERT' AND OLD.handed_in_at IS NOT NULL THEN {refuse(STAYS)} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF EXISTS (SELECT 1 FROM accounts_user WHERE id = NEW.user_id AND is_national) THEN
            {refuse(OFFICER)}
        END IF;
        IF EXISTS (
            SELECT 1 FROM instruments_assessment s
              JOIN regions_region r ON r.id = s.region_id
              JOIN regions_membership m ON m.region_id IN (r.id, r.parent_id)
             WHERE s.id = NEW.assessment_id AND m.user_id = NEW.user_id
        ) THEN
            {refuse(CONFLICT)}
        END IF;
        RETURN NEW;
        """,
        its_state="text",
    )


def score_guard() -> pgtrigger.Trigger:
    """A score is free until it is handed in; later it moves with a reason, and the first stays."""
    first = "ARRAY['value', 'remark', 'changed_why', 'changed_at']"
    return _before(
        "score_guard",
        _both(f"""
            SELECT a.handed_in_at, s.state, s.instrument_id, i.highest INTO found
              FROM instruments_assessor a
              JOIN instruments_assessment s ON s.id = a.assessment_id
              JOIN instruments_instrument i ON i.id = s.instrument_id
             WHERE a.id = ROW.assessor_id FOR SHARE OF a, s;
            IF found.state <> 'scoring' THEN {refuse(NOT_SCORING)} END IF;
            IF found.handed_in_at IS NOT NULL THEN
                IF TG_OP <> 'UPDATE' THEN {refuse(HANDED_IN)} END IF;
                IF (to_jsonb(NEW) - {first}) IS DISTINCT FROM (to_jsonb(OLD) - {first})
                   OR NEW.changed_why = '' THEN
                    {refuse(HANDED_IN)}
                END IF;
            END IF;
            {_fits("ROW.value")}
        """),
        found="record",
    )


def _fits(value):
    """Whether the question is of the instrument, and the value on its scale."""
    return f"""
            IF NOT EXISTS (
                SELECT 1 FROM instruments_question q
                  JOIN instruments_instrumentcomponent c ON c.id = q.component_id
                 WHERE q.id = ROW.question_id AND c.instrument_id = found.instrument_id
            ) THEN
                {refuse(OTHER_INSTRUMENT)}
            END IF;
            IF {value} > found.highest THEN {refuse(ABOVE_SCALE)} END IF;
    """
