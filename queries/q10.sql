-- title: “三公”经费超预算或超上年
-- raises: 疑点
-- basis: 经验值
-- param: growth = 0; 比上年增长超过此百分数；经验值
-- needs: 决算报告的“三公”经费表或说明；比上年需上年数或上年报告
-- blind: 年中经批准调整的“三公”预算（报告未列全年预算时）
with lines as (
    select * from accounts
    where doc_type = 'final_accounts' and statement = 'three_public'
        and concept in ('three_public', 'abroad', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
),
earlier as (
    select report_id, concept, max(coalesce(prior_final, before)) as prior, flatten(list(fund_ids)) as fund_ids
    from account_years where statement = 'three_public' group by report_id, concept
)
select
    body, unit_name, fiscal_year as year, subject || '超预算' as subject, final as source_value,
    coalesce(adjusted_budget, initial_budget) as target_value,
    final - coalesce(adjusted_budget, initial_budget) as difference, 0 as threshold, '元' as unit, source,
    fund_ids as evidence
from lines where final > coalesce(adjusted_budget, initial_budget)
union all
select
    l.body, l.unit_name, l.fiscal_year, l.subject || '超上年', l.final, coalesce(l.prior_final, e.prior),
    l.final - coalesce(l.prior_final, e.prior), $growth, '元', l.source, coalesce(e.fund_ids, l.fund_ids)
from lines l left join earlier e using (report_id, concept)
where l.final * 100 > coalesce(l.prior_final, e.prior) * (100 + $growth)
order by all
