"""Documents, bodies and projects as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from normalize.dataset import Fields

from .index import Index
from .keys import of_years

PAGE = 100
"""Rows on a page of a list."""
LONGEST = 100
"""Characters of what is looked for."""
FIGURES = 3000
"""Numbers of a page that are boxed."""
CONCEPTS = (
    "income_this_year",
    "expenditure_this_year",
    "basic_expenditure",
    "personnel",
    "public_funds",
    "project_expenditure",
    "three_public",
    "operating_cost",
    "procurement",
    "closing_balance",
)
"""What a body's table over the years shows."""


@dataclass(frozen=True)
class DocumentPage:
    """A page of a list, and the value after which the next begins; null on the last."""

    rows: list[Fields]
    after: str | None


def documents(index: Index, given: Mapping[str, str]) -> DocumentPage:
    """The documents whose paths come after one, by year, status, kind and words."""
    where, values = ["d.source > ?"], [given.get("after", "")]
    for name, column in (
        ("year", "coalesce(d.fiscal_year, 0)"),
        ("status", "d.status"),
        ("kind", "d.doc_type"),
    ):
        if value := given.get(name, "")[:LONGEST]:
            where.append(f"cast({column} as varchar) = ?")
            values.append(value)
    if words := given.get("q", "").strip()[:LONGEST]:
        where.append("(contains(d.source, ?) or contains(coalesce(d.unit_name, ''), ?))")
        values += [words, words]
    sql = f"""
        with shown as (
            select * from documents d where {" and ".join(where)} order by d.source limit {PAGE + 1}
        )
        select s.*, coalesce(n.n, 0) as findings from shown s left join (
            select doc_id, count(*) as n from found
            where leads and doc_id in (select doc_id from shown) group by 1
        ) n using (doc_id) order by s.source
    """
    return _page(index.rows(sql, values), "source")


def _page(rows: list[Fields], key: str) -> DocumentPage:
    return DocumentPage(rows[:PAGE], rows[PAGE - 1][key] if len(rows) > PAGE else None)


def choices(index: Index) -> dict[str, list[Fields]]:
    """The values of the facets of documents with their counts."""
    columns = {"year": "cast(coalesce(fiscal_year, 0) as varchar)", "status": "status", "kind": "doc_type"}
    return {
        name: index.rows(
            f"select {c} as value, count(*) as n from documents "
            f"where {c} is not null group by 1 order by 2 desc, 1"
        )
        for name, c in columns.items()
    }


def document(index: Index, id: str) -> Fields | None:
    """A document; null where the dataset has none of that id."""
    return index.row("select * from documents where doc_id = ?", [id])


def _own(document: Fields) -> str:
    """SQL that holds for the rows of a document, whose id is bound to it."""
    return f"{of_years([document['fiscal_year'] or 0])} and doc_id = ?"


def outcomes(index: Index, document: Fields) -> list[Fields]:
    """What became of each rule in a document: those that failed first, those that do not apply last."""
    return index.rows(
        f"select rule, outcome, compared, missing from checks where {_own(document)} order by "
        "list_position(['failed', 'missing_input', 'passed', 'not_applicable'], outcome), rule",
        [document["doc_id"]],
    )


def findings_of(index: Index, id: str) -> list[Fields]:
    """The findings of a document, the gravest first."""
    return index.rows("select * from found where doc_id = ? order by leads desc, by_document limit 500", [id])


def pages_of(index: Index, document: Fields) -> dict[int, int]:
    """Page → how many numbers of findings stand on it."""
    rows = index.rows(
        "select e.page as page, count(*) as n "
        f"from (select unnest(evidence) as e from findings where {_own(document)}) "
        "where e.page is not null group by 1",
        [document["doc_id"]],
    )
    return {r["page"]: r["n"] for r in rows}


def figures_of(index: Index, document: Fields, page: int) -> list[Fields]:
    """The numbers on a page, with the row that carries each."""
    return index.rows(
        "select figure_id, bbox, raw, value, unit, context, used_by, unread, confidence, locator "
        f"from figures where {_own(document)} and page = ? and bbox is not null "
        f"order by locator limit {FIGURES}",
        [document["doc_id"], page],
    )


