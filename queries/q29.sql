-- title: 完成值远超指标值而未说明原因
-- raises: 疑点
-- basis: 经验值
-- param: rate = 130; 完成值达到指标值的百分数超过此数；经验值
-- needs: 项目支出绩效自评表
-- blind: 报告正文中说明的原因
select
    body, unit_name, fiscal_year as year, concat(coalesce(project, '整体支出'), '：', level3) as subject,
    actual_value as source_value, target_value, actual_value - target_value as difference, $rate as threshold,
    '' as unit, source, [indicator_id] as evidence
from indicators_wide
where in_self_evaluation and target_op in ('ge', 'gt', 'eq') and target_value > 0
    and actual_value * 100 > target_value * $rate and deviation is null
    and not regexp_matches(coalesce(level1, '') || coalesce(level2, ''), '成本') and achieved is not null
order by all
