-- title: 决算中的年初预算与公开预算不一致
-- raises: 错误
-- basis: 规则 across.budget（docs/checks.md）
-- needs: 同一单位同年的预算和决算报告
-- blind: 预算报告不在数据集中的单位；预算只到类款时的项级差异
select
    coalesce(d.body_id, d.unit_id) as body, f.unit_name, f.fiscal_year as year, f.message as subject,
    f.reported as source_value, f.expected as target_value, f.difference, f.tolerance as threshold, f.unit, f.source,
    list_transform(f.evidence, lambda e: e.id) as evidence
from findings f join documents d using (doc_id)
where d.edition_of is null and f.rule in ('across.budget')
order by all
