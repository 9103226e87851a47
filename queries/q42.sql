-- title: 资产说明中的车辆数与“三公”说明不同
-- raises: 疑点
-- basis: 经验值
-- needs: 同时说明国有资产占用车辆数和公务用车保有量的决算报告
-- blind: 资产中的特种专业技术用车等不属公务用车的车辆
with owned as (
    select
        r.report_id, arg_min(f.value, (f.page, f.locator)) as vehicles, min(f.figure_id) as figure_id
    from reports r join report_documents rd using (report_id) join figures f on f.doc_id = rd.doc_id
    where r.doc_type = 'final_accounts' and f.unit in ('辆', '台')
        and regexp_matches(f.context, '(共有|拥有)(公务)?车辆' || f.value::bigint::varchar || '[辆台]')
    group by r.report_id
)
select
    t.body, t.unit_name, t.fiscal_year as year, '资产说明的车辆数与公务用车保有量' as subject, o.vehicles as source_value,
    t.vehicles_kept as target_value, o.vehicles - t.vehicles_kept as difference, 0 as threshold, '辆' as unit, t.source,
    list_append(t.figure_ids, o.figure_id) as evidence
from three_public t join owned o using (report_id)
where t.vehicles_kept is not null and o.vehicles < t.vehicles_kept
order by all
