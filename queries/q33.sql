-- title: 各项目偏差原因雷同
-- raises: 疑点
-- basis: 经验值
-- param: least = 3; 写同一原因的项目达到此数；经验值
-- needs: 一个单位同年的多个项目自评表
-- blind: 确有同一原因的情形
with reasons as (
    select
        body, any_value(unit_name) as unit_name, fiscal_year,
        regexp_replace(deviation, '[\s，,。；;、]', '', 'g') as reason, any_value(deviation) as deviation,
        count(distinct project) as projects, min(source) as source, list(indicator_id order by indicator_id) as ids
    from indicators_wide where deviation is not null and project is not null and body is not null
    group by body, fiscal_year, reason
)
select
    body, unit_name, fiscal_year as year, '偏差原因“' || deviation || '”' as subject, projects as source_value,
    1 as target_value, projects - 1 as difference, $least as threshold, '个' as unit, source, ids as evidence
from reasons where projects >= $least and length(reason) > 2
order by all
