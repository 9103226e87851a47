"""One finding with all that its page shows: the rows behind it, what follows from it, where else its numbers
stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from normalize.dataset import Fields

from .index import Index
from .keys import of_years

MENTIONS = 40
"""Other places of a finding's numbers that are shown."""
RELATED = 50
"""Findings of a cluster that are shown."""


@dataclass(frozen=True)
class Detail:
    """`evidence`: a row per number with what it is; `cluster`: the other findings that one number explains;
    `mentions`: other places of the same numbers in the same documents.
    """

    finding: Fields
    document: Fields
    related: Fields | None
    evidence: list[Fields]
    cluster: list[Fields]
    copies: list[Fields]
    mentions: list[Fields]


def detail(index: Index, id: str) -> Detail | None:
    """A finding of the dataset; null where it has none of that id."""
    known = index.row("select * from found where finding_id = ?", [id])
    if known is None:
        return None
    own = of_years([known["year"]])
    full = index.row(
        f"select * from findings where {own} and doc_id = ? and finding_id = ?", [known["doc_id"], id]
    )
    if full is None:
        return None
    finding = known | full
    documents = [d for d in (finding["doc_id"], finding["related_doc_id"]) if d]
    rows = index.rows("select * from documents where doc_id in (select unnest(?))", [documents])
    held = {d["doc_id"]: d for d in rows}
    years = of_years(d["fiscal_year"] or 0 for d in rows)
    evidence = _evidence(index, full["evidence"] or [], documents, years)
    return Detail(
        finding,
        held.get(finding["doc_id"], {}),
        held.get(finding["related_doc_id"]),
        evidence,
        _cluster(index, finding),
        _copies(index, finding),
        _mentions(index, evidence, documents, years),
    )


COLUMNS = (
    *("item", "breakdown", "measure", "value", "unit", "statement", "section", "confidence", "locator"),
    *("origin", "period", "project"),
)
ROWS = """
select fund_id as id, doc_id, item, breakdown, measure, value, unit, statement, section, confidence, locator,
    origin, period, project, page, bbox, raw
from funds where $years and doc_id in (select unnest($docs)) and fund_id in (select unnest($ids))
union all
select indicator_id, doc_id, level3, target, 'indicator', actual_value, actual_unit, null, null,
    confidence, locator, null, null, project, page, bbox, raw
from indicators where $years and doc_id in (select unnest($docs)) and indicator_id in (select unnest($ids))
union all
select score_id, doc_id, name, component, 'score', score, '分', null, null, confidence, locator,
    null, null, project, page, bbox, raw
from scores where $years and doc_id in (select unnest($docs)) and score_id in (select unnest($ids))
union all
select passage_id, doc_id, left(text, 120), null, kind, null, null, null, null, confidence, locator,
    null, null, null, page, bbox, raw
from passages where $years and doc_id in (select unnest($docs)) and passage_id in (select unnest($ids))
"""


def _evidence(index: Index, told: Sequence[Fields], documents: list[str], years: str) -> list[Fields]:
    """The rows of a finding's evidence in its order; what is not found keeps what the finding says of it."""
    sql = ROWS.replace("$docs", "?").replace("$ids", "?").replace("$years", years)
    ids = [e["id"] for e in told]
    rows = {r["id"]: r for r in index.rows(sql, [documents, ids] * 4)}
    out = []
    for number, e in enumerate(told, 1):
        row: Fields = dict.fromkeys(COLUMNS)
        row |= {"doc_id": documents[0]} | rows.get(e["id"], {})
        out.append(
            row | {k: e[k] for k in ("table", "id", "page", "bbox", "raw", "place")} | {"number": number}
        )
    return out


def _cluster(index: Index, finding: Fields) -> list[Fields]:
    """The other findings of its cluster, the leading one first."""
    if not finding["cluster"]:
        return []
    return index.rows(
        "select finding_id, rule, gravity, message, leads, verdict from found "
        "where doc_id = ? and cluster = ? and finding_id <> ? "
        f"order by leads desc, by_gravity limit {RELATED}",
        [finding["doc_id"], finding["cluster"], finding["finding_id"]],
    )


def _copies(index: Index, finding: Fields) -> list[Fields]:
    """The same finding in other copies of the report."""
    return index.rows(
        r"""
        select finding_id, doc_id, source from found
        where year = ? and rule = ? and unit_id = ? and doc_id <> ?
            and regexp_replace(message, '（第[^（）]*页）', '', 'g')
                = regexp_replace(?, '（第[^（）]*页）', '', 'g')
        order by source
        """,
        [finding[k] for k in ("year", "rule", "unit_id", "doc_id", "message")],
    )


def _mentions(index: Index, evidence: Sequence[Fields], documents: list[str], years: str) -> list[Fields]:
    """Other places in the same documents where the same value with the same unit stands."""
    values: list[Any] = sorted({abs(e["value"]) for e in evidence if e["value"]})
    if not values:
        return []
    own = {(e["doc_id"], e["locator"]) for e in evidence}
    rows = index.rows(
        f"""
        select doc_id, figure_id, page, bbox, locator, raw, value, unit, context from figures
        where {years} and doc_id in (select unnest(?)) and abs(value) in (select unnest(?))
        order by doc_id, page, locator limit {MENTIONS + len(own)}
        """,
        [documents, values],
    )
    return [r for r in rows if (r["doc_id"], r["locator"]) not in own][:MENTIONS]
