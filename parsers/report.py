"""What a report states, as written: the parsers' findings before numbers, names and ids are made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

from extract.model import Cell, Place, Table

from .codes import (
    Basis,
    BodyFact,
    Component,
    DocType,
    IndicatorKind,
    Measure,
    Method,
    Origin,
    Part,
    PassageKind,
    Role,
    Scope,
    Statement,
    SubjectBy,
    Unread,
)


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One fiscal quantity as printed. `number` has its thousands separators; `sign` is -1 after 减少 and its
    like.

    `key` names it within the document (its locator), `parent` is the key of the quantity that it is listed
    under, `group`
    is shared by the numbers of one table column or one sentence.
    """

    place: Place
    statement: Statement
    item: str
    measure: Measure
    number: str
    unit: str | None
    key: str
    group: str
    origin: Origin = "table"
    item_code: str | None = None
    breakdown: str | None = None
    basis: Basis | None = None
    basis_item: str | None = None
    sign: int = 1
    approximate: bool = False
    period: int | None = None
    project: str | None = None
    unit_name: str | None = None
    """The unit that it is of, where that is another than the report's: a row of a table of units."""
    section: str | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    level: int | None = None
    parent: str | None = None
    part: Part | None = None
    subject_by: SubjectBy | None = None
    """How sure the subject is: named, listed, heading or carried; null in tables."""
    above: str | None = None
    """The classification code of an item that the text names without it, or that of the class it stands
    under.
    """


class Standing(TypedDict):
    """What a quantity that fills a cell of a table has from where it stands."""

    place: Place
    key: str
    group: str
    section: str | None
    table: int
    row: int
    col: int


def in_cell(table: Table, cell: Cell) -> Standing:
    """The standing of a cell; a column's numbers are one group."""
    return {
        "place": table.place(cell),
        "key": table.locator(cell),
        "group": f"t{table.index}c{cell.col}",
        "section": table.title or None,
        "table": table.index,
        "row": cell.row,
        "col": cell.col,
    }


@dataclass(frozen=True, kw_only=True)
class IndicatorReading:
    """One 三级指标 as printed; `level1` without its points. `points_at`: the locator of a cell whose points
    several indicators share.
    """

    place: Place
    project: str | None = None
    scope: Scope | None = None
    kind: IndicatorKind = "self_evaluation"
    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    target: str | None = None
    actual: str | None = None
    unit: str | None = None
    """The 度量单位 that a column of its own gives target and actual value."""
    weight: str | None = None
    score: str | None = None
    deviation: str | None = None
    table: int | None = None
    row: int | None = None
    points_at: str | None = None


@dataclass(frozen=True, kw_only=True)
class ScoreReading:
    """One score, weight or grade that is no 三级指标's."""

    place: Place
    component: Component
    name: str | None = None
    project: str | None = None
    scope: Scope | None = None
    method: Method | None = None
    weight: str | None = None
    score: str | None = None
    grade: str | None = None
    table: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitReading:
    """A unit named in one role. `full_name` where the report calls it by a short name that it has defined."""

    place: Place
    name: str
    full_name: str | None = None
    role: Role
    code: str | None = None
    staff_quota: str | None = None
    staff_actual: str | None = None


@dataclass(frozen=True, kw_only=True)
class BodyReading:
    """What the document says of a body as such.

    `kind`: credit_code (统一社会信用代码), region_code (财政区划码), budget_code (预算单位编码), short_name,
    nature
    (事业单位, 参公 …), supervisor, renamed and merged (`value`: the body's name before). `of`: the body as
    named;
    null where it is the reporting unit. `year`: when it was renamed or merged, where that is said.
    """

    place: Place
    kind: BodyFact
    value: str
    of: str | None = None
    year: int | None = None


@dataclass
class TableReadings:
    """What one table states, as far as it has been read."""

    quantities: list[Quantity] = field(default_factory=list)
    indicators: list[IndicatorReading] = field(default_factory=list)
    scores: list[ScoreReading] = field(default_factory=list)
    units: list[UnitReading] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class FigureReading:
    """One number of money, percentage or count, wherever printed."""

    place: Place
    key: str
    number: str
    unit: str | None
    approximate: bool
    context: str
    unread: Unread | None = None
    """Why no row reads it."""


@dataclass(frozen=True, kw_only=True)
class PassageReading:
    """Words that a check needs."""

    place: Place
    kind: PassageKind
    text: str
    number: str | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What the report is: type, title, unit, year, date (as ISO text), and whether it says that it corrects
    one that was published before.
    """

    doc_type: DocType = "other"
    title: str | None = None
    unit_name: str | None = None
    fiscal_year: int | None = None
    report_date: str | None = None
    corrected: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that the parsers found in one document."""

    profile: Profile
    units: tuple[UnitReading, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    indicators: tuple[IndicatorReading, ...] = ()
    scores: tuple[ScoreReading, ...] = ()
    figures: tuple[FigureReading, ...] = ()
    passages: tuple[PassageReading, ...] = ()
    bodies: tuple[BodyReading, ...] = ()
    warnings: tuple[str, ...] = field(default=())
