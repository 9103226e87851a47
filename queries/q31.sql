-- title: 指标空泛或缺少必要指标
-- raises: 疑点
-- basis: 经验值
-- param: words = 50; 只用文字表述的指标超过此百分数；经验值
-- param: least = 3; 指标少于此数的表不看；经验值
-- needs: 绩效目标表或自评表
-- blind: 指标解释和评分标准；部门、财政或第三方评价自定的指标体系
with sets as (
    select
        r.body, r.unit_name, r.fiscal_year, r.source, i.project, i.kind, count(*) as n,
        count(*) filter (i.target_op = 'qualitative') as vague,
        bool_or(regexp_matches(concat(i.level1, i.level2), '成本')) as cost,
        bool_or(regexp_matches(concat(i.level1, i.level2), '满意')) as satisfaction,
        bool_or(regexp_matches(concat(i.level1, i.level2), '数量')) as quantity,
        list(i.indicator_id order by i.indicator_id) as ids
    from reports r join report_documents rd using (report_id) join indicators i on i.doc_id = rd.doc_id
    where i.kind <> 'evaluation'
    group by r.body, r.unit_name, r.fiscal_year, r.source, i.project, i.kind
)
select
    body, unit_name, fiscal_year as year, coalesce(project, '整体支出') || '：只用文字表述的指标' as subject,
    vague as source_value, n as target_value, vague - n * $words / 100 as difference, $words as threshold,
    '个' as unit, source, ids as evidence
from sets where n >= $least and vague * 100 > n * $words
union all
select
    body, unit_name, fiscal_year,
    concat(coalesce(project, '整体支出'), '：缺少', concat_ws('、', case when not satisfaction then '满意度指标' end,
        case when not quantity then '数量指标' end, case when not cost then '成本指标' end)),
    0, 1, -1, $least, '个', source, ids
from sets where n >= $least and not (satisfaction and quantity)
order by all
