-- title: 年末结转结余偏大或长期不动
-- raises: 疑点
-- basis: 经验值
-- param: rate = 9; 年末结转和结余占本年支出的百分数超过此数；经验值
-- needs: 决算报告的收入支出决算总表；“不动”需连续两年
-- blind: 结转资金的来源和年限；结余分配去向
select
    body, unit_name, fiscal_year as year, '年末结转和结余占本年支出比例' as subject, closing_balance as source_value,
    expenditure as target_value, closing_balance - expenditure * $rate / 100 as difference, $rate as threshold,
    '元' as unit, source,
    (
        select flatten(list(fund_ids)) from accounts a
        where a.report_id = u.report_id and concept = 'closing_balance'
            and statement = 'income_expenditure_summary'
    ) as evidence
from unit_year u where closing_balance * 100 > expenditure * $rate and expenditure > 0
union all
select
    body, unit_name, fiscal_year, '年末结转和结余与上年末相同', final, before, final - before, 0, '元', source, fund_ids
from account_years
where concept = 'closing_balance' and statement = 'income_expenditure_summary' and final = before and final > 0
order by all
