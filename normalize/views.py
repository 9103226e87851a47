"""Views over the tables, as DuckDB's SQL: classifications as printed, peers, bodies over the years."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """A named query over the dataset's tables; the tables of which it is made are `needs`."""

    text: str
    sql: str
    needs: tuple[str, ...] = ("funds",)


VIEWS = {
    "classification_names": View(
        "The codes of the functional (功能分类) and economic (经济分类) classification with their names "
        "as the tables print them, by the year that they speak of: `year`, `kind`, `item_code`, `name`, "
        "`documents` that print it so, and `names`, how many names the code has in that year.",
        """
        with printed as (
            select
                period as year,
                case when item_code[1] = '2' then 'functional' else 'economic' end as kind,
                item_code,
                item as name,
                count(distinct doc_id) as documents
            from funds where item_code is not null and origin = 'table' group by all
        )
        select *, count(*) over (partition by year, kind, item_code) as names
        from printed order by year, kind, item_code, documents desc, name
        """,
    ),
    "classes": View(
        "The 类 of the functional classification in the order in which 收入支出决算总表 prints them: `year`, "
        "`position` (the highest that a document gives it: some leave out the 类 without an amount), `name`, "
        "`documents`.",
        """
        with placed as (
            select
                period as year,
                doc_id,
                item as name,
                row_number() over (partition by period, doc_id order by min(row_no)) as position
            from funds
            where statement = 'income_expenditure_summary' and origin = 'table'
                and concept like 'function:%'
            group by period, doc_id, item
        )
        select year, cast(max(position) as integer) as position, name, count(*) as documents
        from placed group by year, name order by year, position, name
        """,
    ),
    "peers": View(
        "Bodies that may be compared: for each reporting unit of a year those of the same kind and level in "
        "the same region and year: `fiscal_year`, `body_id`, `name`, `peer_body_id`, `peer_name`, "
        "`body_kind`, `level`, `region_code`. Towns and districts are peers within the division above them.",
        """
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
        """,
        ("units",),
    ),
    "unit_history": View(
        "What a body was called and where it belonged, year by year: `body_id`, `fiscal_year`, `unit_id`, "
        "`name`, `code`, `region_code`, `body_kind`, `supervisor`, `documents`; the same body under other "
        "names of its region has one body_id.",
        """
        select
            body_id, fiscal_year, unit_id, min(name) as name, max(code) as code,
            max(region_code) as region_code, max(body_kind) as body_kind, max(supervisor) as supervisor,
            count(distinct doc_id) as documents
        from units
        where role = 'reporting' and body_id is not null
        group by body_id, fiscal_year, unit_id
        order by body_id, fiscal_year, name, unit_id
        """,
        ("units",),
    ),
    "unit_changes": View(
        "Bodies that are one after the other: `how` stated (a document says so: unit_links), region (the "
        "same body_id under another name: only its region was renamed) or code (the same 预算单位编码 in "
        "the same region under names that begin alike, the later one first seen after the earlier was last "
        "seen); `kind`, `year` (the first of the new name), both names and ids, `doc_id` and "
        "`related_doc_id` as evidence, `evidence` in words.",
        """
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
        """,
        ("units", "unit_links"),
    ),
}
