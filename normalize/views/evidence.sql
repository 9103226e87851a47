-- Findings (what a report contradicts itself in), those of copies left out, with each row that they rest on: `finding_id`,
-- `doc_id`, `fiscal_year`, `unit_name`, `rule`, `severity`, `message`, `leads` (the one of its cluster to look at), `part` (from 1), `table`, `id`, `file`,
-- `page`, `bbox`, `place`, `raw`. A finding across documents names the other one's file where its row lies there.
-- needs: findings, documents, funds, indicators, scores, passages, figures
with unnested as (
    select
        f.finding_id, f.doc_id, f.fiscal_year, f.unit_name, f.rule, f.severity, f.message, f.leading as leads,
        unnest(f.evidence) as e, generate_subscripts(f.evidence, 1) as part
    from findings f join documents o on o.doc_id = f.doc_id and o.edition_of is null
),
held as (
    select fund_id as id, doc_id from funds
    union all select indicator_id, doc_id from indicators
    union all select score_id, doc_id from scores
    union all select passage_id, doc_id from passages
    union all select figure_id, doc_id from figures
)
select
    u.finding_id, u.doc_id, u.fiscal_year, u.unit_name, u.rule, u.severity, u.message, u.leads,
    cast(u.part as integer) as part, u.e."table" as "table", u.e.id as id, d.source as file, u.e.page as page,
    u.e.bbox as bbox, u.e.place as place, u.e.raw as raw
from unnested u
left join held h on h.id = u.e.id
left join documents d on d.doc_id = coalesce(h.doc_id, u.doc_id)
