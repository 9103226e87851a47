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
        "Bodies that are one after the other, as `unit_links` has them: `how` stated (a document says so), "
        "region (its region was renamed) or code (the same 预算单位编码 in the same region under names that "
        "begin alike); `kind`, `year`, both names and ids, `doc_id`, `related_doc_id`, `evidence` in words.",
        """
        select how, kind, year, from_unit_id, from_body_id, from_name,
            to_unit_id, to_body_id, to_name, doc_id, related_doc_id, coalesce(proof, raw) as evidence
        from unit_links
        order by to_name, year, how, from_name, doc_id
        """,
        ("unit_links",),
    ),
}
