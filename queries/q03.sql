-- title: 全年预算比年初预算调整过大
-- raises: 疑点
-- basis: 经验值
-- param: rate = 20; 调整幅度超过此百分数；经验值
-- needs: 同时列出年初预算和全年（调整后）预算的决算报告或自评表
-- blind: 只列一种预算数的报告；年初预算为0的项目（见 q08）
with budgets as (
    select body, unit_name, fiscal_year, statement_zh || '：' || subject as subject, initial_budget, adjusted_budget,
        source, fund_ids
    from accounts where doc_type = 'final_accounts' and concept in ('expenditure_this_year', 'three_public')
    union all
    select body, unit_name, fiscal_year, coalesce('项目：' || project, '整体支出'), initial_budget, adjusted_budget,
        source, fund_ids
    from projects where report_id is not null
)
select
    body, unit_name, fiscal_year as year, subject, adjusted_budget as source_value, initial_budget as target_value,
    adjusted_budget - initial_budget as difference, $rate as threshold, '元' as unit, source, fund_ids as evidence
from budgets where initial_budget > 0 and abs(adjusted_budget - initial_budget) * 100 > initial_budget * $rate
order by all
