-- title: 部门数与所属单位之和不一致
-- raises: 错误
-- basis: 规则 across.parts（docs/checks.md）
-- needs: 部门汇总报告和其全部所属单位的报告
-- blind: 所属单位报告不全时无法比较（checks 表记为 missing_input）
select
    coalesce(d.body_id, d.unit_id) as body, f.unit_name, f.fiscal_year as year, f.message as subject,
    f.reported as source_value, f.expected as target_value, f.difference, f.tolerance as threshold, f.unit, f.source,
    list_transform(f.evidence, lambda e: e.id) as evidence
from findings f join documents d using (doc_id)
where d.edition_of is null and f.rule in ('across.parts')
order by all
