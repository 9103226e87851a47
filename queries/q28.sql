-- title: 自评结果过于完美
-- raises: 疑点
-- basis: 经验值
-- param: score = 98; 全部项目得分不低于此数；经验值
-- param: spread = 1; 或最高与最低得分之差小于此数；经验值
-- param: least = 3; 项目少于此数时不看得分；经验值
-- param: indicators = 5; 有数值的指标少于此数时不看完成值；经验值
-- needs: 一个单位同年的多个项目自评表
-- blind: 确实全部完成的情形
with scored as (
    select
        body, any_value(unit_name) as unit_name, fiscal_year, count(*) as n, min(score) as low, max(score) as high,
        min(source) as source, flatten(list(score_ids)) as evidence
    from projects where score is not null and project is not null and body is not null
    group by body, fiscal_year
),
measured as (
    select
        body, any_value(unit_name) as unit_name, fiscal_year, project, count(*) as n,
        count(*) filter (actual_value = target_value) as same, min(source) as source,
        list(indicator_id order by indicator_id) as evidence
    from indicators_wide
    where in_self_evaluation and actual_value is not null and target_value is not null and body is not null
        and target_op in ('ge', 'gt', 'le', 'lt')
    group by body, fiscal_year, project
)
select
    body, unit_name, fiscal_year as year, '项目' || n || '个的最低自评得分' as subject, low as source_value,
    high as target_value, low - high as difference, $score as threshold, '分' as unit, source, evidence
from scored where n >= $least and (low >= $score or high - low < $spread)
union all
select
    body, unit_name, fiscal_year, coalesce(project, '整体支出') || '：完成值与指标值相同的指标', same, n, same - n, $indicators,
    '个', source, evidence
from measured where n >= $indicators and same = n
order by all
