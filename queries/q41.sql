-- title: 支出结构大幅变动
-- raises: 疑点
-- basis: 经验值
-- param: points = 30; 比上年变动超过此百分点；经验值
-- needs: 同一单位相邻两年的决算报告
-- blind: 机构职能调整
with shares as (
    select
        y.body, y.unit_name, y.fiscal_year, y.source, y.subject, y.fund_ids,
        100 * y.final / nullif(t.final, 0) as share, 100 * y.before / nullif(t.before, 0) as share_before
    from account_years y join account_years t
        on t.report_id = y.report_id and t.statement = y.statement and t.concept = 'expenditure_this_year'
            and t.budget_kind is not distinct from y.budget_kind
    where y.statement in ('expenditure', 'general_expenditure')
        and (y.concept = 'project_expenditure' or (y.level = 1 and regexp_full_match(y.concept, 'function:[^/]+')))
)
select
    body, unit_name, fiscal_year as year, subject || '占支出合计的比例' as subject,
    cast(share as decimal(18, 2)) as source_value, cast(share_before as decimal(18, 2)) as target_value,
    cast(share - share_before as decimal(18, 2)) as difference, $points as threshold, '%' as unit, source,
    fund_ids as evidence
from shares where abs(share - share_before) > $points
order by all
