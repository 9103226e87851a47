-- title: 非机关单位列有机关运行经费
-- raises: 疑点
-- basis: 经验值
-- needs: 列出机关运行经费的决算报告
-- blind: 报告未说明参照公务员法管理的事业单位
select
    u.body, u.unit_name, u.fiscal_year as year, '机关运行经费（' || coalesce(l.zh, u.body_kind) || '）' as subject,
    u.operating_cost as source_value, 0 as target_value, u.operating_cost as difference, 0 as threshold,
    '元' as unit, u.source,
    (
        select flatten(list(fund_ids)) from accounts a
        where a.report_id = u.report_id and a.concept = 'operating_cost'
    ) as evidence
from unit_year u
left join labels l on l."table" = 'units' and l."column" = 'body_kind' and l.code = u.body_kind
where u.operating_cost > 0 and u.body_kind in ('institution', 'school', 'hospital', 'enterprise')
order by all
