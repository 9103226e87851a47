-- title: 自评表的年初预算与目标表金额不同
-- raises: 疑点
-- basis: 经验值
-- needs: 同一项目同年的绩效目标表和自评表
-- blind: 目标表为中期资金总额而自评表为年度资金的情形
select
    body, unit_name, fiscal_year as year, project as subject, initial_budget as source_value,
    target_amount as target_value, initial_budget - target_amount as difference, 0 as threshold, '元' as unit, source,
    fund_ids as evidence
from projects where initial_budget <> target_amount
order by all
