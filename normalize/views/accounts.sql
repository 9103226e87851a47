-- What final accounts and budgets say of each subject, a row each, amounts in 元: `report_id`, `body`,
-- `unit_name`, `fiscal_year`, `doc_type`, `scope`, `part_of`, `statement`, `statement_zh`, `subject` (in words),
-- `item`, `item_code`, `breakdown`, `concept`, `budget_kind`, `level`; `initial_budget` 年初预算, `adjusted_budget`
-- 全年预算, `final` 决算, `prior_final` 上年决算; `completion_rate` 完成率 in % as printed, `execution_rate` in % as the
-- amounts give it (of 全年预算 where that is stated, else 年初预算); `page` and `source` of the 决算 or else the budget;
-- `fund_ids` as evidence. What is not stated is null, a printed zero is 0. Where table and text state the same
-- the table's number is taken.
-- needs: reports, funds, documents, labels
with stated as (
    select
        r.report_id, r.body, r.unit_name as reporting, r.fiscal_year as year, r.doc_type, r.scope, r.part_of,
        f.*, d.source,
        coalesce(f.concept, f.item || coalesce('/' || f.breakdown, '')) as key,
        case
            when f.measure = 'final' and f.period = r.fiscal_year - 1 then 'prior_final'
            when f.measure in ('final', 'initial_budget', 'adjusted_budget') and f.period <> r.fiscal_year
                then 'other'
            else f.measure
        end as what,
        (f.origin <> 'table', f.approximate, coalesce(f.page, 0), coalesce(f.row_no, 0), f.fund_id) as rank
    from reports r
    join funds f on list_contains(r.doc_ids, f.doc_id)
    join documents d on d.doc_id = f.doc_id
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
            ''
        ) as known_code
    from stated
    window same as (partition by report_id, statement, key, budget_kind)
),
wide as (
    select
        report_id, body, year, doc_type, scope, part_of, statement, key, budget_kind, known_code,
        any_value(reporting) as unit_name,
        arg_min(item, rank) as item, arg_min(breakdown, rank) as breakdown,
        any_value(concept) as concept, max(level) as level,
        arg_min(amount_yuan, rank) filter (what = 'initial_budget') as initial_budget,
        arg_min(amount_yuan, rank) filter (what = 'adjusted_budget') as adjusted_budget,
        arg_min(amount_yuan, rank) filter (what = 'final') as final,
        arg_min(amount_yuan, rank) filter (what = 'prior_final') as prior_final,
        arg_min(value, rank) filter (what = 'completion_rate') as completion_rate,
        arg_min(page, (what <> 'final', rank)) as page,
        arg_min(source, (what <> 'final', rank)) as source,
        list_filter([
            arg_min(fund_id, rank) filter (what = 'initial_budget'),
            arg_min(fund_id, rank) filter (what = 'adjusted_budget'),
            arg_min(fund_id, rank) filter (what = 'final'),
            arg_min(fund_id, rank) filter (what = 'prior_final')
        ], lambda x: x is not null) as fund_ids
    from coded where what <> 'other'
    group by report_id, body, year, doc_type, scope, part_of, statement, key, budget_kind, known_code
)
select
    report_id, body, unit_name, year as fiscal_year, doc_type, scope, part_of,
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
    page, source, fund_ids
from wide
left join labels t on t."table" = 'funds' and t."column" = 'statement' and t.code = statement
where coalesce(initial_budget, adjusted_budget, final, prior_final) is not null
