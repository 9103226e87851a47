-- title: 公开时间偏晚
-- raises: 疑点
-- basis: 经验值
-- param: month = 10; 决算在次年此月及以后公开；经验值
-- needs: 决算报告的公开日期（网页所载，或来源清单的 published）
-- blind: 财政批复日期，报告一般不载
select
    body, unit_name, fiscal_year as year, '公开日期' || published as subject,
    cast(substr(published, 6, 2) as integer) as source_value, $month as target_value,
    (cast(substr(published, 1, 4) as integer) - fiscal_year - 1) * 12 + cast(substr(published, 6, 2) as integer) - $month
        as difference,
    $month as threshold, '月' as unit, source, doc_ids as evidence
from reports
where doc_type = 'final_accounts' and regexp_matches(published, '^\d{4}-\d{2}')
    and (cast(substr(published, 1, 4) as integer) - fiscal_year - 1) * 12 + cast(substr(published, 6, 2) as integer)
        >= $month
order by all
