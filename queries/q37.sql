-- title: 单位名称变更、单位新增或消失
-- raises: 疑点
-- basis: 经验值
-- param: least = 3; 同一地区相邻两年都有报告的单位达到此数时才看新增和消失；经验值
-- needs: 同一地区相邻两年各单位的报告
-- blind: 报告未收入数据集的单位；机构改革文件
with years as (
    select distinct body, unit_name, region_code, fiscal_year, doc_type, source, doc_id
    from reports where body is not null and region_code is not null and doc_type = 'final_accounts'
),
kept as (
    select a.region_code, a.fiscal_year, count(distinct a.body) as n
    from years a join years b on a.body = b.body and b.fiscal_year = a.fiscal_year + 1
    group by a.region_code, a.fiscal_year
)
select
    a.body, a.unit_name, a.fiscal_year + 1 as year, '上年有报告而本年没有' as subject, 0 as source_value,
    1 as target_value, -1 as difference, $least as threshold, '份' as unit, a.source, [a.doc_id] as evidence
from years a join kept n using (region_code, fiscal_year)
where n.n >= $least and not exists (
    select 1 from years b where b.body = a.body and b.fiscal_year = a.fiscal_year + 1
)
union all
select b.body, b.unit_name, b.fiscal_year, '本年有报告而上年没有', 1, 0, 1, $least, '份', b.source, [b.doc_id]
from years b join kept n on n.region_code = b.region_code and n.fiscal_year = b.fiscal_year - 1
where n.n >= $least and not exists (
    select 1 from years a where a.body = b.body and a.fiscal_year = b.fiscal_year - 1
)
union all
select
    coalesce(c.to_body_id, c.to_unit_id), c.to_name, c.year, '由“' || c.from_name || '”变更（' || c.how || '）', 1, 0, 1, 0,
    '个', d.source, list_filter([c.doc_id, c.related_doc_id], lambda x: x is not null)
from unit_changes c left join documents d using (doc_id)
order by all
