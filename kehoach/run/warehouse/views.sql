-- Views for DuckDB over the tables of this folder: duckdb -init views.sql, run in the folder of the tables.

-- Plans, each once: where a plan was scanned twice, the copy that was read best.
CREATE OR REPLACE VIEW plans AS
SELECT * EXCLUDE (processed_at) FROM read_parquet('documents/*.parquet') WHERE same_document_as IS NULL;

-- Tasks with their deadlines, one row a deadline. due_from and due_to because "end" is reserved in SQL.
CREATE OR REPLACE VIEW task_deadlines AS
SELECT p.plan_year, p.province, p.issuer, p.number AS plan_number, p.document_key AS plan_key, t.doc_id, t.task_id,
       t.group_title, t.content, t.product, t.lead, t.lead_full, t.lead_text, t.coordination, d.deadline_id,
       d.text AS due_text, d.kind, d.relation, d."start" AS due_from, d."end" AS due_to, d.recurrence, d.anchor,
       d.year_inferred, d.page, d.confidence
FROM read_parquet('tasks/*.parquet') t
JOIN plans p USING (doc_id)
JOIN read_parquet('deadlines/*.parquet') d USING (task_id);

-- Tasks that are due in a quarter: SELECT * FROM tasks_due_in(2024, 1). Ongoing and recurring ones are in the others.
CREATE OR REPLACE MACRO tasks_due_in(wanted_year, wanted_quarter) AS TABLE
SELECT * FROM task_deadlines
WHERE recurrence IS NULL AND kind NOT IN ('ongoing', 'relative', 'unparsed')
  AND year(due_to) = wanted_year AND quarter(due_to) = wanted_quarter;

-- Recurring deadlines with their rules in parts (RFC 5545).
CREATE OR REPLACE VIEW recurring_deadlines AS
SELECT *, regexp_extract(recurrence, 'FREQ=([A-Z]+)', 1) AS frequency,
       coalesce(try_cast(nullif(regexp_extract(recurrence, 'INTERVAL=(\d+)', 1), '') AS INTEGER), 1) AS every,
       list_transform(regexp_split_to_array(nullif(regexp_extract(recurrence, 'BYMONTH=([\d,]+)', 1), ''), ','),
                      lambda x: x::INTEGER) AS months,
       list_transform(regexp_split_to_array(nullif(regexp_extract(recurrence, 'BYMONTHDAY=([-\d,]+)', 1), ''), ','),
                      lambda x: x::INTEGER) AS days
FROM task_deadlines WHERE recurrence IS NOT NULL AND due_from IS NOT NULL AND due_to IS NOT NULL;

-- Each time that a recurring deadline comes: the day where its rule names one, else the period that ends then.
CREATE OR REPLACE VIEW occurrences AS
WITH steps AS (
  SELECT *, unnest(generate_series(due_from::TIMESTAMP, due_to::TIMESTAMP,
    CASE frequency WHEN 'DAILY' THEN to_days(every) WHEN 'WEEKLY' THEN to_days(7 * every)
                   WHEN 'MONTHLY' THEN to_months(CASE WHEN months IS NULL THEN every ELSE 1 END)
                   WHEN 'YEARLY' THEN to_months(CASE WHEN months IS NULL THEN 12 * every ELSE 1 END) END))::DATE AS first_day
  FROM recurring_deadlines
), wanted AS (
  SELECT *, unnest(coalesce(days, [NULL])) AS day FROM steps
  WHERE months IS NULL OR list_contains(months, month(first_day))
)
SELECT * EXCLUDE (first_day, day, frequency, every, months, days),
       CASE WHEN day IS NULL THEN first_day
            WHEN day > 0 THEN least(date_trunc('month', first_day)::DATE + (day - 1)::INTEGER, last_day(first_day))
            ELSE last_day(first_day) + (day + 1)::INTEGER END AS occurs_from,
       CASE WHEN day IS NOT NULL THEN occurs_from
            WHEN frequency = 'DAILY' THEN first_day
            WHEN frequency = 'WEEKLY' THEN least(first_day + 7 * every - 1, due_to)
            WHEN months IS NOT NULL THEN last_day(first_day)
            WHEN frequency = 'MONTHLY' THEN least((first_day + to_months(every))::DATE - 1, due_to)
            ELSE due_to END AS occurs_to
FROM wanted;

-- Cited documents by how many plans cite them; carried_out_by counts those that carry them out or rest on them.
CREATE OR REPLACE VIEW cited_documents AS
SELECT c.type, c.number, any_value(c.document_key) AS document_key, min(c.issued_on) AS issued_on,
       count(DISTINCT c.doc_id) AS cited_by,
       count(DISTINCT c.doc_id) FILTER (c.relation IN ('implements', 'basis')) AS carried_out_by
FROM read_parquet('citations/*.parquet') c JOIN plans p USING (doc_id)
WHERE c.number IS NOT NULL AND c.relation <> 'attached_to'
GROUP BY c.type, c.number ORDER BY cited_by DESC, c.number;

-- Which plan carries out or rests on which plan of this warehouse.
CREATE OR REPLACE VIEW plans_of_plans AS
SELECT DISTINCT p.doc_id, p.issuer, p.number, p.plan_year, c.relation, o.doc_id AS of_doc_id, o.issuer AS of_issuer,
       o.number AS of_number, o.plan_year AS of_plan_year
FROM read_parquet('citations/*.parquet') c
JOIN plans p USING (doc_id)
JOIN plans o ON c.document_key = o.document_key AND o.doc_id <> c.doc_id;

-- Published values with how surely they were read, and whether a doubt about them is open.
CREATE OR REPLACE VIEW trusted_values AS
SELECT v.*, p.issuer, p.province, v.reviewed IS NOT NULL AS seen
FROM read_parquet('values/*.parquet') v JOIN plans p USING (doc_id);

-- The share of each plan's values that nobody doubts, and that a person has seen.
CREATE OR REPLACE VIEW reviewed_share AS
SELECT doc_id, any_value(issuer) AS issuer, any_value(plan_year) AS plan_year, count(*) AS value_count,
       avg((NOT flagged)::INTEGER) AS undoubted, avg(seen::INTEGER) AS reviewed, avg(likelihood) AS mean_likelihood
FROM trusted_values GROUP BY doc_id;

-- Tasks of an office by year, with those of the year before beside them.
CREATE OR REPLACE VIEW years_compared AS
WITH counted AS (
  SELECT p.province, p.issuer, p.plan_year, count(*) AS tasks, count(DISTINCT t.group_title) AS groups
  FROM read_parquet('tasks/*.parquet') t JOIN plans p USING (doc_id) GROUP BY ALL
)
SELECT now.*, before.tasks AS tasks_before, now.tasks - before.tasks AS more
FROM counted now LEFT JOIN counted before
  ON now.issuer = before.issuer AND now.province IS NOT DISTINCT FROM before.province AND before.plan_year = now.plan_year - 1
ORDER BY now.province, now.issuer, now.plan_year;
