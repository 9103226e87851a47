-- title: 自评项目执行数之和超过项目支出
-- raises: 疑点
-- basis: 经验值
-- needs: 同一单位同年的决算报告和项目支出绩效自评表
-- blind: 由上级或其他单位列支的项目资金；自评的专项资金跨单位使用
with forms as (
    select body, fiscal_year, sum(executed) as executed, count(*) as forms, flatten(list(fund_ids)) as fund_ids
    from projects where project is not null and executed is not null group by body, fiscal_year
)
select
    u.body, u.unit_name, u.fiscal_year as year, '自评项目' || f.forms || '个的全年执行数之和' as subject,
    f.executed as source_value, u.project as target_value, f.executed - u.project as difference, 0 as threshold,
    '元' as unit, u.source, f.fund_ids as evidence
from unit_year u join forms f on f.body = u.body and f.fiscal_year = u.fiscal_year
where u.project is not null and f.executed > u.project
order by all
