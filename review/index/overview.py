"""Numbers of a year: documents, bodies, findings by rule and severity, execution, what was read."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.dataset import Fields

from .index import Index

RULES = 15
"""Rules that the chart shows."""


@dataclass(frozen=True)
class Overview:
    """`rules`: rule, counts of error, warning, info; `execution`: bodies by tenths of what they spent of
    their budget; `shares`: documents by tenths of their figures that were read.
    """

    totals: Fields
    status: list[Fields]
    rules: list[Fields]
    execution: list[Fields]
    shares: list[Fields]
    verdicts: list[Fields]
    bodies: list[Fields]


def years(index: Index) -> list[int]:
    """The fiscal years of the documents, the latest first."""
    rows = index.rows(
        "select distinct fiscal_year as year from documents where fiscal_year is not null order by 1 desc"
    )
    return [r["year"] for r in rows]


def overview(index: Index, year: int | None) -> Overview:
    """The numbers of a year, or of all."""
    found, documents = ("year = ?", "fiscal_year = ?") if year else ("true", "true")
    values = [year] if year else []
    totals = index.row(
        f"""
        select count(*) as documents, coalesce(sum(pages), 0) as pages,
            count(distinct coalesce(body_id, unit_id)) as bodies,
            count(*) filter (edition_of is not null) as copies
        from documents where {documents} and status <> 'skipped'
        """,
        values,
    )
    return Overview(
        totals or {},
        index.rows(
            f"select status, count(*) as n from documents where {documents} group by 1 order by 2 desc",
            values,
        ),
        index.rows(
            f"""
            select rule, count(*) filter (gravity = 0) as n0, count(*) filter (gravity = 1) as n1,
                count(*) filter (gravity = 2) as n2, count(*) as n
            from found where {found} and leads and single group by 1
            order by n0 desc, n1 desc, n desc limit {RULES}
            """,
            values,
        ),
        _execution(index, year),
        index.rows(
            "select least(9, cast(floor(read_share * 10) as integer)) as tenth, count(*) as n "
            f"from documents where {documents} and read_share is not null group by 1 order by 1",
            values,
        ),
        index.rows(
            f"select verdict, count(*) as n from found where {found} and leads and single group by 1", values
        ),
        index.rows(
            f"""
            select body, any_value(unit_name) as name, count(*) filter (gravity = 0) as n0,
                count(*) filter (gravity = 1) as n1, count(*) as n
            from found where {found} and leads and single and body <> '' group by 1
            order by 3 desc, 4 desc, 2 limit 12
            """,
            values,
        ),
    )


def _execution(index: Index, year: int | None) -> list[Fields]:
    """Reports of final accounts by tenths of the year's expenditure over its initial budget, as their first
    table prints both; above 120 % is one group.
    """
    chosen = "and f.fiscal_year = ?" if year else ""
    return index.rows(
        f"""
        with totals as (
            select f.doc_id,
                max(f.amount_yuan) filter (measure = 'final') as spent,
                max(f.amount_yuan) filter (measure = 'initial_budget') as planned
            from funds f join documents d using (doc_id)
            where f.concept = 'expenditure_this_year' and f.origin = 'table' and f.period = f.fiscal_year
                and f.budget_kind in ('all', 'appropriation') and d.edition_of is null
                and d.doc_type = 'final_accounts' {chosen}
            group by all
        )
        select least(12, cast(floor(10 * spent / planned) as integer)) as tenth, count(*) as n
        from totals where planned > 0 and spent is not null group by 1 order by 1
        """,
        [year] if year else [],
    )
