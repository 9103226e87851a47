"""The dataset's tables: the one definition of their columns, types and meaning (the data contract).

Each table is a frozen dataclass of its rows; `arrow_schema` turns it into the Arrow schema with the
descriptions.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from extract.model import Box
from parsers import codes

from .columns import arrow_type, column
from .placed import PlacedRow, Row
from .version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, kw_only=True)
class DocumentRow(Row):
    """One row per distinct content, failed ones too."""

    source: str = column("string", "first of its paths in sorted order, relative to the folder given", "")
    sources: tuple[str, ...] = column("strings", "all paths that hold this content", ())
    file_format: str | None = column(
        "string",
        "what the content is: pdf, docx, txt, html, mht, xlsx, xls, csv, doc, rtf, odt; of what is not read "
        "its extension",
    )
    doc_type: codes.DocType | None = column(
        "string", "final_accounts, budget, self_evaluation, evaluation, performance_target, other"
    )
    title: str | None = column("string", "the report's title")
    unit_id: str | None = column("string", "the reporting unit")
    unit_name: str | None = column("string", "the reporting unit's name as printed")
    body_id: str | None = column(
        "string", "the reporting body: unlike unit_id another where a body of this name sits elsewhere"
    )
    report_date: str | None = column("string", "date of the report, ISO 8601")
    corrected: bool | None = column(
        "bool", "true where it says that it corrects an earlier one (更正), or null"
    )
    pages: int | None = column("int32", "number of pages")
    ocr_pages: int | None = column("int32", "number of pages read by OCR")
    tables: int | None = column("int32", "number of printed tables")
    status: codes.Status = column("string", "ok, partial, failed, skipped", "ok")
    error: str | None = column(
        "string", "what is wrong and what to do, where the document failed or was skipped"
    )
    warnings: tuple[str, ...] = column("strings", "what could not be read, and what to do", ())
    version: str = column("string", "version of juesuan that wrote the row", VERSION)
    scope: codes.Coverage | None = column(
        "string", "whose money it covers (not what a form evaluates): department, unit, own, area"
    )
    read_share: float | None = column(
        "share", "of the figures with a money unit, the share that some row uses; null without money"
    )
    report_id: str | None = column("string", "the same for the files that are one report")
    edition_of: str | None = column(
        "string", "the document that stands for this copy of its report; null for the one that stands"
    )
    source_url: str | None = column("string", "where it was published, from the list of sources")
    published: str | None = column(
        "string", "when it was published, as the list of sources or the web page itself says"
    )
    retrieved_at: str | None = column("string", "when it was fetched, from the list of sources")


@dataclass(frozen=True, kw_only=True)
class Unit(PlacedRow):
    """One row per unit (单位) named by a document in one role."""

    unit_id: str = column("string", "the same for the same unit in every document and year", "")
    name: str = column("string", "name as printed", "")
    role: codes.Role = column("string", "reporting, supervisor, implementing, subordinate", "reporting")
    code: str | None = column("string", "预算单位编码")
    body_id: str | None = column(
        "string", "the same for the same body of the same region; null where the region is not known"
    )
    region_code: str | None = column(
        "string",
        "code of the region in the fiscal year, of towns and zones that of the division above them; "
        "null where region_gap says why",
    )
    region_by: str | None = column(
        "string", "what tells the region: name, title, folder, issuer, text, code (printed 财政区划码)"
    )
    region_gap: str | None = column(
        "string",
        "why there is no region_code: central, no_place, unknown, ambiguous, contradicted, town, zone, "
        "not_in_year, no_year",
    )
    region: str | None = column("string", "the region that the name states")
    level: str | None = column("string", "central, province, city, county, township")
    fiscal_region_code: str | None = column("string", "财政区划码 as printed; of the reporting unit")
    credit_code: str | None = column("string", "统一社会信用代码 as printed")
    credit_code_valid: bool | None = column(
        "bool", "whether its check character is right (GB 32100); null where none is printed"
    )
    short_name: str | None = column("string", "the short name that the document defines for it (以下简称)")
    body_kind: str | None = column(
        "string",
        "organ 机关, civil_service 参公, institution 事业, school 学校, hospital 医院, township 街道乡镇, "
        "enterprise 国企; by name and by what the document calls it",
    )
    supervisor: str | None = column("string", "主管部门 as the document names it")
    staff_quota: int | None = column("int32", "编制数")
    staff_actual: int | None = column("int32", "实有/在职人数")


@dataclass(frozen=True, kw_only=True)
class UnitLink(PlacedRow):
    """One row per renaming or merger of bodies that a document states (`raw` is the sentence), or that it
    proves together with one of an earlier year.
    """

    link_id: str = column("string", "stable id of the row", "")
    kind: codes.LinkKind = column(
        "string", "renamed, merged (one row for each body that went into another)", "renamed"
    )
    how: codes.LinkProof = column(
        "string",
        "stated (the document says so), region (one body_id: only its region was renamed), code (one "
        "预算单位编码 in one region, names that begin alike, one after the other)",
        "stated",
    )
    year: int | None = column("int32", "when, where the sentence says; else the first year of the new name")
    from_unit_id: str = column("string", "the body before", "")
    from_body_id: str | None = column("string", "its body_id; null where its region is not known")
    from_name: str = column("string", "its name as printed, with the place that 县 or 市 stands for", "")
    to_unit_id: str = column("string", "the body after", "")
    to_body_id: str | None = column("string", "its body_id; null where its region is not known")
    to_name: str = column("string", "its name, in the same way", "")
    related_doc_id: str | None = column(
        "string", "the last document under the earlier name; null where one document states it"
    )
    proof: str | None = column(
        "string",
        "what both documents print: codes of the region, or code and region; null where it is stated",
    )


@dataclass(frozen=True, kw_only=True)
class Fund(PlacedRow):
    """One row per reported fiscal quantity."""

    fund_id: str = column("string", "stable id of the row", "")
    unit_id: str | None = column("string", "the reporting unit")
    unit_name: str | None = column("string", "the reporting unit's name")
    period: int | None = column("int32", "the year that the number speaks of")
    project: str | None = column("string", "the 项目/专项 that it belongs to")
    statement: codes.Statement = column("string", "the statement that the number belongs to", "other")
    item: str = column("string", "the row's subject, as printed", "")
    item_code: str | None = column(
        "string", "functional or economic classification code, as printed, parts joined"
    )
    breakdown: str | None = column(
        "string", "the column's own label where one row carries several quantities"
    )
    measure: codes.Measure = column(
        "string",
        "initial_budget, adjusted_budget, final, prior_final, requested, received, planned, change, "
        "change_rate, share, completion_rate, execution_rate, arrival_rate, control_rate",
        "final",
    )
    basis: codes.Basis | None = column(
        "string",
        "what a change or a rate is measured against: prior_year, initial_budget, adjusted_budget, "
        "prior_budget, total, received",
    )
    value: Decimal | None = column("value", "the number as reported; 减少 negative")
    unit: str | None = column("string", "万元, 元, 亿元, %, …")
    amount_yuan: Decimal | None = column("yuan", "money in 元, exact")
    decimals: int | None = column("int32", "decimals printed")
    approximate: bool = column("bool", "约, 余, 近, 多", False)
    origin: codes.Origin = column("string", "table or text", "table")
    section: str | None = column("string", "the heading or table title that it stands under")
    subject_by: codes.SubjectBy | None = column(
        "string",
        "how sure the subject of a number in the text is: named (in its own sentence), listed (an entry of a "
        "list), heading (of the item or heading above), carried (from a sentence before); null in tables",
    )
    concept: str | None = column(
        "string", "canonical subject from the lexicon, the same wherever the quantity is printed"
    )
    budget_kind: codes.BudgetKind | None = column(
        "string", "all, appropriation, general, government_fund, state_capital, special_account, own"
    )
    basis_item: str | None = column("string", "the whole that a share is of")
    table_id: str | None = column("string", "one per printed table, its pages joined")
    row_no: int | None = column("int32", "row in the table, from 0")
    col_no: int | None = column("int32", "column in the table, from 0")
    level: int | None = column("int32", "0 合计, 1 类, 2 款, 3 项, or the depth of 其中")
    parent_id: str | None = column("string", "the fund that it is listed under")
    part: codes.Part | None = column(
        "string", "exhaustive: the parts make up the parent; of_which: some of them"
    )
    decimals_column: int | None = column(
        "int32", "most decimals printed in its table column, in narrative its sentence"
    )


@dataclass(frozen=True, kw_only=True)
class Indicator(PlacedRow):
    """One row per 三级指标."""

    indicator_id: str = column("string", "stable id of the row", "")
    unit_id: str | None = column("string", "the reporting unit")
    unit_name: str | None = column("string", "the reporting unit's name")
    project: str | None = column("string", "the 项目/专项 that it belongs to")
    scope: codes.Scope | None = column("string", "what is evaluated: project, unit, special_fund")
    kind: codes.IndicatorKind = column("string", "target, self_evaluation, evaluation", "self_evaluation")
    level1: str | None = column("string", "一级指标")
    level2: str | None = column("string", "二级指标")
    level3: str | None = column("string", "三级指标")
    target: str | None = column("string", "年度指标值 as written")
    target_op: str | None = column("string", "ge, gt, le, lt, eq, range, by_date, qualitative")
    target_value: Decimal | None = column("value", "the target's number, or the lower end of its range")
    target_high: Decimal | None = column("value", "upper end of a range")
    target_unit: str | None = column("string", "the target's unit")
    actual: str | None = column("string", "实际完成值 as written")
    actual_value: Decimal | None = column("value", "the actual number")
    actual_unit: str | None = column("string", "its unit")
    weight: Decimal | None = column("value", "分值")
    score: Decimal | None = column("value", "得分")
    achieved: bool | None = column("bool", "target met; null where it can't be told")
    deviation: str | None = column("string", "偏差原因及改进措施")
    table_id: str | None = column("string", "the form it stands in")
    row_no: int | None = column("int32", "row in the form, from 0")
    points_locator: str | None = column(
        "string", "place of the cell whose 分值 and 得分 several indicators share: they count once in a sum"
    )


@dataclass(frozen=True, kw_only=True)
class Score(PlacedRow):
    """One row per score that is not a 三级指标."""

    score_id: str = column("string", "stable id of the row", "")
    unit_id: str | None = column("string", "the reporting unit")
    unit_name: str | None = column("string", "the reporting unit's name")
    project: str | None = column("string", "the 项目/专项 that it belongs to")
    scope: codes.Scope | None = column("string", "what is evaluated: project, unit, special_fund")
    method: codes.Method | None = column("string", "self, department, third_party")
    component: codes.Component = column(
        "string",
        "total, budget_execution, decision, process, output, benefit, satisfaction, cost, other",
        "other",
    )
    name: str | None = column("string", "as written")
    weight: Decimal | None = column("value", "分值")
    score: Decimal | None = column("value", "得分")
    grade: str | None = column("string", "优, 良, 中, 差, as written")
    table_id: str | None = column("string", "the form it stands in; null in narrative")


@dataclass(frozen=True, kw_only=True)
class Figure(PlacedRow):
    """Every number of money, percentage and count printed anywhere."""

    figure_id: str = column("string", "stable id of the row", "")
    value: Decimal | None = column("value", "the number as printed")
    unit: str | None = column("string", "money unit, %, or measure word")
    decimals: int | None = column("int32", "decimals printed")
    approximate: bool = column("bool", "约, 余, 近, 多", False)
    context: str | None = column("string", "the sentence, or the row and column labels")
    used_by: str | None = column("string", "id of the fund, indicator or score that carries it")
    unread: codes.Unread | None = column(
        "string",
        "why no row carries it: no_subject, two_subjects, foreign, threshold, other; null where one does",
    )


@dataclass(frozen=True, kw_only=True)
class Passage(PlacedRow):
    """What a check needs that is no number."""

    passage_id: str = column("string", "stable id of the row", "")
    kind: codes.PassageKind = column(
        "string",
        "heading, contents_entry, table_title, table_note, annex_announced, annex, form_date, "
        "project_period, stray_mark, empty_statement, template_residue, number_without_unit, none_stated, "
        "introduced, points, direction, numbered, reason_column, name_as_printed, unreadable_page",
        "heading",
    )
    text: str | None = column("string", "the words")
    number: str | None = column("string", "number of a heading or an annex")


@dataclass(frozen=True)
class Evidence:
    """One row that a finding rests on."""

    table: str
    id: str
    page: int | None
    bbox: Box | None
    raw: str | None
    place: str | None = None
    """In words: 表3第5行第2列, 第17段; null where the row has no place."""
    doc_id: str | None = None
    """The document that the row is of, where that is another than the finding's."""


