-- title: 部门预算中安排对下转移支付
-- raises: 疑点
-- basis: 经验值
-- needs: 列出项目或科目名称的预算、决算报告或自评表
-- blind: 名称中看不出对下补助的项目
select
    body, unit_name, fiscal_year as year, subject, coalesce(final, adjusted_budget, initial_budget) as source_value,
    0 as target_value, coalesce(final, adjusted_budget, initial_budget) as difference, 0 as threshold, '元' as unit,
    source, fund_ids as evidence
from accounts
where regexp_matches(subject, '补助(市县|县市|县区|区县|下级|乡镇)|对(下|市县|县区).{0,4}转移支付|转移支付')
    and not regexp_matches(subject, '上级') and coalesce(final, adjusted_budget, initial_budget) > 0
    and statement in ('expenditure', 'general_expenditure', 'general_project', 'government_fund', 'other')
union all
select
    body, unit_name, fiscal_year, '项目：' || project, coalesce(executed, adjusted_budget, initial_budget, target_amount),
    0, coalesce(executed, adjusted_budget, initial_budget, target_amount), 0, '元', coalesce(source, target_source),
    fund_ids
from projects
where regexp_matches(project, '补助(市县|县市|县区|区县|下级|乡镇)|转移支付') and not regexp_matches(project, '上级')
order by all
