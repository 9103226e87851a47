-- title: 同一项目重复申报
-- raises: 疑点
-- basis: 经验值
-- param: least = 10000; 金额低于此数（元）的不比；经验值
-- needs: 同年的多份目标表或自评表
-- blind: 按标准分配到各单位的同名同额项目
with amounts as (
    select *, coalesce(initial_budget, adjusted_budget, target_amount) as amount, coalesce(source, target_source) as file
    from projects where project is not null and body is not null
),
sets as (
    select body, fiscal_year, project, string_agg(level3, '|' order by level3) as words, count(*) as n
    from indicators_wide group by body, fiscal_year, project
)
select
    a.body, a.unit_name, a.fiscal_year as year, a.project || '：' || coalesce(b.unit_name, '') || '也有同名同额项目' as subject,
    a.amount as source_value, b.amount as target_value, a.amount - b.amount as difference, $least as threshold,
    '元' as unit, a.file as source, list_concat(a.fund_ids, b.fund_ids) as evidence
from amounts a join amounts b
    on a.fiscal_year = b.fiscal_year and a.project = b.project and a.amount = b.amount and a.body <> b.body
where a.amount >= $least
union all
select
    a.body, a.unit_name, a.fiscal_year, a.project || '：与“' || b.project || '”金额和指标相同', a.amount, b.amount,
    a.amount - b.amount, $least, '元', a.file, list_concat(a.fund_ids, b.fund_ids)
from amounts a
join amounts b on a.fiscal_year = b.fiscal_year and a.body = b.body and a.amount = b.amount and a.project <> b.project
join sets x on x.body = a.body and x.fiscal_year = a.fiscal_year and x.project = a.project
join sets y on y.body = b.body and y.fiscal_year = b.fiscal_year and y.project = b.project
where a.amount >= $least and x.n >= 3 and x.words = y.words
order by all
