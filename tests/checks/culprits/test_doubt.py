"""A relation that breaks all over one table is one doubt; shares of a wrong amount are no errors of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import juesuan
from checks.culprits.doubt import MANY
from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.cases.builders import cells, document, fund, indicator, score, text
from tests.written import rows_of

TITLE = "支出决算表"
CONCEPTS = ("expenditure_this_year", "basic_expenditure", "project_expenditure")


def shifted(rows: int) -> Rows:
    """A table of expenditure in which so many rows do not add up, each by another amount."""
    made = []
    for n in range(1, 13):
        wrong = n * 7 if n <= rows else 0
        amounts = {
            "本年支出合计": f"{n * 10 + wrong}.00",
            "基本支出": f"{n * 7}.00",
            "项目支出": f"{n * 3}.00",
        }
        made.append((f"{n}类", amounts, {}))
    funds = cells("expenditure", TITLE, *made)
    return document([replace(f, concept=f"function:{f.item}/{CONCEPTS[f.col_no or 0]}") for f in funds])


@pytest.mark.parametrize("rows", [1, MANY - 1, MANY, 12])
def test_many_rows_that_break_alike_were_misread(rows: int) -> None:
    found = check_rows(shifted(rows))
    count = Counter(f.rule for f in found.findings)
    outcome = next(c.outcome for c in found.checks if c.rule == "sum.row")
    if rows < MANY:
        assert count == {"sum.row": rows} and outcome == "failed"
    else:
        assert count == {"reading.doubtful": 1} and outcome == "missing_input"
        assert found.findings[0].severity == "info" and TITLE in found.findings[0].message


def test_shares_of_an_amount_that_is_proven_wrong_are_no_errors_of_their_own() -> None:
    told = (
        "石河县水利局2023年度部门决算\n七、“三公”经费支出决算情况说明\n"
        "2023年“三公”经费支出决算为20.00万元，其中：因公出国（境）费4.00万元，占20%；公务接待费15.00万元，占30%；"
        "公务用车购置及运行维护费10.00万元，占50%。\n2023年公务接待费支出6.00万元。"
    )
    found = rows_of(told).findings
    shares = [f for f in found if f.rule == "ratio.share"]
    assert len({f.cluster for f in found}) == 1 and len(shares) == 1
    assert {f.severity for f in shares} == {"info"}
    assert {f.severity for f in found if f not in shares} == {"error"}


def in_lines(purchase: str, operation: str, reception: str) -> Rows:
    """“三公” of the text, and a table of it that was lines of text."""
    columns = {"合计": ("20.00", "three_public"), "购置": (purchase, "vehicle_purchase")}
    columns |= {"运行": (operation, "vehicle_operation"), "接待": (reception, "reception")}
    rows = [(name, {"": v}, {"concept": c}) for name, (v, c) in columns.items()]
    said = [("接待", "5.00", "final", {"concept": "reception"})]
    said += [("运行", "8.00", "final", {"concept": "vehicle_operation"})]
    return document(
        cells("three_public", "“三公”经费表", *rows), text(1, "three_public", *said), file_format="txt"
    )


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (("7.00", "8.00", "5.00"), set()),
        (("7.00", "8.00", "6.40"), {"equality.text", "sum.three_public"}),
        (("7.00", "9.10", "6.40"), {"reading.doubtful"}),
        (("7.00", "5.00", "0.00"), {"reading.doubtful"}),
    ],
)
def test_a_table_of_lines_is_doubted_where_no_one_number_explains_its_mistakes(
    printed: tuple[str, str, str], told: set[str]
) -> None:
    rows = in_lines(*printed)
    found = check_rows(rows).findings
    assert {f.rule for f in found} == told
    assert all(f.message.startswith("“三公”经费表有") for f in found if f.rule == "reading.doubtful")
    ruled = replace(rows, document=replace(rows.document, file_format="pdf"))
    assert "reading.doubtful" not in {f.rule for f in check_rows(ruled).findings}


def test_a_mistake_is_of_one_doubt() -> None:
    """Eight rows of a table of lines that do not add up, two amounts of which the text gives to each other."""
    rows = shifted(8)
    said = [
        (f"{n}类", f"{m * 10}.00", "final", {"concept": f"function:{n}类/expenditure_this_year"})
        for n, m in ((9, 10), (10, 9))
    ]
    told = document(list(rows.funds), text(1, "expenditure", *said), file_format="txt")
    for file_format in ("txt", "pdf"):
        checked = check_rows(replace(told, document=replace(told.document, file_format=file_format)))
        found = checked.findings
        assert {f.rule for f in found} == {"reading.doubtful"}
        assert len({f.finding_id for f in found}) == len(found)
        assert len({e.id for f in found for e in f.evidence}) == sum(len(f.evidence) for f in found)
    assert [f.rule for f in check_rows(replace(rows, document=told.document)).findings] == [
        "reading.doubtful"
    ]


ECONOMIC = {"基本工资": "60.00", "津贴补贴": "20.00", "奖金": "13.00", "绩效工资": "7.00"}
ECONOMIC |= {"办公费": "11.00", "印刷费": "3.00", "电费": "4.00", "差旅费": "2.00"}
CODES = ("30101", "30102", "30103", "30107", "30201", "30202", "30206", "30211")
ITEMS = [f"{c}\t{n}\t{v}" for c, (n, v) in zip(CODES, ECONOMIC.items(), strict=True)]


@pytest.mark.parametrize(
    ("wage", "power", "told"),
    [
        ("60.00", "4.00", []),
        ("65.00", "4.60", ["equality.economic"] * 2),
        ("65.00", "2.00", ["equality.economic"] * 2),
    ],
)
def test_what_the_text_says_otherwise_is_a_mistake_in_a_table_of_lines_that_adds_up(
    tmp_path: Path, wage: str, power: str, told: list[str]
) -> None:
    classes = ["301\t工资福利支出\t100.00", "302\t商品和服务支出\t20.00"]
    table = [classes[0], *ITEMS[:4], classes[1], *ITEMS[4:], "\t合计\t120.00"]
    assert told_of(tmp_path, table, wage, power) == told


def test_what_the_text_says_otherwise_is_a_doubt_in_a_table_of_lines_that_adds_up_nowhere(
    tmp_path: Path,
) -> None:
    assert told_of(tmp_path, ITEMS, "65.00", "4.60") == ["reading.doubtful"]
    assert told_of(tmp_path, ITEMS, "65.00", "4.00") == ["equality.economic"]


def told_of(folder: Path, table: list[str], wage: str, power: str) -> list[str]:
    """The rules broken by what a report says of its economic items."""
    words = (
        "石河县水利局2023年度部门决算\n六、一般公共预算财政拨款基本支出决算情况说明\n基本支出120.00万元，"
        f"其中：人员经费100.00万元，包括：基本工资{wage}万元、奖金13.00万元；公用经费20.00万元，包括：电费{power}万元。"
        "\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n"
    )
    (folder / "report.txt").write_text(words + "\n".join(table), "utf-8")
    return [f.rule for f in juesuan.parse(folder / "report.txt").findings]


def form(*weights: str) -> Rows:
    """A form of lines of text with these points below the headers 产出指标（50分）, 效益指标（50分）."""
    names = ["产出指标"] * (len(weights) - 1) + ["效益指标"]
    rows = [indicator(f"指标{n}", w, w, level1=names[n], table_id="t") for n, w in enumerate(weights)]
    heads = [score("output", "50", None, name="产出指标"), score("benefit", "50", None, name="效益指标")]
    return document(*rows, *heads, score("total", "100", None, name="合计"), file_format="txt")


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (("30", "20", "50"), []),
        (("30", "10", "60"), ["score.header", "score.header"]),
        (("30", "10", "30"), ["reading.doubtful"]),
    ],
)
def test_a_form_of_lines_that_lacks_rows_is_doubted(weights: tuple[str, ...], told: list[str]) -> None:
    assert [f.rule for f in check_rows(form(*weights)).findings] == told


def test_what_words_of_the_text_contradict_was_read_well() -> None:
    rows = [
        ("合计", {"": "50.00"}, {"concept": "three_public"}),
        ("接待", {"": "15.00"}, {"concept": "reception"}),
    ]
    rows += [("用车", {"": "35.00"}, {"concept": "vehicles"})]
    made = [
        text(n, "three_public", (name, spent, "final", {"concept": c}), (name, "-0.10", "change", told))
        for n, (name, spent, c) in enumerate(
            (("接待", "5.00", "reception"), ("用车", "30.00", "vehicles")), 1
        )
        for told in [{"concept": c, "basis": "initial_budget"}]
    ]
    budget = [
        replace(f, measure="initial_budget")
        for f in cells("three_public", "“三公”经费表", *rows)  # type: ignore[arg-type]
    ]
    found = check_rows(document(budget, *made, file_format="txt")).findings
    assert {f.rule for f in found} == {"difference.budget"}


@pytest.mark.parametrize(
    ("spent", "budget", "told"),
    [
        ("8.50", "20.00", "reading.doubtful"),
        ("8.60", "20.00", "equality.text"),
        ("8.50", "21.00", "equality.text"),
    ],
)
def test_an_amount_of_lines_that_the_text_gives_to_another_column_was_misread(
    spent: str, budget: str, told: str
) -> None:
    """The text gives 20.00 to the budget, and what it says was spent stands in the table as well."""
    rows = [("合计", {"": "20.00"}, {"concept": "three_public"})]
    rows += [("运行", {"": "8.50"}, {"concept": "vehicle_operation"})]
    rows += [("接待", {"": "11.50"}, {"concept": "reception"})]
    said = [
        ("“三公”经费", v, m, {"concept": "three_public"})
        for v, m in ((budget, "initial_budget"), (spent, "final"))
    ]
    table = cells("three_public", "“三公”经费表", *rows)  # type: ignore[arg-type]
    made = document(table, text(1, "three_public", *said), file_format="txt")  # type: ignore[arg-type]
    assert [f.rule for f in check_rows(made).findings] == [told]


@pytest.mark.parametrize(("rate", "told"), [("40.00", "reading.doubtful"), ("43.00", "equality.text")])
def test_a_rate_of_the_text_proves_which_column_an_amount_is_of(rate: str, told: str) -> None:
    concept = {"concept": "three_public"}
    said = [("“三公”经费", "20.00", "initial_budget", concept), ("“三公”经费", "8.00", "final", concept)]
    said += [("“三公”经费", rate, "completion_rate", concept | {"basis": "initial_budget"})]
    table = cells("three_public", "“三公”经费表", ("合计", {"": "20.00"}, concept))
    found = check_rows(document(table, text(1, "three_public", *said), file_format="txt")).findings
    assert told in {f.rule for f in found}


@pytest.mark.parametrize(("confirmed", "doubted"), [(True, False), (False, True)])
def test_two_mistakes_of_a_table_of_lines_that_the_text_confirms_are_two(
    confirmed: bool, doubted: bool
) -> None:
    """Two of six amounts differ from the text, which says four of the others as they are, or none."""
    names = ("出国", "接待", "购置", "运行", "会议", "培训")
    rows = [(n, {"": f"{k}.50"}, {"concept": f"c{k}"}) for k, n in enumerate(names, 11)]
    other = {"出国": "31.80", "接待": "42.90"}
    told = [
        (n, other.get(n, f"{k}.50"), "final", {"concept": f"c{k}"})
        for k, n in enumerate(names, 11)
        if confirmed or n in other
    ]
    made = document(
        cells("three_public", "“三公”经费表", *rows),  # type: ignore[arg-type]
        text(1, "three_public", *told),  # type: ignore[arg-type]
        file_format="txt",
    )
    found = check_rows(made).findings
    assert [f.rule for f in found] == (["reading.doubtful"] if doubted else ["equality.text"] * 2)


@pytest.mark.parametrize(("changes", "doubted"), [(True, False), (False, True)])
def test_rows_that_print_two_years_and_their_change_prove_a_table_of_lines(
    changes: bool, doubted: bool
) -> None:
    """A total and a change are wrong; the changes of other rows, if printed, show that amounts stand in their columns."""
    parts = [(n, n * 10, n * 10 + 5, 8 if n == 1 else 5) for n in range(1, 6)]
    whole = fund("收入合计", "275.00", statement="income", table_id="t", row_no=0, col_no=1)
    rows = [whole]
    for n, before, now, more in parts:
        row = {"statement": "income", "table_id": "t", "row_no": n}
        of_whole = {"parent_id": whole.fund_id, "part": "exhaustive"}
        rows += [
            fund(f"收入{n}", f"{before}.00", col_no=0, **row, period=2022),
            fund(f"收入{n}", f"{now}.00", col_no=1, **row, **of_whole),
        ]
        if changes or n == 1:
            rows.append(fund(f"收入{n}", f"{more}.00", "change", col_no=2, **row))
    found = check_rows(document(rows, file_format="txt")).findings
    mistakes = {"sum.classification", "difference.row"}
    assert {f.rule for f in found} == ({"reading.doubtful"} if doubted else mistakes)


def test_the_one_part_of_a_total_is_as_much() -> None:
    """The text gives the total 12.60, which stands in the table as its one part."""
    rows = [
        ("合计", {"": "12.30"}, {"concept": "three_public"}),
        ("接待", {"": "12.60"}, {"concept": "reception"}),
    ]
    table = cells("three_public", "“三公”经费表", *rows)  # type: ignore[arg-type]
    said = text(1, "three_public", ("“三公”经费", "12.60", "final", {"concept": "three_public"}))
    found = check_rows(document(table, said, file_format="txt")).findings
    assert "equality.text" in {f.rule for f in found} and "reading.doubtful" not in {f.rule for f in found}
