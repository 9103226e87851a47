-- title: 不同项目或单位套用同一组指标
-- raises: 疑点
-- basis: 经验值
-- param: least = 4; 一组指标少于此数时不比；经验值
-- needs: 同年的多份目标表或自评表
-- blind: 主管部门统一下达的共性指标
with sets as (
    select
        i.body, any_value(i.unit_name) as unit_name, i.fiscal_year, i.project, count(*) as n,
        string_agg(i.level3 || coalesce(i.target, i.planned_target, ''), '|' order by i.level3, i.target, i.planned_target)
            as words,
        min(i.source) as source, list(coalesce(i.indicator_id, i.planned_id) order by i.level3) as ids
    from indicators_wide i where i.project is not null group by i.body, i.fiscal_year, i.project
),
shared as (
    select *, count(*) over (partition by fiscal_year, words) as users from sets where n >= $least
)
select
    body, unit_name, fiscal_year as year, project || '：与其他项目指标相同' as subject, users as source_value,
    1 as target_value, users - 1 as difference, $least as threshold, '个' as unit, source, ids as evidence
from shared where users > 1
order by all
