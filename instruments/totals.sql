-- What each assessment under an instrument comes to (instruments/totals.py).
WITH means AS (
    SELECT seat.assessment_id, score.question_id,
           round(sum(score.value), %(digits)s) / count(*) AS mean
      FROM instruments_assessorscore score
      JOIN instruments_assessor seat ON seat.id = score.assessor_id
      JOIN instruments_assessment asked ON asked.id = seat.assessment_id
     WHERE asked.instrument_id = %(instrument)s AND seat.handed_in_at IS NOT NULL
       AND score.value IS NOT NULL AND (%(of_all)s OR asked.region_id = ANY(%(regions)s))
     GROUP BY seat.assessment_id, score.question_id
), components AS (
    SELECT means.assessment_id, part.weight, count(*) AS scored,
           sum(question.weight * means.mean) / nullif(sum(question.weight), 0) AS mean
      FROM means
      JOIN instruments_question question ON question.id = means.question_id
      JOIN instruments_instrumentcomponent part ON part.id = question.component_id
     GROUP BY means.assessment_id, part.id
), totals AS (
    SELECT assessment_id, sum(scored)::int AS scored,
           sum(weight * mean) / nullif(sum(weight) FILTER (WHERE mean IS NOT NULL), 0) AS total
      FROM components GROUP BY assessment_id
), seats AS (
    SELECT assessment_id, count(*) AS assessors, count(handed_in_at) AS handed_in
      FROM instruments_assessor GROUP BY assessment_id
)
SELECT asked.id, asked.region_id, asked.state, round(round(totals.total, %(sure)s), %(places)s),
       coalesce(seats.assessors, 0), coalesce(seats.handed_in, 0), coalesce(totals.scored, 0)
  FROM instruments_assessment asked
  LEFT JOIN totals ON totals.assessment_id = asked.id
  LEFT JOIN seats ON seats.assessment_id = asked.id
 WHERE asked.instrument_id = %(instrument)s
   AND (%(of_all)s OR asked.region_id = ANY(%(regions)s))
