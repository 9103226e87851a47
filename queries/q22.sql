-- title: 项目支出中列支工资福利
-- raises: 疑点
-- basis: 经验值
-- needs: 按经济分类列出项目支出的决算报告（一般公共预算财政拨款支出明细表等）
-- blind: 未按经济分类公开的项目支出；编外聘用人员的劳务费
select
    body, unit_name, fiscal_year as year, concat_ws(' ', item_code, subject) as subject, final as source_value,
    0 as target_value, final as difference, 0 as threshold, '元' as unit, source, fund_ids as evidence
from accounts
where doc_type = 'final_accounts' and final > 0 and regexp_full_match(item_code, '301(\d\d)?')
    and (statement = 'general_project' or regexp_matches(breakdown, '项目支出'))
order by all
