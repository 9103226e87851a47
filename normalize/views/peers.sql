-- Bodies that may be compared: for each reporting unit of a year those of the same kind and level in the same
-- region and year: `fiscal_year`, `body_id`, `name`, `peer_body_id`, `peer_name`, `body_kind`, `level`,
-- `region_code`. Towns and districts are peers within the division above them.
-- needs: units
with reporting as (
    select distinct on (fiscal_year, body_id)
        fiscal_year, body_id, name, body_kind, level, region_code
    from units
    where role = 'reporting'
        and body_id is not null and body_kind is not null and fiscal_year is not null
    order by fiscal_year, body_id, name, doc_id
)
select
    a.fiscal_year, a.body_id, a.name, b.body_id as peer_body_id, b.name as peer_name,
    a.body_kind, a.level, a.region_code
from reporting a join reporting b using (fiscal_year, body_kind, level, region_code)
where a.body_id <> b.body_id
order by a.fiscal_year, a.name, a.body_id, b.name, b.body_id
