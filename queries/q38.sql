-- title: 收入来源归零
-- raises: 疑点
-- basis: 经验值
-- param: least = 10000; 上年低于此数（元）的不列；经验值
-- needs: 同一单位相邻两年的决算报告
-- blind: 收入改列其他科目的情形
with lines as (
    select b.report_before, b.report_id, b.fiscal_year, b.body, b.unit_name, b.source
    from (select distinct report_id, report_before, fiscal_year, body, unit_name, source from account_years) b
),
incomes as (
    select report_id, concept, max(subject) as subject, max(final) as final, flatten(list(fund_ids)) as fund_ids
    from accounts
    where statement in ('income', 'income_expenditure_summary') and concept in (
        'superior_subsidy_income', 'operating_income', 'business_income', 'affiliated_income', 'other_income',
        'government_fund_income', 'state_capital_income'
    )
    group by report_id, concept
)
select
    l.body, l.unit_name, l.fiscal_year as year, b.subject, coalesce(n.final, 0) as source_value,
    b.final as target_value, coalesce(n.final, 0) - b.final as difference, $least as threshold, '元' as unit, l.source,
    list_concat(b.fund_ids, coalesce(n.fund_ids, [])) as evidence
from lines l
join incomes b on b.report_id = l.report_before
left join incomes n on n.report_id = l.report_id and n.concept = b.concept
where b.final >= $least and coalesce(n.final, 0) = 0
order by all
