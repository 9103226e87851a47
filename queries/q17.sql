-- title: 会议费、培训费增长过快
-- raises: 疑点
-- basis: 经验值
-- param: growth = 20; 比上年增长超过此百分数；经验值
-- param: least = 10000; 低于此数（元）的不列；经验值
-- needs: 同一单位相邻两年的决算报告
-- blind: 由项目支出列支的会议费、培训费
select
    body, unit_name, fiscal_year as year, statement_zh || '：' || subject as subject, final as source_value,
    before as target_value, final - before as difference, $growth as threshold, '元' as unit, source,
    fund_ids as evidence
from (
    select y.*, (select zh from labels where "column" = 'statement' and code = y.statement limit 1) as statement_zh
    from account_years y
)
where concept in ('meeting', 'training', 'economic:30215', 'economic:30216') and final >= $least
    and final * 100 > before * (100 + $growth)
order by all
