"""What needs no arithmetic: dates, template residue, missing %, names of classification items, numbering, annexes."""

from __future__ import annotations

from checks.comparison import Comparison, Examined
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold


@rule(
    "template.residue",
    "模板文字未删",
    "template",
    "warning",
    "增加（减少）, XX, empty reasons left over from the template",
)
def template_residue(facts: Facts) -> Examined:
    found = [p for p in facts.passages if p.kind == "template_residue"]
    if len(found) > 20:
        return
    for p in found:
        yield Comparison(
            "broken", f"“{fold(p.raw or '')}”未删去模板选项或未填写{where(p)}。", (p,), culprit=p.passage_id
        )


@rule(
    "percent.missing", "缺百分号", "percent", "warning", "a growth or share printed without % (增长13.95。)"
)
def percent_missing(facts: Facts) -> Examined:
    for p in (p for p in facts.passages if p.kind == "number_without_unit"):
        yield Comparison("broken", f"“{fold(p.raw or '')}”缺百分号{where(p)}。", (p,), culprit=p.passage_id)


def plain(text: str) -> str:
    return regex.sub(r"20\d{2}年度?|[《》\s]", "", text)
