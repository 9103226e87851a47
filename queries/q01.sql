-- title: 项目连续三年执行率偏低
-- raises: 疑点
-- basis: 经验值
-- param: rate = 50; 执行率低于此百分数；经验值
-- needs: 同一单位同名项目连续三年的项目支出绩效自评表
-- blind: 项目改名、拆分或合并后看不出连续；自评表未公开的项目不在其中
with rated as (
    select body, unit_name, fiscal_year, project, executed, coalesce(adjusted_budget, initial_budget) as budget,
        execution_rate, source, fund_ids
    from projects where project is not null and execution_rate is not null
)
select
    a.body, a.unit_name, a.fiscal_year as year, a.project as subject, a.executed as source_value,
    a.budget as target_value, a.executed - a.budget as difference, $rate as threshold, '元' as unit, a.source,
    list_concat(a.fund_ids, b.fund_ids, c.fund_ids) as evidence
from rated a
join rated b on b.body = a.body and b.project = a.project and b.fiscal_year = a.fiscal_year - 1
join rated c on c.body = a.body and c.project = a.project and c.fiscal_year = a.fiscal_year - 2
where greatest(a.execution_rate, b.execution_rate, c.execution_rate) < $rate
order by all
