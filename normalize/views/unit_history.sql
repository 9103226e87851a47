-- What a body was called and where it belonged, year by year: `body_id`, `fiscal_year`, `unit_id`, `name`,
-- `code`, `region_code`, `body_kind`, `supervisor`, `documents`; the same body under other names of its region
-- has one body_id.
-- needs: units
select
    body_id, fiscal_year, unit_id, min(name) as name, max(code) as code,
    max(region_code) as region_code, max(body_kind) as body_kind, max(supervisor) as supervisor,
    count(distinct doc_id) as documents
from units
where role = 'reporting' and body_id is not null
group by body_id, fiscal_year, unit_id
order by body_id, fiscal_year, name, unit_id
