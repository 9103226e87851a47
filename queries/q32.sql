-- title: 自评得分与外部评价得分相差过大
-- raises: 疑点
-- basis: 经验值
-- param: gap = 10; 相差超过此分数；经验值
-- needs: 同一项目同年的自评表和部门、财政或第三方评价报告
-- blind: 两次评价的范围不同
select
    body, unit_name, fiscal_year as year, coalesce(project, '整体支出') as subject, score as source_value,
    outside_score as target_value, score - outside_score as difference, $gap as threshold, '分' as unit, source,
    score_ids as evidence
from projects where abs(score - outside_score) > $gap
order by all