def bodies(index: Index, given: Mapping[str, str]) -> DocumentPage:
    """The bodies whose names come after one."""
    words = given.get("q", "").strip()[:LONGEST]
    sql = f"""
        with bodies as (
            select coalesce(body_id, unit_id) as body, any_value(unit_name) as name, count(*) as documents,
                min(fiscal_year) as first, max(fiscal_year) as last
            from documents where unit_id is not null group by 1
        ),
        shown as (
            select *, concat(name, ' ', body) as place from bodies
            where concat(name, ' ', body) > ? and contains(coalesce(name, ''), ?)
            order by place limit {PAGE + 1}
        )
        select s.*, coalesce(n0, 0) as n0, coalesce(n1, 0) as n1, coalesce(n2, 0) as n2,
            coalesce(open, 0) as open
        from shown s left join (
            select body, count(*) filter (gravity = 0) as n0, count(*) filter (gravity = 1) as n1,
                count(*) filter (gravity = 2) as n2, count(*) filter (verdict = 'open') as open
            from found where leads and single and body in (select body from shown) group by 1
        ) using (body) order by place
    """
    return _page(index.rows(sql, [given.get("after", ""), words]), "place")


@dataclass(frozen=True)
class Body:
    """A body over the years: its documents, its findings by year, and its main amounts: concept → year → (the
    value as printed, its unit, the document and page).
    """

    name: str
    documents: list[Fields]
    years: list[int]
    amounts: dict[str, dict[int, Fields]]
    findings: list[Fields]


def body(index: Index, id: str) -> Body | None:
    """A body; null where no document is of it."""
    held = index.rows(
        "select * from documents where coalesce(body_id, unit_id) = ? order by fiscal_year, source", [id]
    )
    if not held:
        return None
    standing = [d["doc_id"] for d in held if d["edition_of"] is None and d["doc_type"] == "final_accounts"]
    rows = index.rows(
        """
        select concept, fiscal_year as year, value, unit, amount_yuan, doc_id, page, item from funds
        where doc_id in (select unnest(?)) and concept in (select unnest(?)) and measure = 'final'
            and period = fiscal_year and amount_yuan is not null and project is null
        order by concept, year, origin = 'table' desc, budget_kind = 'all' desc,
            budget_kind = 'general' desc, statement, row_no desc, doc_id
        """,
        [standing, list(CONCEPTS)],
    )
    amounts: dict[str, dict[int, Fields]] = {c: {} for c in CONCEPTS}
    for row in rows:
        amounts[row["concept"]].setdefault(row["year"], row)
    findings = index.rows(
        "select year, count(*) filter (gravity = 0) as n0, count(*) filter (gravity = 1) as n1, "
        "count(*) filter (gravity = 2) as n2, count(*) filter (verdict = 'open') as open "
        "from found where body = ? and leads and single group by 1 order by 1",
        [id],
    )
    years = sorted({d["fiscal_year"] for d in held if d["fiscal_year"]})
    return Body(held[-1]["unit_name"] or "", held, years, {c: v for c, v in amounts.items() if v}, findings)


def projects(index: Index, given: Mapping[str, str]) -> DocumentPage:
    """The projects whose names come after one: budget, spending and score of each by document, copies of one
    report left out.
    """
    words = given.get("q", "").strip()[:LONGEST]
    sql = f"""
        with named as (
            select project, doc_id, any_value(fiscal_year) as year, any_value(unit_name) as unit_name,
                max(amount_yuan) filter (measure = 'adjusted_budget' and level = 0) as adjusted,
                max(amount_yuan) filter (measure = 'initial_budget' and level = 0) as initial,
                max(amount_yuan) filter (measure = 'final' and level = 0) as spent
            from funds where project is not null and statement = 'self_evaluation' and contains(project, ?)
                and doc_id in (select doc_id from documents where edition_of is null)
            group by project, doc_id
        ),
        shown as (
            select *, concat(project, ' ', doc_id) as place from named
            where concat(project, ' ', doc_id) > ? order by place limit {PAGE + 1}
        )
        select s.*, t.score, d.source from shown s
        left join (
            select project, doc_id, max(score) as score from scores
            where component = 'total' and doc_id in (select doc_id from shown) group by all
        ) t using (project, doc_id)
        left join documents d using (doc_id) order by place
    """
    return _page(index.rows(sql, [words, given.get("after", "")]), "place")
