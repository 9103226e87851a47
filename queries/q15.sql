-- title: 人均人员经费或公用经费明显偏离同类单位
-- raises: 疑点
-- basis: 经验值（中位数加减若干倍绝对中位差）
-- param: mads = 3; 偏离中位数超过此倍数的绝对中位差；经验值
-- param: least = 5; 同级同类单位少于此数时不比；经验值
-- needs: 多个单位的决算报告，列出实有人数
-- blind: 编外人员、离退休人员；人员结构
with heads as (
    select *, unnest([
        {'what': '人均人员经费', 'cost': personnel / nullif(staff_actual, 0)},
        {'what': '人均公用经费', 'cost': public_funds / nullif(staff_actual, 0)}
    ]) as each
    from unit_year where level is not null
),
known as (
    select *, each.what as what, each.cost as cost, median(each.cost) over peers as middle, count(*) over peers as n
    from heads where each.cost > 0
    window peers as (partition by fiscal_year, level, body_kind, each.what)
),
spread as (
    select *, median(abs(cost - middle)) over (partition by fiscal_year, level, body_kind, what) as mad from known
)
select
    body, unit_name, fiscal_year as year, what as subject, cast(round(cost, 2) as decimal(38, 2)) as source_value,
    cast(round(middle, 2) as decimal(38, 2)) as target_value,
    cast(round(cost - middle, 2) as decimal(38, 2)) as difference, $mads as threshold, '元' as unit, source,
    (
        select flatten(list(fund_ids)) from accounts a
        where a.report_id = spread.report_id and a.statement = 'general_basic'
            and a.concept in ('personnel', 'public_funds')
    ) as evidence
from spread where n >= $least and mad > 0 and abs(cost - middle) > $mads * mad
order by all
