-- 决算 of a subject beside that of the same body's report of the year before, amounts in 元: `report_id`, `body`,
-- `unit_name`, `fiscal_year`, `scope`, `part_of`, `statement`, `subject`, `item`, `item_code`, `concept`, `budget_kind`, `level`,
-- `final`, `before` (null where last year's report does not state it), `prior_final` (上年决算 as this year's report
-- prints it), `report_before`, `source`, `source_before`, `fund_ids` of both. Only bodies with reports of both years.
-- needs: accounts, reports
with pairs as (
    select a.report_id, b.report_id as report_before, b.source as source_before
    from reports a join reports b
        on a.body = b.body and a.fiscal_year = b.fiscal_year + 1 and a.doc_type = b.doc_type
            and a.scope is not distinct from b.scope
    where a.doc_type = 'final_accounts'
),
keyed as materialized (
    select *, coalesce(concept, subject) as key from accounts
),
-- Worked out before it is joined: one subject stands in every report, so that joined by it first there are
-- as many rows as pairs of reports.
earlier as materialized (
    select p.report_id, p.report_before, p.source_before, k.statement, k.key, k.budget_kind, k.item_code, k.final, k.fund_ids
    from pairs p join keyed k on k.report_id = p.report_before
)
select
    n.report_id, n.body, n.unit_name, n.fiscal_year, n.scope, n.part_of, n.statement, n.subject, n.item, n.item_code,
    n.concept, n.budget_kind, n.level, n.final, b.final as before, n.prior_final, p.report_before, n.source,
    p.source_before, list_concat(n.fund_ids, coalesce(b.fund_ids, [])) as fund_ids
from keyed n join pairs p using (report_id)
left join earlier b
    on b.report_id = n.report_id and b.statement = n.statement and b.key = n.key
    and b.budget_kind is not distinct from n.budget_kind
    and (b.item_code = n.item_code or b.item_code is null or n.item_code is null)
