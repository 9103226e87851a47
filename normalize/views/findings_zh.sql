-- Findings in Chinese, each once where a report lies in several copies: 单位, 年度, 规则, 规则名称, 严重程度, 问题, 报告数, 应为,
-- 差额, 计量单位, 差额元, 文件, 页码, 首要 (the one of its cluster to look at), 标识.
-- needs: findings, documents, labels
select
    f.unit_name as "单位", f.fiscal_year as "年度", f.rule as "规则", n.zh as "规则名称",
    s.zh as "严重程度", f.message as "问题", f.reported as "报告数", f.expected as "应为",
    f.difference as "差额", f.unit as "计量单位", f.amount_yuan as "差额元",
    f.source as "文件",
    array_to_string(list_sort(list_distinct(list_transform(f.evidence, lambda e: e.page))), '、') as "页码",
    f.leading as "首要", f.finding_id as "标识"
from findings f
join documents d on d.doc_id = f.doc_id and d.edition_of is null
left join labels s on s."table" = 'findings' and s."column" = 'severity' and s.code = f.severity
left join labels n on n."table" = 'findings' and n."column" = 'rule' and n.code = f.rule
