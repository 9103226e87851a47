"""Views over the tables, as DuckDB's SQL: what the documents print about the classifications themselves."""

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
}
