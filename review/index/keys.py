"""The second keys of findings: by what they are known again where their ids have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from review.verdicts.entry import FindingKey

if TYPE_CHECKING:
    import duckdb

KEYS = """
with f as (
    select finding_id, evidence[1].id as id from findings
    where {years} and doc_id in (select unnest(?)) and finding_id in (select unnest(?))
),
subjects as (
    select fund_id as id,
        concat_ws(' ', project, coalesce(concept, concat_ws(' ', item, breakdown)), measure) as subject
    from funds
    where {years} and doc_id in (select unnest(?))
    union all
    select indicator_id, concat_ws(' ', project, level3) from indicators
    where {years} and doc_id in (select unnest(?))
    union all
    select score_id, concat_ws(' ', project, component, name) from scores
    where {years} and doc_id in (select unnest(?))
    union all
    select passage_id, concat_ws(' ', kind, left(text, 60)) from passages
    where {years} and doc_id in (select unnest(?))
)
select
    found.finding_id, found.body, found.year, found.scope, found.rule, coalesce(min(subject), '') as subject
from found join f using (finding_id) left join subjects using (id)
group by all
"""


def of_years(years: Iterable[int]) -> str:
    """SQL that holds for rows of these fiscal years (0: none): files of other years are not opened."""
    listed = ", ".join(str(int(y)) for y in sorted(set(years)))
    return f"coalesce(fiscal_year, 0) in ({listed or 'null'})"


def keys_of(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, FindingKey]:
    """The second keys of the findings of these ids that the dataset has."""
    if not ids:
        return {}
    held = connection.execute(
        "select distinct doc_id, year from found where finding_id in (select unnest(?))", [list(ids)]
    ).fetchall()
    docs = [doc for doc, _ in held]
    sql = KEYS.format(years=of_years(year for _, year in held))
    rows = connection.execute(sql, [docs, list(ids), *([docs] * 4)]).fetchall()
    return {id: FindingKey(body, year, scope, rule, subject) for id, body, year, scope, rule, subject in rows}
