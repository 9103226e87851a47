"""The views say once what several copies of a report say, and nothing that none says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.query import query
from normalize.schema import DocumentRow, Evidence, Figure, Finding, Fund, Indicator, Rows, Score, Unit
from normalize.views import view_of, views
from normalize.writing import write_rows

YEAR = 2023


def report(
    name: str, unit: str, funds: list[dict[str, object]], listed: tuple[str, ...] = (), **told: object
) -> Rows:
    """A document of a unit with funds, each by subject, measure and 元."""
    doc = name.encode().hex().ljust(64, "0")[:64]
    document = DocumentRow(
        doc_id=doc, source=f"{name}.pdf", unit_id=unit.encode().hex(), unit_name=unit,
        **({"doc_type": "final_accounts", "fiscal_year": YEAR, "file_format": "pdf"} | told),  # type: ignore[arg-type]
    )  # fmt: skip
    year = document.fiscal_year
    rows = tuple(
        Fund(
            doc_id=doc,
            fiscal_year=year,
            fund_id=f"{name}{n}",
            unit_id=document.unit_id,
            period=year,
            page=n,
            **f,
        )  # type: ignore[arg-type]
        for n, f in enumerate(funds, 1)
    )
    units = tuple(
        Unit(doc_id=doc, fiscal_year=year, unit_id=u.encode().hex(), name=u, role="subordinate")
        for u in listed
    )
    return Rows(document=document, funds=rows, units=units)


def fund(concept: str, yuan: str, **told: object) -> dict[str, object]:
    value = Decimal(yuan)
    return {"concept": concept, "item": concept, "statement": "expenditure", "budget_kind": "all", "measure": "final",
            "value": value, "unit": "元", "amount_yuan": value} | told  # fmt: skip


def write(out: Path, *rows: Rows) -> Path:
    write_rows(out, rows)
    return out


def test_doubled_reports_are_summed_once(tmp_path: Path) -> None:
    money = [fund("expenditure_this_year", "100"), fund("basic_expenditure", "60")]
    both = [*money, fund("project_expenditure", "40")]
    department = report(
        "部门", "青禾市水务局", [fund("expenditure_this_year", "130")], ("青禾市水文站",), scope="department"
    )
    data = write(
        tmp_path / "d",
        report("站", "青禾市水文站", both, scope="unit"),
        report("站副本", "青禾市水文站", money, scope="unit", file_format="docx"),
        report("站文本", "青禾市水文站", money, file_format="txt"),
        department,
        report("局本级", "青禾市水务局", [fund("expenditure_this_year", "30")], scope="own"),
        report("旁局", "青禾市林业局", [fund("expenditure_this_year", "7")], scope="department"),
    )
    asked = "select unit_name, scope, copies, part_of is null from reports order by all"
    assert query(asked, data)[1] == [
        ("青禾市林业局", "department", 0, True), ("青禾市水务局", "department", 0, True),
        ("青禾市水务局", "own", 0, False), ("青禾市水文站", "unit", 2, False),
    ]  # fmt: skip
    total = "select sum(final) from accounts where concept = 'expenditure_this_year' and part_of is null"
    assert query(total, data)[1] == [(Decimal(137),)]
    assert query("select sum(expenditure) from unit_year where part_of is null", data)[1] == [(Decimal(137),)]


def test_narrative_and_tables_in_two_files_are_one_report(tmp_path: Path) -> None:
    told = fund("expenditure_this_year", "110", measure="initial_budget", origin="text")
    data = write(
        tmp_path / "d",
        report("表", "青禾市水务局", [fund("expenditure_this_year", "100"), fund("basic_expenditure", "0")]),
        report("文", "青禾市水务局", [told], file_format="docx"),
    )
    assert query("select len(doc_ids), copies from reports", data)[1] == [(2, 0)]
    asked = "select concept, initial_budget, adjusted_budget, final, execution_rate, source from accounts order by 1"
    assert query(asked, data)[1] == [
        ("basic_expenditure", None, None, 0, None, "表.pdf"),
        ("expenditure_this_year", 110, None, 100, Decimal("90.91"), "表.pdf"),
    ]


def test_the_text_says_by_its_level_which_of_a_name_in_two_levels_it_means(tmp_path: Path) -> None:
    """The text tells no code: 水利（款）水利（项）。年初预算为9元，决算为7元。"""
    concept = "function:213/水利"
    of = {"item": "水利", "statement": "general_expenditure"}
    coded = [
        fund(concept, "7", item_code=code, level=level, **of)
        for code, level in (("21303", 2), ("2130301", 3))
    ]
    told = [
        fund(concept, yuan, measure=measure, level=3, origin="text", **of)
        for measure, yuan in (("initial_budget", "9"), ("final", "7"))
    ]
    data = write(tmp_path / "d", report("决算", "青禾市水务局", [*coded, *told]))
    asked = "select item_code, level, initial_budget, final from accounts order by all"
    assert query(asked, data)[1] == [("21303", 2, None, 7), ("2130301", 3, 9, 7)]


def test_one_name_in_two_classes_is_two_accounts(tmp_path: Path) -> None:
    coded = [
        fund(
            f"function:{c[:3]}/行政运行",
            yuan,
            item="行政运行",
            item_code=c,
            statement="general_expenditure",
            breakdown="合计",
        )
        for c, yuan in (("2010301", "5"), ("2013801", "7"), ("2080101", "11"))
    ]
    said = fund(
        "function:208/行政运行",
        "12",
        item="行政运行",
        measure="initial_budget",
        statement="general_expenditure",
        origin="text",
    )
    data = write(tmp_path / "d", report("甲", "青禾市水务局", [*coded, said]))
    asked = "select item_code, initial_budget, final, subject from accounts order by 1"
    assert query(asked, data)[1] == [
        ("2010301", None, 5, "行政运行"), ("2013801", None, 7, "行政运行"), ("2080101", 12, 11, "行政运行"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "value", "context", "column"),
    [
        ("个", 2, "因公出国(境)团组2个、3人次", "groups"),
        ("人次", 3, "因公出国(境)团组2个、3人次", "persons_abroad"),
        ("批次", 8, "国内公务接待8批次、60人次", "visits"),
        ("人次", 60, "国内公务接待8批次、60人次", "visitors"),
        ("个", 4, "全年共接待来访团组4个、来宾23人次", "visits"),
        ("辆", 1, "公务用车购置1辆,公务用车保有量5辆", "vehicles_bought"),
        ("辆", 5, "公务用车购置1辆,公务用车保有量5辆", "vehicles_kept"),
        ("批次", 9, "完成9批次抽查", None),
        ("辆", 6, "共有车辆6辆", None),
        ("批次", 3, "接待外宾3批次", None),
    ],
)
def test_what_the_text_counts(
    tmp_path: Path, unit: str, value: int, context: str, column: str | None
) -> None:
    rows = report("甲", "青禾市水务局", [fund("three_public", "9", statement="three_public")])
    figure = Figure(
        doc_id=rows.document.doc_id,
        fiscal_year=YEAR,
        figure_id="f",
        value=Decimal(value),
        unit=unit,
        context=context,
    )
    data = write(tmp_path / "d", replace(rows, figures=(figure,)))
    asked = (
        "select groups, persons_abroad, vehicles_bought, vehicles_kept, visits, visitors from three_public"
    )
    names, (found,) = query(asked, data)
    assert {n: v for n, v in zip(names, found, strict=True) if v is not None} == (
        {column: value} if column else {}
    )


def test_target_form_and_self_evaluation_stand_side_by_side(tmp_path: Path) -> None:
    def form(name: str, doc_type: str, kind: str, amounts: dict[str, str], **indicator: object) -> Rows:
        statement = "performance_target" if kind == "target" else "self_evaluation"
        rows = report(name, "青禾市水务局", [
            fund("fund_total", yuan, item="年度资金总额", statement=statement, measure=m, project="堤防维护")
            for m, yuan in amounts.items()
        ], doc_type=doc_type, title=name)  # fmt: skip
        held = Indicator(doc_id=rows.document.doc_id, fiscal_year=YEAR, indicator_id=name, kind=kind, project="堤防维护",
                         level3="维护里程", **indicator)  # type: ignore[arg-type]  # fmt: skip
        return replace(rows, indicators=(held,))

    told = form("自评表", "self_evaluation", "self_evaluation", {"initial_budget": "90", "adjusted_budget": "100", "final": "80"},
                target="≥50公里", actual="60公里", weight=Decimal(20), score=Decimal(20))  # fmt: skip
    score = Score(doc_id=told.document.doc_id, fiscal_year=YEAR, score_id="s", component="total", method="self", project="堤防维护",
                  score=Decimal(95), grade="优")  # fmt: skip
    data = write(
        tmp_path / "d",
        form(
            "目标表", "performance_target", "target", {"planned": "120"}, target="≥60公里", weight=Decimal(25)
        ),
        replace(told, scores=(score,)),
    )
    asked = "select project, target_amount, initial_budget, adjusted_budget, executed, execution_rate, score, grade from projects"
    assert query(asked, data)[1] == [("堤防维护", 120, 90, 100, 80, 80, 95, "优")]
    asked = "select level3, planned_target, target, planned_weight, weight, actual from indicators_wide"
    assert query(asked, data)[1] == [("维护里程", "≥60公里", "≥50公里", 25, 20, "60公里")]


def test_evidence_names_the_file_where_each_number_lies(tmp_path: Path) -> None:
    before = report("上年", "青禾市水务局", [fund("expenditure_this_year", "1")], fiscal_year=YEAR - 1)
    rows = report("今年", "青禾市水务局", [fund("expenditure_this_year", "2")])
    evidence = tuple(Evidence("funds", f"{n}1", 1, None, "1") for n in ("今年", "上年"))
    finding = Finding(doc_id=rows.document.doc_id, fiscal_year=YEAR, finding_id="x", rule="across.prior", severity="warning",
                      message="不一致。", source="今年.pdf", evidence=evidence)  # fmt: skip
    data = write(tmp_path / "d", before, replace(rows, findings=(finding,)))
    assert query("select part, id, file, page from evidence order by part", data)[1] == [
        (1, "今年1", "今年.pdf", 1), (2, "上年1", "上年.pdf", 1),
    ]  # fmt: skip
    assert query('select "严重程度", "页码", "规则名称" from findings_zh', data)[1][0][:2] == ("警示", "1")
    assert query("select source, funds, findings from coverage order by 1", data)[1] == [
        ("上年.pdf", 1, 0),
        ("今年.pdf", 1, 1),
    ]


def test_each_view_comes_after_what_it_is_made_of() -> None:
    names = list(views())
    for name, view in views().items():
        assert all(names.index(n) < names.index(name) for n in view.needs if n in names) and view.text
    assert view_of("-- A.\n-- needs: b, c\nselect 1\n").needs == ("b", "c")
