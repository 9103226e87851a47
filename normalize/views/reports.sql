-- Reports, each once: of several copies (PDF, DOCX, text) the one that stands, of narrative and tables in files
-- of their own both together. `report_id`; `body`: body_id, or unit_id where the region is not known;
-- `unit_name`, `fiscal_year`, `doc_type`, `doc_type_zh`, `scope`, `scope_zh`; `doc_id`, `source`, `title`: of
-- the file that states most; `doc_ids`: the files that stand; `copies`: how many others there are; `part_of`:
-- the department's report whose money holds this one's, so that `where part_of is null` sums once; `level`,
-- `region_code`, `body_kind`, `staff_quota`, `staff_actual` of the body; `pages`, `read_share`, `source_url`,
-- `published`, `report_date`.
-- needs: documents, report_documents, units, funds, labels
with stated as (
    select doc_id, count(*) as quantities from funds group by doc_id
),
named as (
    select
        doc_id, max(level) as level, max(region_code) as region_code, max(body_kind) as body_kind,
        max(staff_quota) as staff_quota, max(staff_actual) as staff_actual
    from units where role = 'reporting' group by doc_id
),
standing as (
    select d.*, coalesce(s.quantities, 0) as quantities, n.* exclude (doc_id)
    from documents d left join stated s using (doc_id) left join named n using (doc_id)
    where d.doc_id in (select doc_id from report_documents)
),
copied as (
    select report_id, count(*) as copies from documents
    where edition_of is not null and report_id is not null group by report_id
),
grouped as (
    select
        report_id,
        any_value(coalesce(body_id, unit_id)) as body,
        arg_min(unit_name, (-quantities, doc_id)) as unit_name,
        any_value(fiscal_year) as fiscal_year,
        any_value(doc_type) as doc_type,
        arg_min(scope, (-quantities, doc_id)) as scope,
        arg_min(doc_id, (-quantities, doc_id)) as doc_id,
        arg_min(source, (-quantities, doc_id)) as source,
        arg_min(title, (-quantities, doc_id)) as title,
        list(doc_id order by -quantities, doc_id) as doc_ids,
        max(level) as level, max(region_code) as region_code, max(body_kind) as body_kind,
        max(staff_quota) as staff_quota, max(staff_actual) as staff_actual,
        cast(sum(pages) as integer) as pages, min(read_share) as read_share,
        min(source_url) as source_url, min(published) as published, max(report_date) as report_date
    from standing group by report_id
),
listed as (
    select distinct g.report_id as whole, g.fiscal_year, g.doc_type, coalesce(u.body_id, u.unit_id) as body
    from grouped g join report_documents rd using (report_id) join units u on u.doc_id = rd.doc_id
    where g.scope = 'department' and u.role = 'subordinate'
    union
    select report_id, fiscal_year, doc_type, body from grouped where scope = 'department'
)
select
    g.report_id, g.body, g.unit_name, g.fiscal_year, g.doc_type, t.zh as doc_type_zh, g.scope, s.zh as scope_zh,
    g.doc_id, g.source, g.title, g.doc_ids, cast(coalesce(c.copies, 0) as integer) as copies,
    (
        select min(w.whole) from listed w
        where w.body = g.body and w.fiscal_year = g.fiscal_year and w.doc_type = g.doc_type
            and w.whole <> g.report_id and coalesce(g.scope, 'unit') in ('unit', 'own')
    ) as part_of,
    g.level, g.region_code, g.body_kind, g.staff_quota, g.staff_actual,
    g.pages, g.read_share, g.source_url, g.published, g.report_date
from grouped g
left join copied c using (report_id)
left join labels t on t."table" = 'documents' and t."column" = 'doc_type' and t.code = g.doc_type
left join labels s on s."table" = 'documents' and s."column" = 'scope' and s.code = g.scope
