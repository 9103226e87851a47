-- title: 公务用车保有量、购置数与费用对不上
-- raises: 疑点
-- basis: 经验值
-- needs: 决算报告的“三公”经费和公务用车数量；保有量变动需连续两年
-- blind: 无偿调入、报废处置的车辆
with counted as (
    select * from three_public where doc_type = 'final_accounts'
)
select
    a.body, a.unit_name, a.fiscal_year as year, '公务用车保有量多于上年保有量加本年购置' as subject,
    a.vehicles_kept as source_value, b.vehicles_kept + coalesce(a.vehicles_bought, 0) as target_value,
    a.vehicles_kept - b.vehicles_kept - coalesce(a.vehicles_bought, 0) as difference, 0 as threshold, '辆' as unit,
    a.source, list_concat(a.figure_ids, b.figure_ids) as evidence
from counted a join counted b
    on a.body = b.body and a.fiscal_year = b.fiscal_year + 1 and a.scope is not distinct from b.scope
where a.vehicles_kept > b.vehicles_kept + coalesce(a.vehicles_bought, 0)
union all
select
    body, unit_name, fiscal_year, '有公务用车购置费而购置数为0', vehicle_purchase, vehicles_bought, vehicle_purchase, 0,
    '元', source, list_concat(fund_ids, figure_ids)
from counted where vehicle_purchase > 0 and vehicles_bought = 0
union all
select
    body, unit_name, fiscal_year, '购置了公务用车而购置费为0', vehicles_bought, vehicle_purchase, vehicles_bought, 0,
    '辆', source, list_concat(fund_ids, figure_ids)
from counted where vehicle_purchase = 0 and vehicles_bought > 0
union all
select
    body, unit_name, fiscal_year, '有公务用车运行维护费而保有量为0', vehicle_operation, vehicles_kept,
    vehicle_operation, 0, '元', source, list_concat(fund_ids, figure_ids)
from counted where vehicle_operation > 0 and vehicles_kept = 0
order by all
