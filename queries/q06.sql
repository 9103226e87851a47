-- title: 上年数与上年报告不一致
-- raises: 错误
-- basis: 规则 across.prior、equality.prior（docs/checks.md）
-- needs: 同一单位相邻两年的决算报告，或同一报告中的上年数与增减额
-- blind: 上年报告不在数据集中的单位
select
    coalesce(d.body_id, d.unit_id) as body, f.unit_name, f.fiscal_year as year, f.message as subject,
    f.reported as source_value, f.expected as target_value, f.difference, f.tolerance as threshold, f.unit, f.source,
    list_transform(f.evidence, lambda e: e.id) as evidence
from findings f join documents d using (doc_id)
where d.edition_of is null and f.rule in ('across.prior', 'equality.prior')
order by all
