-- title: 目录所列报表或所列附件缺失，空表未附说明或说明与数据不符
-- raises: 错误
-- basis: 规则 structure.contents、structure.empty、structure.blank、structure.annex（docs/checks.md）
-- needs: 决算报告的目录和报表
-- blind: 目录本身未列的报表；各省当年要求的报表清单
select
    coalesce(d.body_id, d.unit_id) as body, f.unit_name, f.fiscal_year as year, f.message as subject,
    f.reported as source_value, f.expected as target_value, f.difference, f.tolerance as threshold, f.unit, f.source,
    list_transform(f.evidence, lambda e: e.id) as evidence
from findings f join documents d using (doc_id)
where d.edition_of is null and f.rule in ('structure.contents', 'structure.empty', 'structure.blank', 'structure.annex')
order by all
