-- title: 在职人数超过编制数
-- raises: 疑点
-- basis: 经验值
-- needs: 列出编制数和在职（实有）人数的报告
-- blind: 编制批复；列出人数时点不同
select
    body, unit_name, fiscal_year as year, '在职人数' as subject, staff_actual as source_value,
    staff_quota as target_value, staff_actual - staff_quota as difference, 0 as threshold, '人' as unit, source,
    [doc_id] as evidence
from reports where staff_actual > staff_quota
order by all
