-- title: 无预算支出
-- raises: 疑点
-- basis: 经验值
-- param: covered = 80; 报告列出年初预算的项级科目达到此百分数时，未列预算的科目才算无预算；经验值
-- param: least = 10000; 支出低于此数（元）的科目不列；经验值
-- needs: 逐项列出年初预算和决算的决算报告
-- blind: 只说明部分科目的报告；年中追加预算的批复
with items as (
    select *, count(initial_budget) over report * 100 >= $covered * count(final) over report as listed
    from accounts
    where doc_type = 'final_accounts' and statement = 'general_expenditure' and level = 3
        and regexp_full_match(concept, 'function:(\d{3}/)?[^/]+')
    window report as (partition by report_id)
)
select
    body, unit_name, fiscal_year as year, concat_ws(' ', item_code, subject) as subject, final as source_value,
    coalesce(initial_budget, 0) as target_value, final - coalesce(initial_budget, 0) as difference,
    $least as threshold, '元' as unit, source, fund_ids as evidence
from items
where final >= $least and coalesce(adjusted_budget, 0) = 0
    and (initial_budget = 0 or (initial_budget is null and listed))
    -- What is budgeted and spent to this amount under another name may be the same.
    and not exists (
        select 1 from items named
        where named.report_id = items.report_id and named.item_code is null and items.item_code is not null
            and named.final = items.final and named.initial_budget > 0
    )
order by all
