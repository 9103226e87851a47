-- title: “其他”支出占比过大
-- raises: 疑点
-- basis: 经验值
-- param: rate = 20; “其他”科目占合计的百分数超过此数；经验值
-- needs: 决算报告的一般公共预算财政拨款支出表（项级）或基本支出表（款级）
-- blind: “其他”科目下的具体用途
with items as (
    select
        report_id, body, unit_name, fiscal_year, statement_zh, source,
        final, fund_ids, regexp_matches(item, '^其他') as other
    from accounts
    where doc_type = 'final_accounts' and final is not null and (
        statement = 'general_expenditure' and level = 3 and regexp_full_match(concept, 'function:(\d{3}/)?[^/]+')
        or statement = 'general_basic' and regexp_full_match(item_code, '3\d{4}')
    )
),
summed as (
    select
        body, unit_name, fiscal_year, statement_zh, source, sum(final) as total,
        coalesce(sum(final) filter (other), 0) as others, flatten(list(fund_ids) filter (other)) as evidence
    from items group by report_id, body, unit_name, fiscal_year, statement_zh, source
)
select
    body, unit_name, fiscal_year as year, statement_zh || '中名为“其他”的科目' as subject, others as source_value,
    total as target_value, others - total * $rate / 100 as difference, $rate as threshold, '元' as unit, source,
    evidence
from summed where others * 100 > total * $rate
order by all
