-- title: 资本性支出较大而没有政府采购
-- raises: 疑点
-- basis: 经验值
-- param: least = 500000; 资本性支出达到此数（元）；经验值
-- needs: 列出资本性支出（310）的决算报告
-- blind: 项目支出未列经济分类时的资本性支出；集中采购目录和限额标准
with capital as (
    select report_id, max(final) as capital, flatten(list(fund_ids)) as fund_ids
    from accounts where doc_type = 'final_accounts' and item_code in ('310', '309') group by report_id
)
select
    u.body, u.unit_name, u.fiscal_year as year, '政府采购支出（资本性支出较大）' as subject,
    coalesce(u.procurement, 0) as source_value, c.capital as target_value,
    coalesce(u.procurement, 0) - c.capital as difference, $least as threshold, '元' as unit, u.source,
    c.fund_ids as evidence
from unit_year u join capital c using (report_id)
where c.capital >= $least and coalesce(u.procurement, 0) = 0
order by all
