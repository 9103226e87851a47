-- title: 公务接待、因公出国的费用与数量对不上
-- raises: 疑点
-- basis: 经验值
-- needs: 决算报告的“三公”经费和接待批次人次、出国团组人次
-- blind: 费用跨年度结算的情形
with counted as (
    select *, list_concat(fund_ids, figure_ids) as evidence from three_public where doc_type = 'final_accounts'
)
select
    body, unit_name, fiscal_year as year, '有公务接待费而接待批次为0' as subject, reception as source_value,
    visits as target_value, reception as difference, 0 as threshold, '元' as unit, source, evidence
from counted where reception > 0 and visits = 0
union all
select body, unit_name, fiscal_year, '有接待批次而公务接待费为0', visits, reception, visits, 0, '批次', source, evidence
from counted where reception = 0 and visits > 0
union all
select body, unit_name, fiscal_year, '有公务接待费而接待人次为0', reception, visitors, reception, 0, '元', source, evidence
from counted where reception > 0 and visitors = 0
union all
select body, unit_name, fiscal_year, '接待人次少于批次', visitors, visits, visitors - visits, 0, '人次', source, evidence
from counted where visitors < visits
union all
select body, unit_name, fiscal_year, '有因公出国（境）费而团组为0', abroad, groups, abroad, 0, '元', source, evidence
from counted where abroad > 0 and groups = 0
union all
select body, unit_name, fiscal_year, '有出国团组而因公出国（境）费为0', groups, abroad, groups, 0, '个', source, evidence
from counted where abroad = 0 and groups > 0
order by all
