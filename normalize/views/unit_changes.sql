-- Bodies that are one after the other: `how` stated (a document says so: unit_links), region (the same body_id
-- under another name: only its region was renamed) or code (the same 预算单位编码 in the same region under names
-- that begin alike, the later one first seen after the earlier was last seen); `kind`, `year` (the first of
-- the new name), both names and ids, `doc_id` and `related_doc_id` as evidence, `evidence` in words.
-- needs: units, unit_links
with named as (
    select
        unit_id, body_id, region_code, code, min(name) as name,
        left(substr(min(name), strpos(min(name), region) + length(region)), 2) as begins,
        min(fiscal_year) as first_year, max(fiscal_year) as last_year,
        arg_min(doc_id, (fiscal_year, doc_id)) as first_doc,
        arg_max(doc_id, (fiscal_year, doc_id)) as last_doc
    from units
    where role = 'reporting' and body_id is not null and fiscal_year is not null
    group by unit_id, body_id, region_code, code, region
),
proven as (
    select
        case when a.body_id = b.body_id then 'region' else 'code' end as how,
        a.unit_id as from_unit_id, a.body_id as from_body_id, a.name as from_name,
        b.unit_id as to_unit_id, b.body_id as to_body_id, b.name as to_name,
        b.first_year as year, b.first_doc as doc_id, a.last_doc as related_doc_id,
        case when a.body_id = b.body_id then concat(a.region_code, ' → ', b.region_code)
            else concat(a.code, ' · ', a.region_code) end as evidence
    from named a join named b on a.unit_id <> b.unit_id and a.last_year < b.first_year
    where a.body_id = b.body_id and a.region_code <> b.region_code
        or a.body_id <> b.body_id and a.code = b.code and a.region_code = b.region_code
            and a.begins = b.begins and a.begins <> ''
)
select 'stated' as how, kind, year, from_unit_id, from_body_id, from_name,
    to_unit_id, to_body_id, to_name, doc_id, null as related_doc_id, raw as evidence
from unit_links
union all
select how, 'renamed' as kind, year, from_unit_id, from_body_id, from_name,
    to_unit_id, to_body_id, to_name, doc_id, related_doc_id, evidence
from proven
order by to_name, year, how, from_name, doc_id
