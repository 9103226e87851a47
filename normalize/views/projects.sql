-- Projects (项目, 专项; `project` null: 整体支出) of a body and year in one row, the target form (目标表) and the
-- self-evaluation (自评表) side by side, amounts in 元: `body`, `unit_name`, `fiscal_year`, `project`, `scope`;
-- `target_amount`, `target_source`, `target_report_id`; `initial_budget` 年初预算, `adjusted_budget` 全年预算, `executed` 全年执行,
-- `execution_rate` in % as the amounts give it, `printed_rate` as printed; `score` 自评总分, `grade`, `points`: the sum of its
-- indicators' 得分 and parts where all are printed; `indicators`, `deviations`: how many, and how many give a reason;
-- `outside_score` of a department's or third party's evaluation; `report_id`, `source`; `fund_ids`, `score_ids`.
-- needs: reports, report_documents, funds, indicators, scores
with money as (
    select
        r.report_id, r.body, r.unit_name, r.fiscal_year, r.source, f.project, f.statement,
        f.measure, f.amount_yuan, f.value, f.fund_id, f.period,
        regexp_matches(f.item, '总额|合计|总预算|总投资') or f.concept = 'fund_total'
            or f.breakdown = '资金总额' as whole,
        (f.origin <> 'table', not coalesce(regexp_matches(f.item, '年度'), false), coalesce(f.page, 0),
            coalesce(f.row_no, 0), f.fund_id) as rank
    from reports r join report_documents rd using (report_id) join funds f on f.doc_id = rd.doc_id
    where f.statement in ('self_evaluation', 'performance_target')
),
evaluated as (
    select
        report_id, project, any_value(body) as body, any_value(unit_name) as unit_name,
        any_value(fiscal_year) as fiscal_year, any_value(source) as source,
        arg_min(amount_yuan, rank) filter (measure = 'initial_budget') as initial_budget,
        arg_min(amount_yuan, rank) filter (measure = 'adjusted_budget') as adjusted_budget,
        arg_min(amount_yuan, rank) filter (measure = 'final') as executed,
        arg_min(value, rank) filter (measure = 'execution_rate') as printed_rate,
        list_filter([
            arg_min(fund_id, rank) filter (measure = 'initial_budget'),
            arg_min(fund_id, rank) filter (measure = 'adjusted_budget'),
            arg_min(fund_id, rank) filter (measure = 'final')
        ], lambda x: x is not null) as fund_ids
    from money where statement = 'self_evaluation' and whole and rank[1] = false
    group by report_id, project
),
aimed as (
    select
        body, fiscal_year, project,
        any_value(unit_name) as unit_name,
        min(report_id) as target_report_id, min(source) as target_source,
        arg_min(amount_yuan, rank) as target_amount, arg_min(fund_id, rank) as target_id
    from money
    where statement = 'performance_target' and project is not null and whole
        and measure in ('planned', 'requested', 'initial_budget')
    group by body, fiscal_year, project
),
scored as (
    select
        r.report_id, s.project, max(s.scope) as scope,
        arg_min(s.score, (s.table_id is null, s.score_id)) filter (s.method = 'self') as score,
        arg_min(s.grade, (s.table_id is null, s.score_id)) filter (s.method = 'self') as grade,
        list(s.score_id order by s.score_id) as score_ids
    from reports r join report_documents rd using (report_id) join scores s on s.doc_id = rd.doc_id
    where s.component = 'total' group by r.report_id, s.project
),
outside as (
    select r.body, r.fiscal_year, s.project, min(s.score) as outside_score
    from reports r join report_documents rd using (report_id) join scores s on s.doc_id = rd.doc_id
    where s.component = 'total' and s.method in ('department', 'third_party') and s.score is not null
    group by all
),
measured as (
    select
        r.report_id, i.project, max(i.scope) as scope, count(*) as indicators, count(i.deviation) as deviations,
        case when count(*) = count(i.score) then sum(i.score) end as points
    from reports r join report_documents rd using (report_id) join indicators i on i.doc_id = rd.doc_id
    where i.kind = 'self_evaluation' group by r.report_id, i.project
),
forms as (
    select
        coalesce(e.report_id, s.report_id, m.report_id) as report_id,
        coalesce(e.project, s.project, m.project) as project,
        coalesce(s.scope, m.scope) as scope,
        e.initial_budget, e.adjusted_budget, e.executed, e.printed_rate, e.fund_ids,
        s.score, s.grade, s.score_ids, m.points, m.indicators, m.deviations
    from evaluated e
    full join scored s on e.report_id = s.report_id and e.project is not distinct from s.project
    full join measured m on m.report_id = coalesce(e.report_id, s.report_id)
        and m.project is not distinct from coalesce(e.project, s.project)
)
select
    coalesce(r.body, a.body) as body, coalesce(r.unit_name, a.unit_name) as unit_name,
    coalesce(r.fiscal_year, a.fiscal_year) as fiscal_year, coalesce(f.project, a.project) as project, f.scope,
    a.target_amount, a.target_source, a.target_report_id,
    f.initial_budget, f.adjusted_budget, f.executed,
    cast(round(100 * f.executed / nullif(coalesce(f.adjusted_budget, f.initial_budget), 0), 2)
        as decimal(18, 2)) as execution_rate,
    f.printed_rate, f.score, f.grade, f.points,
    cast(coalesce(f.indicators, 0) as integer) as indicators,
    cast(coalesce(f.deviations, 0) as integer) as deviations,
    o.outside_score, f.report_id, r.source,
    list_concat(coalesce(f.fund_ids, []), case when a.target_id is null then [] else [a.target_id] end)
        as fund_ids,
    f.score_ids
from forms f
join reports r on r.report_id = f.report_id
full join aimed a on a.body = r.body and a.fiscal_year = r.fiscal_year and a.project = f.project
left join outside o on o.body = coalesce(r.body, a.body) and o.fiscal_year = coalesce(r.fiscal_year, a.fiscal_year)
    and o.project is not distinct from f.project