@dataclass(frozen=True, kw_only=True)
class Finding(Row):
    """One row per inconsistency."""

    finding_id: str = column("string", "stable id of the row", "")
    unit_id: str | None = column("string", "the reporting unit")
    unit_name: str | None = column("string", "the reporting unit's name")
    rule: str = column("string", "id of the rule", "")
    severity: str = column("string", "error, warning, info", "error")
    message: str = column("string", "one Chinese sentence that an auditor can paste", "")
    source: str | None = column("string", "the document's first path, relative to the root in run.json")
    leading: bool = column("bool", "true for the one of its cluster to look at", True)
    follows: str | None = column("string", "the finding that explains this one; null for a leading one")
    reported: Decimal | None = column("value", "the number as reported")
    expected: Decimal | None = column("value", "what the other numbers make it")
    difference: Decimal | None = column("value", "reported − expected")
    tolerance: Decimal | None = column("value", "how much of it rounding explains")
    unit: str | None = column("string", "unit of these numbers")
    amount_yuan: Decimal | None = column("yuan", "the difference in 元; null where it is no money")
    related_doc_id: str | None = column("string", "the other document")
    cluster: str | None = column("string", "findings that one culprit number explains share it")
    evidence: tuple[Evidence, ...] = column("evidence", "the rows that it rests on", ())


@dataclass(frozen=True, kw_only=True)
class Check(Row):
    """One row per rule and document: what was examined."""

    unit_id: str | None = column("string", "the reporting unit")
    rule: str = column("string", "id of the rule", "")
    outcome: str = column("string", "passed, failed, not_applicable, missing_input", "passed")
    compared: int = column("int32", "how many comparisons were made", 0)
    missing: str | None = column("string", "what was not found")


TABLES: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "units": Unit,
    "unit_links": UnitLink,
    "funds": Fund,
    "indicators": Indicator,
    "scores": Score,
    "figures": Figure,
    "passages": Passage,
    "findings": Finding,
    "checks": Check,
}


@dataclass(frozen=True)
class Rows:
    """All rows of one document."""

    document: DocumentRow
    units: tuple[Unit, ...] = ()
    unit_links: tuple[UnitLink, ...] = ()
    funds: tuple[Fund, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    scores: tuple[Score, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one table."""
        return (self.document,) if name == "documents" else getattr(self, name)


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, with each column's description in its metadata."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(f.name, arrow_type(f.metadata["kind"]), metadata={"description": f.metadata["text"]})
            for f in dataclasses.fields(TABLES[table])
        ]
    )
