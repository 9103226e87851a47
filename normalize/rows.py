"""Report → Rows: exact values, ids, concepts, units; what the dataset's tables hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, overload

from extract import regex
from extract.fold import fold
from extract.model import Document, Place
from parsers.codes import LinkKind
from parsers.report import (
    BodyReading,
    FigureReading,
    IndicatorReading,
    PassageReading,
    Quantity,
    Report,
    ScoreReading,
    UnitReading,
)

from .bodies.document import LINKS, Bodies
from .concepts import budget_kind, concept_of
from .doubt import marked
from .ids import row_id, unit_id
from .parents import with_parents
from .schema import DocumentRow, Figure, Fund, Indicator, Passage, Rows, Score, Unit, UnitLink
from .scope import scope_of
from .share import reading_warnings, share_read
from .targets import achieved, is_cost, read_actual, read_target
from .values import decimals, exact, yuan

CELL = regex.compile(r"(?P<row>t\d+r\d+)c\d+|(?P<sheet>.+!)[A-Z]+(?P<number>\d+)")
"""A cell of a table or of a sheet, and the row that it stands in."""
BRACKETS = str.maketrans("()", "（）")


def normalize_report(document: Document, report: Report) -> Rows:
    """All rows of one document, in reading order."""
    common = _Common(document, report)
    funds = common.funds(report.quantities)
    indicators = tuple(common.indicator(i, n) for n, i in enumerate(report.indicators))
    scores = tuple(common.score(s, n) for n, s in enumerate(report.scores))
    used = {f.locator: f.fund_id for f in funds}
    used |= {s.locator: s.score_id for s in scores if s.locator not in used}
    used |= {key: i for key, i in _in_rows(report, indicators).items() if key not in used}
    figures = tuple(common.figure(f, n, used) for n, f in enumerate(report.figures))
    passages = tuple(common.passage(p, n) for n, p in enumerate(report.passages))
    units = common.units(report.units)
    row, share = common.document_row(units), share_read(figures)
    said = reading_warnings(row, share, len(funds), passages)
    return Rows(
        document=replace(row, read_share=share, warnings=(*row.warnings, *said)),
        units=units,
        unit_links=tuple(
            common.link(b, kind, n)
            for n, b in enumerate(report.bodies)
            if (kind := LINKS.get(b.kind)) is not None
        ),
        funds=funds,
        indicators=indicators,
        scores=scores,
        figures=figures,
        passages=passages,
    )


def _in_rows(report: Report, indicators: Sequence[Indicator]) -> dict[str | None, str]:
    """The figures that stand in an indicator's row, by their keys: target and actual value are that row's. Of
    several in a row each has those that its own words say, in their order.
    """
    rows: dict[tuple[str | None, ...], list[Indicator]] = defaultdict(list)
    for row in indicators:
        if found := CELL.match(row.locator or ""):
            rows[found.group("row", "sheet", "number")].append(row)
    out: dict[str | None, str] = {}
    said: Counter[tuple[str, str]] = Counter()
    for figure in report.figures:
        found = CELL.match(figure.key)
        held = rows.get(found.group("row", "sheet", "number"), []) if found else []
        if found and held:
            in_cell = [i for i in held if i.locator == found.group()]
            words = fold(figure.place.raw or "")
            saying = [i for i in in_cell or held if words in fold(f"{i.level3}|{i.target}|{i.actual}")]
            number = said[found.group(), words]
            said[found.group(), words] += 1
            out[figure.key] = (saying[number : number + 1] or saying[-1:] or held[-1:])[0].indicator_id
    return out


class _Common:
    """What every row of the document carries."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report, self.profile = document, report, report.profile
        self.doc_id, self.year, self.unit_name = (
            document.sha256,
            report.profile.fiscal_year,
            as_name(report.profile.unit_name),
        )
        self.unit_id = unit_id(self.unit_name) if self.unit_name else None
        self.bodies = Bodies(document, report)
        self._table_ids: dict[int, str] = {}

    def _table_id(self, table: int | None) -> str | None:
        if table is not None and table not in self._table_ids:
            self._table_ids[table] = row_id(self.doc_id, "table", table)
        return None if table is None else self._table_ids[table]

    @property
    def shared(self) -> dict[str, Any]:
        return {
            "doc_id": self.doc_id,
            "fiscal_year": self.year,
            "unit_id": self.unit_id,
            "unit_name": self.unit_name,
        }

    def place(self, place: Place, locator: str | None = None) -> dict[str, Any]:
        return {
            "page": place.page,
            "bbox": place.bbox,
            "locator": locator or place.locator,
            "raw": place.raw,
            "confidence": rounded(place.confidence),
        }

    def document_row(self, units: Iterable[Unit]) -> DocumentRow:
        warnings = (*self.document.warnings, *self.report.warnings)
        unread = self.document.damaged or any(not p.readable for p in self.document.pages)
        profile = self.profile
        scope = scope_of(profile.title, self.unit_name, profile.doc_type, units)
        return DocumentRow(
            doc_id=self.doc_id,
            fiscal_year=self.year,
            source=self.document.name,
            sources=(self.document.name,),
            file_format=self.document.file_format,
            doc_type=self.profile.doc_type,
            title=self.profile.title,
            unit_id=self.unit_id,
            unit_name=self.unit_name,
            body_id=self.bodies.id_of(self.unit_name),
            report_date=self.profile.report_date,
            corrected=self.profile.corrected,
            published=self.document.published,
            pages=len(self.document.pages) or None,
            ocr_pages=sum(p.ocr for p in self.document.pages),
            tables=len(self.document.tables),
            status="partial" if unread else "ok",
            warnings=warnings,
            scope=scope,
        )

    def units(self, readings: Iterable[UnitReading]) -> tuple[Unit, ...]:
        """One row per unit and role, the first mention."""
        seen: dict[tuple[str, str], Unit] = {}
        for r in readings:
            key = (unit_id(r.full_name or r.name), r.role)
            if key not in seen:
                seen[key] = self._unit(r, key[0])
        return tuple(seen.values())

    def link(self, r: BodyReading, kind: LinkKind, n: int) -> UnitLink:
        before, after = self.bodies.full_name(r.value), self.bodies.full_name(r.of or "")
        return UnitLink(
            doc_id=self.doc_id,
            fiscal_year=self.year,
            link_id=row_id(self.doc_id, "unit_links", r.place.locator, n),
            kind=kind,
            year=r.year,
            from_unit_id=unit_id(before),
            from_body_id=self.bodies.id_of(before),
            from_name=before,
            to_unit_id=unit_id(after),
            to_body_id=self.bodies.id_of(after),
            to_name=after,
            **self.place(r.place),
        )

    def _unit(self, r: UnitReading, unit: str) -> Unit:
        name = r.full_name or r.name
        quota, actual = exact(r.staff_quota), exact(r.staff_actual)
        return Unit(
            doc_id=self.doc_id,
            fiscal_year=self.year,
            unit_id=unit,
            name=as_name(r.name) if r.role == "reporting" else r.name,
            role=r.role,
            code=r.code or self.bodies.code(name),
            **self.bodies.columns(name),
            staff_quota=None if quota is None else int(quota),
            staff_actual=None if actual is None else int(actual),
            **self.place(r.place),
        )

    def funds(self, quantities: tuple[Quantity, ...]) -> tuple[Fund, ...]:
        """Fund rows; `decimals_column` is the most decimals that the numbers of one group print."""
        printed: dict[str, list[str]] = defaultdict(list)
        for q in quantities:
            printed[q.group].append(q.number)
        ids = {q.key: row_id(self.doc_id, "funds", q.key, q.measure, n) for n, q in enumerate(quantities)}
        most = {group: max(map(decimals, numbers)) for group, numbers in printed.items()}
        return with_parents(self._fund(q, ids, printed[q.group], most[q.group]) for q in quantities)

    def _fund(self, q: Quantity, ids: dict[str, str], column: Sequence[str], most: int) -> Fund:
        value = exact(q.number)
        if value is not None and q.sign < 0:
            value = -value
        period = q.period or (self.year - 1 if self.year and q.measure == "prior_final" else self.year)
        own = as_name(q.unit_name)
        return Fund(
            **(self.shared | ({"unit_id": unit_id(own), "unit_name": own} if own else {})),
            fund_id=ids[q.key],
            period=period,
            project=q.project,
            statement=q.statement,
            item=as_name(q.item),
            item_code=q.item_code,
            breakdown=as_name(q.breakdown),
            measure=q.measure,
            basis=q.basis,
            value=value,
            unit=q.unit,
            amount_yuan=yuan(value, q.unit),
            decimals=decimals(q.number),
            approximate=q.approximate,
            origin=q.origin,
            section=as_name(q.section),
            subject_by=q.subject_by,
            concept=concept_of(q.statement, q.item, q.breakdown, q.item_code, q.above),
            budget_kind=budget_kind(q.statement, q.item, q.breakdown),
            basis_item=as_name(q.basis_item),
            table_id=self._table_id(q.table),
            row_no=q.row,
            col_no=q.col,
            level=q.level,
            parent_id=ids.get(q.parent or ""),
            part=q.part,
            decimals_column=most,
            **self.place(q.place, q.key)
            | {
                "confidence": marked(
                    rounded(q.place.confidence), q.number, column if q.origin == "table" else ()
                )
            },
        )

    def indicator(self, r: IndicatorReading, n: int) -> Indicator:
        target = read_target(r.target)
        value, unit = read_actual(r.actual)
        unit = unit or (fold(r.unit) if r.unit and value is not None else None)
        return Indicator(
            **self.shared,
            indicator_id=row_id(self.doc_id, "indicators", r.place.locator, n),
            project=r.project,
            scope=r.scope,
            kind=r.kind,
            level1=r.level1,
            level2=r.level2,
            level3=r.level3,
            target=r.target,
            target_op=target.op if target else None,
            target_value=target.value if target else None,
            target_high=target.high if target else None,
            target_unit=target.unit if target else None,
            actual=r.actual,
            actual_value=value,
            actual_unit=unit,
            weight=exact(r.weight),
            score=exact(r.score),
            achieved=achieved(target, r.target, r.actual, is_cost(r.level1, r.level2)),
            deviation=r.deviation,
            table_id=self._table_id(r.table),
            row_no=r.row,
            points_locator=r.points_at,
            **self.place(r.place),
        )

    def score(self, r: ScoreReading, n: int) -> Score:
        return Score(
            **self.shared,
            score_id=row_id(self.doc_id, "scores", r.place.locator, n),
            project=r.project,
            scope=r.scope,
            method=r.method,
            component=r.component,
            name=r.name,
            weight=exact(r.weight),
            score=exact(r.score),
            grade=r.grade,
            table_id=self._table_id(r.table),
            **self.place(r.place),
        )

    def figure(self, r: FigureReading, n: int, used: dict[str | None, str]) -> Figure:
        return Figure(
            doc_id=self.doc_id,
            fiscal_year=self.year,
            figure_id=row_id(self.doc_id, "figures", r.key, n),
            value=exact(r.number),
            unit=r.unit,
            decimals=decimals(r.number),
            approximate=r.approximate,
            context=r.context,
            used_by=used.get(r.key),
            unread=None if r.key in used else r.unread or "other",
            **self.place(r.place, r.key) | {"confidence": marked(rounded(r.place.confidence), r.number)},
        )

    def passage(self, r: PassageReading, n: int) -> Passage:
        return Passage(
            doc_id=self.doc_id,
            fiscal_year=self.year,
            passage_id=row_id(self.doc_id, "passages", r.place.locator, r.kind, n),
            kind=r.kind,
            text=fold(r.text)[:500],
            number=r.number,
            **self.place(r.place),
        )


def rounded(confidence: float | None) -> float | None:
    """A confidence to two decimals: more would differ between machines."""
    return None if confidence is None else round(confidence, 2)


@overload
def as_name(text: str) -> str: ...
@overload
def as_name(text: None) -> None: ...
def as_name(text: str | None) -> str | None:
    """A Chinese name with the brackets that Chinese is set with, which folding had made half-width."""
    return text.translate(BRACKETS) if text and not text.isascii() else text
