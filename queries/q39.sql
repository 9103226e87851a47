-- title: 数字照抄上年
-- raises: 疑点
-- basis: 经验值
-- param: share = 30; 与上年完全相同的非整数金额占此百分数以上；经验值
-- param: least = 5; 且相同的金额达到此数；经验值
-- needs: 同一单位相邻两年的决算报告
-- blind: 按定额安排、确实不变的支出
with odd as (
    select * from account_years
    where final > 0 and before is not null and final % 10000 <> 0
),
counted as (
    select
        report_id, any_value(body) as body, any_value(unit_name) as unit_name, any_value(fiscal_year) as fiscal_year,
        any_value(source) as source, count(distinct final) as n,
        count(distinct final) filter (final = before) as same,
        flatten(list(fund_ids order by subject) filter (final = before)) as ids
    from odd group by report_id
)
select
    body, unit_name, fiscal_year as year, '与上年完全相同的金额个数' as subject, same as source_value, n as target_value,
    same - n * $share / 100 as difference, $share as threshold, '个' as unit, source, ids as evidence
from counted where same >= $least and same * 100 >= n * $share
order by all
