-- Indicators (三级指标) with the target form's (目标表) and the self-evaluation's (自评表) words side by side: `body`, `unit_name`,
-- `fiscal_year`, `project`, `level1`, `level2`, `level3`; `planned_target`, `planned_weight` of the target form; `target`,
-- `actual`, `weight`, `score`, `achieved`, `deviation`, `target_op`, `target_value`, `actual_value` of the self-evaluation;
-- `in_target_form`, `in_self_evaluation`; `planned_id`, `indicator_id`, `page`, `source`, `report_id`.
-- needs: reports, report_documents, indicators
with stated as (
    select
        r.body, r.unit_name as reporting, r.fiscal_year as year, r.report_id, r.source, i.*,
        regexp_replace(i.level3, '[\s，,。；;：:、（）()“”"]', '', 'g') as name
    from reports r join report_documents rd using (report_id) join indicators i on i.doc_id = rd.doc_id
    where i.level3 is not null
),
numbered as (
    select
        *,
        row_number() over (
            partition by body, year, project, name, kind order by report_id, page, row_no, indicator_id
        ) as nth
    from stated
),
planned as (select * from numbered where kind = 'target'),
evaluated as (select * from numbered where kind = 'self_evaluation')
select
    coalesce(e.body, p.body) as body, coalesce(e.reporting, p.reporting) as unit_name,
    coalesce(e.year, p.year) as fiscal_year, coalesce(e.project, p.project) as project,
    coalesce(e.level1, p.level1) as level1, coalesce(e.level2, p.level2) as level2,
    coalesce(e.level3, p.level3) as level3,
    p.target as planned_target, p.weight as planned_weight,
    e.target, e.actual, e.weight, e.score, e.achieved, e.deviation, e.target_op, e.target_value, e.actual_value,
    p.indicator_id is not null as in_target_form, e.indicator_id is not null as in_self_evaluation,
    p.indicator_id as planned_id, e.indicator_id, coalesce(e.page, p.page) as page,
    coalesce(e.source, p.source) as source, coalesce(e.report_id, p.report_id) as report_id
from evaluated e full join planned p
    on e.body = p.body and e.year = p.year and e.project is not distinct from p.project
    and e.name = p.name and e.nth = p.nth
