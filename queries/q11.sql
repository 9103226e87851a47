-- title: “三公”单位成本明显偏离同类单位
-- raises: 疑点
-- basis: 经验值（中位数加减若干倍绝对中位差）
-- param: mads = 3; 偏离中位数超过此倍数的绝对中位差；经验值
-- param: least = 5; 同级同地区同年可比单位少于此数时不比；经验值
-- needs: 多个单位的决算报告，含接待批次人次、公务用车保有量等数量
-- blind: 接待对象和标准；车辆的用途和里程
with costs as (
    select t.*, r.level, left(coalesce(r.region_code, ''), case r.level when 'county' then 4 else 2 end) as region,
        unnest([
            {'what': '公务接待费÷人次', 'cost': reception / nullif(visitors, 0)},
            {'what': '公务接待费÷批次', 'cost': reception / nullif(visits, 0)},
            {'what': '公务用车运行维护费÷保有量', 'cost': vehicle_operation / nullif(vehicles_kept, 0)},
            {'what': '因公出国（境）费÷人数', 'cost': abroad / nullif(persons_abroad, 0)}
        ]) as each
    from three_public t join reports r using (report_id)
    where t.doc_type = 'final_accounts' and r.level is not null
),
known as (
    select *, each.what as what, each.cost as cost, median(each.cost) over peers as middle, count(*) over peers as n
    from costs where each.cost > 0
    window peers as (partition by fiscal_year, level, region, each.what)
),
spread as (
    select *, median(abs(cost - middle)) over (partition by fiscal_year, level, region, what) as mad from known
)
select
    body, unit_name, fiscal_year as year, what as subject, cast(round(cost, 2) as decimal(38, 2)) as source_value,
    cast(round(middle, 2) as decimal(38, 2)) as target_value,
    cast(round(cost - middle, 2) as decimal(38, 2)) as difference, $mads as threshold, '元' as unit, source,
    list_concat(fund_ids, figure_ids) as evidence
from spread where n >= $least and mad > 0 and abs(cost - middle) > $mads * mad
order by all
