-- title: 绩效自评未全覆盖
-- raises: 疑点
-- basis: 经验值
-- needs: 说明自评项目个数的决算报告和自评表；或目标表和自评表
-- blind: 涉密不公开的项目；自评表未收入数据集
with forms as (
    select body, fiscal_year, count(*) as forms
    from projects where report_id is not null and project is not null and (executed is not null or score is not null)
    group by body, fiscal_year
),
declared as (
    select r.body, r.unit_name, r.fiscal_year, r.source, f.value, f.figure_id
    from reports r join report_documents rd using (report_id) join figures f on f.doc_id = rd.doc_id
    where r.doc_type = 'final_accounts' and f.unit = '个' and regexp_matches(f.context, '自评')
        and regexp_matches(f.context, '项目(支出)?(共)?' || f.value::bigint::varchar || '个')
        and not regexp_matches(f.context, '为“?(优|良|中|差|合格|不合格)')
)
select
    d.body, d.unit_name, d.fiscal_year as year, '已公开自评表的项目数少于说明的自评项目数' as subject,
    f.forms as source_value, d.value as target_value, f.forms - d.value as difference, 0 as threshold, '个' as unit,
    d.source, [d.figure_id] as evidence
from declared d join forms f on f.body = d.body and f.fiscal_year = d.fiscal_year
where f.forms < d.value
union all
select
    p.body, p.unit_name, p.fiscal_year, '有绩效目标而没有自评：' || p.project, 0, 1, -1, 0, '个', p.target_source, p.fund_ids
from projects p join forms f on f.body = p.body and f.fiscal_year = p.fiscal_year
where p.target_amount is not null and p.report_id is null
order by all
