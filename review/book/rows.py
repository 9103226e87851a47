"""Rows of the workbook's sheets: what a dataset gives for a unit and year, in the order of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.comparison import place_in_words
from checks.rules import RULES
from ingest.asking.questions import questions
from normalize.labels import codes
from review.index.index import Index
from review.verdicts.entry import NAMES, OPEN


@dataclass(frozen=True)
class PrintedNumber:
    """A number with the decimals that were printed, and whether it is a percentage."""

    value: Decimal
    decimals: int = 2
    percent: bool = False


@dataclass(frozen=True)
class CellLink:
    """Text that leads to a page of the review server."""

    text: str
    path: str


@dataclass(frozen=True)
class Chosen:
    """Which documents: units whose names hold some words, and a fiscal year; empty and null ask for all."""

    unit: str = ""
    year: int | None = None

    def where(self, name: str = "unit_name", year: str = "fiscal_year") -> tuple[str, list[Any]]:
        """SQL that holds for their rows, and its values."""
        held, values = ["true"], list[Any]()
        if self.unit:
            held.append(f"contains(coalesce({name}, ''), ?)")
            values.append(self.unit)
        if self.year is not None:
            held.append(f"{year} = ?")
            values.append(self.year)
        return " and ".join(held), values


SheetRows = Iterator[tuple[Any, ...]]


def zh(table: str, column: str, code: str | None) -> str:
    """A code in Chinese."""
    return codes(table, column).get(code, [code])[0] if code else ""


def title_of(rule: str) -> str:
    """The title of a rule."""
    return RULES[rule].title if rule in RULES else {"rounding": "四舍五入的尾差"}.get(rule, rule)


FEWER = 4
"""Decimals that are shown of a quotient."""


USUAL = ("元", "万元", "亿元", "%")
"""Units whose numbers are printed with two decimals at least."""


def number(
    value: Decimal | None, decimals: int | None, most: int = 8, least: int = 0
) -> PrintedNumber | None:
    """A number as printed; where it is not known how many decimals that has, its own, between `least` and
    `most`. Null where there is none.
    """
    if value is None:
        return None
    exponent = -int(value.normalize().as_tuple().exponent)
    return PrintedNumber(value, max(least, min(most, exponent if decimals is None else decimals)))


GRAVITIES = ("错误", "警示", "提示")


def totals(index: Index, chosen: Chosen) -> SheetRows:
    """By year: documents, bodies, pages, what was read, findings by severity, undecided ones."""
    where, values = chosen.where()
    found, held = chosen.where(year="year")
    rows = index.rows(
        f"""
        select fiscal_year as year, count(*) as documents,
            count(*) filter (status in ('failed', 'skipped')) as unread,
            count(distinct coalesce(body_id, unit_id)) as bodies, sum(pages) as pages,
            avg(read_share) as share
        from documents where {where} group by 1 order by 1 nulls last
        """,
        values,
    )
    issues = index.rows(
        f"""
        select nullif(year, 0) as year,
            count(*) filter (gravity = 0) as n0, count(*) filter (gravity = 1) as n1,
            count(*) filter (gravity = 2) as n2, count(*) filter (verdict = 'open') as open
        from found where leads and single and {found} group by 1
        """,
        held,
    )
    by_year = {r["year"]: r for r in issues}
    for r in rows:
        i = by_year.get(r["year"], {})
        share = _percent(r["share"])
        counts = [i.get(k, 0) for k in ("n0", "n1", "n2", "open")]
        yield (
            r["year"] or "年度不明",
            r["documents"],
            r["unread"],
            r["bodies"],
            r["pages"] or 0,
            share,
            *counts,
        )


def _percent(share: float | None) -> PrintedNumber | None:
    return None if share is None else PrintedNumber(Decimal(repr(round(share, 4))), 1, percent=True)


def issues(index: Index, chosen: Chosen) -> SheetRows:
    """The leading findings with their verdicts, the gravest first."""
    where, values = chosen.where("found.unit_name", "year")
    rows = index.stream(
        f"""
        select found.finding_id, found.doc_id, verdict, changed, gravity, nullif(year, 0), found.unit_name,
            found.rule, found.message, f.reported, f.expected, f.difference, f.unit, f.amount_yuan,
            found.source, seen,
            array_to_string(list_sort(list_distinct(list_transform(f.evidence, lambda e: e.page))), '、')
        from found join findings f on f.finding_id = found.finding_id and f.doc_id = found.doc_id
        where leads and single and {where} order by by_gravity
        """,
        values,
    )
    for (
        id,
        _,
        verdict,
        changed,
        gravity,
        year,
        unit,
        rule,
        message,
        *numbers,
        money,
        source,
        seen,
        pages,
    ) in rows:
        measure = numbers[3]
        carried = index.carried.get(id)
        reason = carried.entry.reason if carried and not changed else ""
        yield (
            OPEN if verdict == "open" else NAMES[verdict],
            reason,
            GRAVITIES[gravity],
            year,
            unit,
            title_of(rule),
            message,
            *(number(v, None, FEWER, least=2 if measure in USUAL else 0) for v in numbers[:3]),
            measure,
            number(money, 2),
            source,
            pages,
            CellLink("打开", f"/findings/{id}"),
            id,
            seen,
        )


def evidence(index: Index, chosen: Chosen) -> SheetRows:
    """The numbers that these findings rest on."""
    where, values = chosen.where("found.unit_name", "year")
    rows = index.stream(
        f"""
        with e as (
            select f.finding_id, f.doc_id, found.by_gravity as place, found.unit_name, found.rule,
                found.source,
                unnest(f.evidence) as e, generate_subscripts(f.evidence, 1) as n
            from findings f join found on found.finding_id = f.finding_id and found.doc_id = f.doc_id
            where leads and single and {where}
        )
        select e.finding_id, n, e.unit_name, e.rule, e.source, e.e.page, e.e.place, e.e.raw,
            r.statement, r.item, r.breakdown, r.measure, r.value, r.decimals, r.unit, r.confidence
        from e left join funds r on r.fund_id = e.e.id and r.doc_id = e.doc_id order by e.place, n
        """,
        values,
    )
    for id, n, unit, rule, source, page, place, raw, statement, item, breakdown, measure, *rest in rows:
        value, decimals, of, confidence = rest
        yield (
            n,
            unit,
            title_of(rule),
            source,
            page,
            place,
            raw,
            zh("funds", "statement", statement),
            item,
            breakdown,
            zh("funds", "measure", measure),
            number(value, decimals),
            of,
            None if confidence is None else PrintedNumber(Decimal(repr(round(confidence, 2))), 2),
            id,
        )


def checks(index: Index, chosen: Chosen) -> SheetRows:
    """What each rule examined in each report, and what it lacked; rules that do not apply are left out."""
    where, values = chosen.where("d.unit_name", "d.fiscal_year")
    rows = index.stream(
        f"""
        select d.unit_name, d.fiscal_year, d.source, c.rule, c.outcome, c.compared, c.missing
        from checks c join documents d using (doc_id)
        where c.outcome <> 'not_applicable' and d.edition_of is null and {where}
        order by d.unit_name, d.fiscal_year, d.source, c.rule
        """,
        values,
    )
    for unit, year, source, rule, outcome, compared, missing in rows:
        yield unit, year, source, title_of(rule), zh("checks", "outcome", outcome), compared, missing


def funds(index: Index, chosen: Chosen) -> SheetRows:
    """The reported quantities of standing reports."""
    where, values = chosen.where("f.unit_name", "f.fiscal_year")
    rows = index.stream(
        f"""
        select f.unit_name, f.fiscal_year, f.period, f.statement, f.project, f.item_code, f.item, f.breakdown,
            f.measure, f.basis, f.value, f.decimals, f.unit, f.amount_yuan, d.source, f.page, f.locator, f.raw
        from funds f join documents d using (doc_id) where d.edition_of is null and {where}
        order by f.unit_name, f.fiscal_year, d.source, f.page nulls first, f.table_id, f.row_no, f.col_no,
            f.locator
        """,
        values,
    )
    for unit, year, period, statement, project, code, item, breakdown, measure, basis, value, *rest in rows:
        decimals, of, money, source, page, locator, raw = rest
        yield (
            unit,
            year,
            period,
            zh("funds", "statement", statement),
            project,
            code,
            item,
            breakdown,
            zh("funds", "measure", measure) + (f"（{zh('funds', 'basis', basis)}）" if basis else ""),
            number(value, decimals),
            of,
            number(money, 2),
            source,
            page,
            place_in_words(None, locator),
            raw,
        )


def indicators(index: Index, chosen: Chosen) -> SheetRows:
    """Indicators, and the scores above them."""
    where, values = chosen.where("x.unit_name", "x.fiscal_year")
    printed = "list_transform(regexp_extract_all(x.locator, '[0-9]+'), lambda n: cast(n as integer))"
    rows = index.stream(
        f"""
        select x.unit_name, x.fiscal_year, x.project, x.kind, x.level1, x.level2, x.level3, x.target,
            x.actual, x.weight, x.score, null as grade, x.achieved, x.deviation, d.source, x.page, {printed}
        from indicators x join documents d using (doc_id) where d.edition_of is null and {where}
        union all
        select x.unit_name, x.fiscal_year, x.project, x.method, x.component, null, x.name, null, null,
            x.weight, x.score, x.grade, null, null, d.source, x.page, {printed}
        from scores x join documents d using (doc_id) where d.edition_of is null and {where}
        order by 1, 2, 15, 3 nulls first, 16 nulls first, 17
        """,
        [*values, *values],
    )
    for unit, year, project, kind, one, two, three, target, actual, weight, score, *rest in rows:
        grade, achieved, deviation, source, page, _ = rest
        of = (
            zh("indicators", "kind", kind)
            if kind in codes("indicators", "kind")
            else zh("scores", "method", kind)
        )
        first = zh("scores", "component", one) if one in codes("scores", "component") else one
        met = {True: "是", False: "否"}.get(achieved, "")
        yield (
            unit,
            year,
            project,
            of,
            first,
            two,
            three,
            target,
            actual,
            met,
            number(weight, None),
            number(score, None),
            grade,
            deviation,
            source,
            page,
        )


def asked(index: Index, chosen: Chosen) -> SheetRows:
    """What the questions that raise suspicions answer; what rules assert is among the findings."""
    for question in questions().values():
        if question.raises != "疑点":
            continue
        rows = index.stream(question.sql, {p.name: p.default for p in question.parameters})
        for _, unit, year, subject, source_value, target_value, difference, threshold, of, source, _ in rows:
            if chosen.unit in (unit or "") and chosen.year in (None, year):
                values = [_as_cell(v) for v in (source_value, target_value, difference, threshold)]
                yield (
                    question.title,
                    unit,
                    year,
                    subject,
                    *values,
                    of,
                    source,
                    question.basis,
                    question.blind,
                )


def _as_cell(value: Any) -> Any:
    return number(value, None) if isinstance(value, Decimal) else value


def sources(index: Index, chosen: Chosen) -> SheetRows:
    """The documents, those that could not be read too."""
    where, values = chosen.where()
    rows = index.stream(
        f"""
        select unit_name, fiscal_year, doc_type, scope, source, array_to_string(sources, '；'), file_format,
            pages, ocr_pages, status, error, read_share, edition_of, source_url, published, retrieved_at,
            version, doc_id
        from documents where {where} order by unit_name nulls last, fiscal_year, source
        """,
        values,
    )
    for (
        unit,
        year,
        kind,
        scope,
        source,
        paths,
        form,
        pages,
        ocr,
        status,
        error,
        share,
        edition,
        *rest,
    ) in rows:
        yield (
            unit,
            year,
            zh("documents", "doc_type", kind),
            zh("documents", "scope", scope),
            source,
            paths,
            form,
            pages,
            ocr,
            zh("documents", "status", status),
            error,
            _percent(share),
            "副本" if edition else "",
            *rest,
        )
