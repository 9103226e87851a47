-- A body's year in one row, from its final accounts, amounts in 元: `report_id`, `body`, `unit_name`, `fiscal_year`,
-- `scope`, `part_of`, `level`, `region_code`, `body_kind`; `income` 本年收入, `expenditure` 本年支出, `basic` 基本支出,
-- `project` 项目支出, `appropriation` 财政拨款支出, `general` 一般公共预算财政拨款支出 with `general_initial_budget` and
-- `general_adjusted_budget`, `opening_balance` 年初结转和结余, `closing_balance` 年末结转和结余, `personnel` 人员经费,
-- `public_funds` 公用经费, `three_public`, `operating_cost` 机关运行经费, `procurement` 政府采购, `meeting` 会议费, `training`
-- 培训费, `staff_quota` 编制数, `staff_actual` 实有人数. What is not stated is null.
-- needs: accounts, reports
with wide as (
    select
        report_id,
        arg_min(final, a.n) filter (concept = 'income_this_year' and a.n < 5) as income,
        arg_min(final, a.n) filter (concept = 'expenditure_this_year' and a.n < 5) as expenditure,
        arg_min(final, a.n) filter (concept = 'basic_expenditure' and a.n < 5) as basic,
        arg_min(final, a.n) filter (concept = 'project_expenditure' and a.n < 5) as project,
        max(final) filter (
            concept in ('expenditure_this_year', 'appropriation_expenditure')
            and statement = 'appropriation_summary' and budget_kind = 'appropriation'
        ) as appropriation,
        max(final) filter (general) as general,
        max(initial_budget) filter (general) as general_initial_budget,
        max(adjusted_budget) filter (general) as general_adjusted_budget,
        max(final) filter (concept = 'opening_balance' and statement = 'income_expenditure_summary')
            as opening_balance,
        max(final) filter (concept = 'closing_balance' and statement = 'income_expenditure_summary')
            as closing_balance,
        max(final) filter (concept = 'personnel' and statement = 'general_basic') as personnel,
        max(final) filter (concept = 'public_funds' and statement = 'general_basic') as public_funds,
        max(final) filter (concept = 'three_public' and statement = 'three_public') as three_public,
        max(final) filter (concept = 'operating_cost') as operating_cost,
        max(final) filter (concept = 'procurement' and statement = 'procurement') as procurement,
        max(final) filter (concept = 'meeting') as meeting,
        max(final) filter (concept = 'training') as training
    from (
        select
            *,
            concept = 'expenditure_this_year' and statement = 'general_expenditure' as general,
            coalesce(list_position(
                ['income_expenditure_summary', 'expenditure', 'income', 'appropriation_summary'], statement
            ), 5) + case budget_kind when 'all' then 0 else 5 end as n
        from accounts where doc_type = 'final_accounts'
    ) a
    group by report_id
)
select
    r.report_id, r.body, r.unit_name, r.fiscal_year, r.scope, r.part_of, r.level, r.region_code, r.body_kind,
    w.* exclude (report_id), r.staff_quota, r.staff_actual, r.source
from reports r join wide w using (report_id)
