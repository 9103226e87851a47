-- title: 项目当年执行率偏低
-- raises: 疑点
-- basis: 经验值
-- param: strict = 20; 执行率低于此百分数为严重；经验值
-- param: soft = 50; 执行率低于此百分数为偏低；经验值
-- needs: 项目支出绩效自评表
-- blind: 自评表未公开的项目；跨年度项目按合同进度付款的情形
select
    body, unit_name, fiscal_year as year, coalesce(project, '整体支出') as subject, executed as source_value,
    coalesce(adjusted_budget, initial_budget) as target_value,
    executed - coalesce(adjusted_budget, initial_budget) as difference,
    case when execution_rate < $strict then $strict else $soft end as threshold, '元' as unit, source,
    fund_ids as evidence
from projects where execution_rate < $soft
order by all
