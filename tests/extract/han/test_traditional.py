"""Traditional characters: each stands for one simplified character, and simplified text stays as it is."""

from __future__ import annotations

from extract.han.traditional import PAIRS, SIMPLIFIED
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading
from normalize.rows import normalize_report
from parsers.parse import parse_document

TRADITIONAL = {simplified: chr(code) for code, simplified in SIMPLIFIED.items()} | {
    "后": "後",
    "于": "於",
    "台": "臺",
}
LINES = (
    "石河市水利局2023年度部门决算",
    "第三部分 2023年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "2023年度收入总计、支出总计均为812.50万元，与上年相比增加12.50万元，增长1.56%，主要用于河道维护。",
    "二、财政拨款“三公”经费支出决算情况说明",
    "公务用车购置及运行维护费年初预算为10.00万元，支出决算为8.00万元，完成年初预算的80%。",
)


def test_each_traditional_character_has_one_that_is_not_traditional() -> None:
    traditional, simplified = PAIRS[::2], PAIRS[1::2]
    assert len(set(traditional)) == len(traditional) == len(simplified)
    assert not set(traditional) & set(simplified)


def test_no_character_of_simplified_text_changes() -> None:
    kept = {chr(code) for code in SIMPLIFIED if _in_gb2312(chr(code))}
    assert kept == set("於徵後")


def test_a_report_in_traditional_characters_has_the_rows_of_the_same_in_simplified() -> None:
    rows = (["项目", "年初预算数", "决算数"], ["基本支出", "10.00", "12.50"], ["项目支出", "5.00", "4.00"])
    turned = str.maketrans(TRADITIONAL)
    plain, printed = (
        _rows([x.translate(t) for x in LINES], [[c.translate(t) for c in r] for r in rows])
        for t in ({}, turned)
    )
    assert plain == printed and len(plain) == 13


def _rows(lines: list[str], cells: list[list[str]]) -> list[tuple[object, ...]]:
    blocks: list[Paragraph | Table] = [
        Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(lines)
    ]
    grid = tuple(Cell(r, c, Text(x)) for r, row in enumerate(cells) for c, x in enumerate(row))
    title = "支出决算表" if "决" in lines[0] else "支出決算表"
    blocks.append(Table(0, grid, 3, 3, title, "单位：万元"))
    document = Document("report.docx", "0" * 64, "docx", (), tuple(blocks))
    funds = normalize_report(document, parse_document(document)).funds
    return [(f.unit_name, f.item, f.measure, f.value, f.unit, f.statement, f.period) for f in funds]


def _in_gb2312(char: str) -> bool:
    return char == char.encode("gb2312", "ignore").decode("gb2312")
