-- “三公”经费 of a report in one row, amounts in 元: `report_id`, `body`, `unit_name`, `fiscal_year`, `doc_type`, `scope`,
-- `part_of`; `total`, `abroad` 因公出国（境）费, `vehicles` 公务用车购置及运行维护费, `vehicle_purchase`, `vehicle_operation`,
-- `reception` 公务接待费 as 决算, each with `_budget` (全年预算 where stated, else 年初预算) and `_prior` (上年决算); and what the
-- text counts: `groups` 团组, `persons_abroad`, `vehicles_bought`, `vehicles_kept` 保有量, `visits` 接待批次,
-- `visitors` 接待人次; `fund_ids`, `figure_ids` as evidence. What is not stated is null.
-- needs: accounts, reports, report_documents, figures
with money as (
    select
        report_id,
        max(final) filter (concept = 'three_public') as total,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'three_public') as total_budget,
        max(prior_final) filter (concept = 'three_public') as total_prior,
        max(final) filter (concept = 'abroad') as abroad,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'abroad') as abroad_budget,
        max(prior_final) filter (concept = 'abroad') as abroad_prior,
        max(final) filter (concept = 'vehicles') as vehicles,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'vehicles') as vehicles_budget,
        max(prior_final) filter (concept = 'vehicles') as vehicles_prior,
        max(final) filter (concept = 'vehicle_purchase') as vehicle_purchase,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'vehicle_purchase')
            as vehicle_purchase_budget,
        max(prior_final) filter (concept = 'vehicle_purchase') as vehicle_purchase_prior,
        max(final) filter (concept = 'vehicle_operation') as vehicle_operation,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'vehicle_operation')
            as vehicle_operation_budget,
        max(prior_final) filter (concept = 'vehicle_operation') as vehicle_operation_prior,
        max(final) filter (concept = 'reception') as reception,
        max(coalesce(adjusted_budget, initial_budget)) filter (concept = 'reception') as reception_budget,
        max(prior_final) filter (concept = 'reception') as reception_prior,
        flatten(list(fund_ids order by concept)) as fund_ids
    from accounts where statement = 'three_public' group by report_id
),
told as (
    select
        r.report_id, g.figure_id, g.value, g.unit,
        (
            g.unit = '人', coalesce(g.page, 0), try_cast(regexp_extract(g.locator, '^p(\d+)', 1) as integer),
            try_cast(regexp_extract(g.locator, '@(\d+)', 1) as integer), g.figure_id
        ) as place,
        -- The words before the number, up to the number or mark before it, say what is counted.
        regexp_extract(
            g.context,
            '([^0-9，,。；;：:（）()]*)(?:共|为|有|计|累计|约)?\s*' || g.value::bigint::varchar
                || '\s*余?' || regexp_escape(g.unit), 1
        ) as before,
        g.context
    from reports r join report_documents rd using (report_id) join figures g on g.doc_id = rd.doc_id
    where r.doc_type in ('final_accounts', 'budget') and g.value = floor(g.value) and g.value < 1000000
        and g.unit in ('个', '次', '人', '人次', '辆', '台', '批', '批次', '批(次)')
        and regexp_matches(g.context, '出国|团组|接待|公务用车|保有')
),
sorted as (
    select
        *,
        case
            when regexp_matches(before, '外宾|外事|国\(境\)外') then null
            when regexp_matches(before, '团组') and not regexp_matches(before, '来访|接待') then 'groups'
            when unit = '人' and not regexp_matches(before, '人次|人数|累计|来宾|接待|出国') then null
            when unit in ('人', '人次') and regexp_matches(context, '出国|团组')
                and not regexp_matches(context, '接待') then 'persons_abroad'
            when unit in ('辆', '台') and regexp_matches(before, '保有') then 'vehicles_kept'
            when unit in ('辆', '台') and regexp_matches(before, '购置|更新') and not regexp_matches(before, '单价')
                then 'vehicles_bought'
            when unit in ('批', '批次', '批(次)') and regexp_matches(context, '接待')
                or unit in ('个', '次') and regexp_matches(before, '接待批次|接待$|(来访|接待).*团组')
                then 'visits'
            when unit in ('人', '人次') and regexp_matches(context, '接待') then 'visitors'
        end as what
    from told
),
counted as (
    select
        report_id,
        arg_min(value, place) filter (what = 'groups') as groups,
        arg_min(value, place) filter (what = 'persons_abroad') as persons_abroad,
        arg_min(value, place) filter (what = 'vehicles_bought') as vehicles_bought,
        arg_min(value, place) filter (what = 'vehicles_kept') as vehicles_kept,
        arg_min(value, place) filter (what = 'visits') as visits,
        arg_min(value, place) filter (what = 'visitors') as visitors,
        list(figure_id order by what, place) filter (what is not null) as figure_ids
    from sorted group by report_id
)
select
    r.report_id, r.body, r.unit_name, r.fiscal_year, r.doc_type, r.scope, r.part_of,
    m.* exclude (report_id, fund_ids), c.* exclude (report_id, figure_ids), r.source, m.fund_ids, c.figure_ids
from reports r join money m using (report_id) left join counted c using (report_id)
