-- title: 执行率低而自评得分高
-- raises: 疑点
-- basis: 经验值
-- param: score = 98; 自评得分不低于此数；经验值
-- param: rate = 80; 执行率低于此百分数；经验值
-- needs: 项目支出或整体支出绩效自评表
-- blind: 资金结余而任务完成的项目
select
    body, unit_name, fiscal_year as year, coalesce(project, '整体支出') || '：自评得分（执行率' || execution_rate || '%）' as subject,
    score as source_value, execution_rate as target_value, score - $score as difference, $rate as threshold,
    '分' as unit, source, list_concat(fund_ids, score_ids) as evidence
from projects where score >= $score and execution_rate < $rate
order by all
