-- title: 决算数为整万元的比例明显高于同类单位
-- raises: 疑点
-- basis: 经验值（中位数加若干倍绝对中位差）
-- param: mads = 3; 高出中位数超过此倍数的绝对中位差；经验值
-- param: least = 5; 同级单位少于此数时不比；经验值
-- param: amounts = 10; 决算数少于此数的报告不看；经验值
-- needs: 多个单位同年的决算报告
-- blind: 以万元为单位取整公开的报告
with shares as (
    select
        a.report_id, r.body, r.unit_name, r.fiscal_year, r.level, r.source,
        cast(100.0 * count(distinct final) filter (final % 10000 = 0) / count(distinct final) as decimal(18, 2)) as share
    from accounts a join reports r using (report_id)
    where a.doc_type = 'final_accounts' and a.final > 0 and r.level is not null
    group by a.report_id, r.body, r.unit_name, r.fiscal_year, r.level, r.source
    having count(distinct final) >= $amounts
),
middles as (
    select *, median(share) over peers as middle, count(*) over peers as n
    from shares window peers as (partition by fiscal_year, level)
),
spread as (
    select *, median(abs(share - middle)) over (partition by fiscal_year, level) as mad from middles
)
select
    body, unit_name, fiscal_year as year, '整万元的决算数比例' as subject, share as source_value,
    cast(middle as decimal(18, 2)) as target_value, cast(share - middle as decimal(18, 2)) as difference,
    $mads as threshold, '%' as unit, source, [report_id] as evidence
from spread where n >= $least and share > middle + $mads * greatest(mad, 1)
order by all
