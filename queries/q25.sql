-- title: 自评时的指标值、分值与目标表不同
-- raises: 疑点
-- basis: 经验值
-- needs: 同一项目同年的绩效目标表和自评表
-- blind: 经批准调整的绩效目标；指标改名
select
    body, unit_name, fiscal_year as year,
    concat(coalesce(project, '整体支出'), '：', level3, '（目标表', coalesce(planned_target, '空'), '，自评表', coalesce(target, '空'), '）')
        as subject,
    coalesce(weight, 0) as source_value, coalesce(planned_weight, 0) as target_value,
    coalesce(weight, 0) - coalesce(planned_weight, 0) as difference, 0 as threshold, '分' as unit, source,
    [planned_id, indicator_id] as evidence
from indicators_wide
where in_target_form and in_self_evaluation and (
    regexp_replace(planned_target, '[\s，,。；;]', '', 'g') <> regexp_replace(target, '[\s，,。；;]', '', 'g')
    or planned_weight <> weight
)
order by all
