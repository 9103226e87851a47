-- title: 有预算而全年未支出
-- raises: 疑点
-- basis: 经验值
-- param: least = 10000; 年初预算低于此数（元）的科目不列；经验值
-- needs: 逐项列出年初预算的决算报告；未列决算的科目须有一般公共预算财政拨款支出决算表
-- blind: 年中调剂到其他科目的预算
with items as (
    select *, count(final) over (partition by report_id) as finals
    from accounts
    where doc_type = 'final_accounts' and statement = 'general_expenditure' and level = 3
        and regexp_full_match(concept, 'function:(\d{3}/)?[^/]+')
)
select
    body, unit_name, fiscal_year as year, concat_ws(' ', item_code, subject) as subject,
    coalesce(final, 0) as source_value, initial_budget as target_value,
    coalesce(final, 0) - initial_budget as difference, $least as threshold, '元' as unit, source,
    fund_ids as evidence
from items where initial_budget >= $least and (final = 0 or (final is null and finals > 0))
order by all
