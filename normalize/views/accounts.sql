-- What final accounts and budgets say of each subject, a row each, amounts in 元: `report_id`, `body`,
-- `unit_name`, `fiscal_year`, `doc_type`, `scope`, `part_of`, `statement`, `statement_zh`, `subject` (in words),
-- `item`, `item_code`, `breakdown`, `concept`, `budget_kind`, `level`; `initial_budget` 年初预算, `adjusted_budget`
-- 全年预算, `final` 决算, `prior_final` 上年决算; `completion_rate` 完成率 in % as printed, `execution_rate` in % as the
-- amounts give it (of 全年预算 where that is stated, else 年初预算); `page` and `source` of the 决算 or else the budget;
-- `fund_ids` as evidence. What is not stated is null, a printed zero is 0. Where table and text state the same
-- the table's number is taken.
-- needs: reports, report_documents, funds, documents, labels
with stated as (
    select
        r.report_id, r.body, r.unit_name, r.fiscal_year as year, r.doc_type, r.scope, r.part_of,
        f.statement, f.item, f.item_code, f.breakdown, f.concept, f.budget_kind, f.level, f.amount_yuan, f.value,
        f.page, f.row_no, f.origin, f.approximate, f.fund_id, f.doc_id,
        coalesce(f.concept, f.item || coalesce('/' || f.breakdown, '')) as key,
        case
            when f.measure = 'final' and f.period = r.fiscal_year - 1 then 'prior_final'
            when f.measure in ('final', 'initial_budget', 'adjusted_budget') and f.period <> r.fiscal_year
                then 'other'
            else f.measure
        end as what
    from reports r
    join report_documents rd using (report_id)
    join funds f on f.doc_id = rd.doc_id
    where r.doc_type in ('final_accounts', 'budget') and f.project is null
        and f.statement not in ('self_evaluation', 'performance_target', 'fund_usage', 'site_sample')
        and f.measure in ('initial_budget', 'adjusted_budget', 'final', 'prior_final', 'completion_rate')
),
coded as (
    select
        *,
        coalesce(
            item_code,
            case when min(item_code) over same = max(item_code) over same then min(item_code) over same end,
            case when min(item_code) over alike = max(item_code) over alike then min(item_code) over alike end,
            ''
        ) as known_code
    from stated where what <> 'other'
    -- A 款 and its only 项 may have one name: the level tells which is meant.
    window same as (partition by report_id, statement, key, budget_kind),
        alike as (partition by report_id, statement, key, budget_kind, level)
),
-- Of several numbers of one quantity the table's first.
chosen as (
    select *, list_position(['final', 'initial_budget', 'adjusted_budget', 'prior_final'], what) as nth
    from coded
    qualify row_number() over (
        partition by report_id, statement, key, budget_kind, known_code, what
        order by origin <> 'table', approximate, page nulls first, row_no nulls first, fund_id
    ) = 1
),
wide as (
    select
        report_id, statement, key, budget_kind, known_code,
        any_value(body) as body, any_value(unit_name) as unit_name, any_value(year) as year,
        any_value(doc_type) as doc_type, any_value(scope) as scope, any_value(part_of) as part_of,
        arg_min(item, nth) as item, arg_min(breakdown, nth) as breakdown,
        any_value(concept) as concept, max(level) as level,
        max(amount_yuan) filter (what = 'initial_budget') as initial_budget,
        max(amount_yuan) filter (what = 'adjusted_budget') as adjusted_budget,
        max(amount_yuan) filter (what = 'final') as final,
        max(amount_yuan) filter (what = 'prior_final') as prior_final,
        max(value) filter (what = 'completion_rate') as completion_rate,
        arg_min(page, nth) as page, arg_min(doc_id, nth) as doc_id,
        list(fund_id order by nth) filter (nth is not null) as fund_ids
    from chosen group by report_id, statement, key, budget_kind, known_code
)
select
    wide.report_id, wide.body, wide.unit_name, year as fiscal_year, wide.doc_type, wide.scope, part_of,
    statement, t.zh as statement_zh,
    case
        when regexp_full_match(item, '(本年)?(收入|支出)?(合计|总计|小计)') and breakdown is not null then breakdown
        when breakdown is null or regexp_full_match(breakdown, '(本年)?(收入|支出)?(合计|总计|小计)|金额') then item
        else item || '·' || breakdown
    end as subject,
    item, nullif(known_code, '') as item_code, breakdown, concept, budget_kind, level,
    initial_budget, adjusted_budget, final, prior_final, completion_rate,
    cast(round(100 * final / nullif(coalesce(adjusted_budget, initial_budget), 0), 2) as decimal(18, 2))
        as execution_rate,
    page, d.source, fund_ids
from wide
join documents d using (doc_id)
left join labels t on t."table" = 'funds' and t."column" = 'statement' and t.code = statement
where coalesce(initial_budget, adjusted_budget, final, prior_final) is not null
