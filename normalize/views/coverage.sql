-- What was read and checked of each document: `doc_id`, `source`, `unit_name`, `fiscal_year`, `doc_type`, `status`,
-- `error`, `edition_of`, `pages`, `ocr_pages`, `tables`, `figures` (numbers printed), `used` (of them, those that a
-- row carries), `funds`, `indicators`, `scores`, `read_share`; of the rules `passed`, `failed`, `missing_input`,
-- `not_applicable`, and `compared` (comparisons made); `missing`: the rules that lacked a side; `findings`.
-- needs: documents, figures, funds, indicators, scores, checks, findings
with counted as (
    select doc_id, count(*) as figures, count(used_by) as used from figures group by doc_id
),
examined as (
    select
        doc_id,
        count(*) filter (outcome = 'passed') as passed,
        count(*) filter (outcome = 'failed') as failed,
        count(*) filter (outcome = 'missing_input') as missing_input,
        count(*) filter (outcome = 'not_applicable') as not_applicable,
        sum(compared) as compared,
        list(rule order by rule) filter (outcome = 'missing_input') as missing
    from checks group by doc_id
)
select
    d.doc_id, d.source, d.unit_name, d.fiscal_year, d.doc_type, d.status, d.error, d.edition_of,
    d.pages, d.ocr_pages, d.tables,
    coalesce(c.figures, 0) as figures, coalesce(c.used, 0) as used,
    (select count(*) from funds x where x.doc_id = d.doc_id) as funds,
    (select count(*) from indicators x where x.doc_id = d.doc_id) as indicators,
    (select count(*) from scores x where x.doc_id = d.doc_id) as scores,
    d.read_share,
    coalesce(e.passed, 0) as passed, coalesce(e.failed, 0) as failed,
    coalesce(e.missing_input, 0) as missing_input, coalesce(e.not_applicable, 0) as not_applicable,
    cast(coalesce(e.compared, 0) as bigint) as compared, e.missing,
    (select count(*) from findings x where x.doc_id = d.doc_id) as findings
from documents d left join counted c using (doc_id) left join examined e using (doc_id)
