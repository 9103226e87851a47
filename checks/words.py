"""What needs no arithmetic: dates, template residue, missing %, names of classification items, numbering, annexes."""

from __future__ import annotations

from collections import defaultdict

from extract import regex
from extract.fold import fold
from normalize.concepts import function_name
from normalize.schema import Fund, Passage

from .facts import Facts, where
from .reading import printed, wide
from .registry import HOLDS, Comparison, Examined, rule
from .structure import ENDED

HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")}
PATH = regex.compile(r"(?P<name>[^()]+)\((?P<rank>[类款项])\)")


@rule("period.form_date", "填报日期", "period", "error", "a form about a year is filled in after it ended")
def period_form_date(facts: Facts) -> Examined:
    for p in (p for p in facts.passages if p.kind == "form_date"):
        if facts.year is None or not p.text or facts.document.doc_type not in ENDED:
            continue
        yield (
            HOLDS
            if int(p.text[:4]) > facts.year
            else Comparison("broken", f"自评表填报日期为{p.raw}，早于被评价年度{facts.year}年末{where(p)}。", (p,), culprit=p.passage_id)
        )


@rule("template.residue", "模板文字未删", "template", "warning", "增加（减少）, XX, empty reasons left over from the template")
def template_residue(facts: Facts) -> Examined:
    found = [p for p in facts.passages if p.kind == "template_residue"]
    if len(found) > 20:
        return
    for p in found:
        yield Comparison("broken", f"“{fold(p.raw or '')}”未删去模板选项或未填写{where(p)}。", (p,), culprit=p.passage_id)


@rule("percent.missing", "缺百分号", "percent", "warning", "a growth or share printed without % (增长13.95。)")
def percent_missing(facts: Facts) -> Examined:
    for p in (p for p in facts.passages if p.kind == "number_without_unit"):
        yield Comparison("broken", f"“{fold(p.raw or '')}”缺百分号{where(p)}。", (p,), culprit=p.passage_id)


@rule("name.classification", "科目名称一致", "name", "warning", "类款项 names of the narrative are those of 公开05表, by the classification of that year")
def name_classification(facts: Facts) -> Examined:
    coded = [f for statement in ("general_expenditure", "expenditure") for f in facts.in_tables if f.statement == statement and f.item_code]
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for f in coded:
        names[len(f.item_code or "")][f.item_code or ""] = function_name(fold(f.item))
    if not names.get(7):
        return
    sections = {f.section: f for f in reversed(facts.money) if f.origin == "text" and f.level == 3 and f.measure == "final" and f.section}
    for section, fund in reversed(sections.items()):
        yield _named(section or "", fund, names, coded)


def _named(section: str, fund: Fund, names: dict[int, dict[str, str]], coded: list[Fund]) -> Comparison:
    """The first name of a 类款项 path that the table does not print, with what it prints for the same money."""
    for part in PATH.finditer(regex.sub(r"^\d+[、.]", "", fold(section))):
        length = {"类": 3, "款": 5, "项": 7}[part["rank"]]
        known = set(names[length].values())
        if not known or function_name(part["name"]) in known or part["name"] in known:
            continue
        same = [
            f
            for f in coded
            if f.item_code
            and len(f.item_code) == 7
            and wide(f).meets(wide(fund))
            and (length == 7 or function_name(fold(f.item)) == function_name(fold(fund.item)))
        ]
        if not same:
            continue
        code = (same[0].item_code or "")[:length]
        if (code not in names[length]) or names[length][code] == function_name(part["name"]):
            continue
        printed_name = next(fold(f.item) for f in coded if f.item_code == code)
        return Comparison(
            "broken",
            f"文字说明写“{part['name']}（{part['rank']}）”{fund.item if length < 7 else ''}{printed(fund)}，决算表中该科目为{code}{printed_name}"
            f"{printed(same[0]) if length == 7 else ''}，科目名称不一致{where(fund, same[0])}。",
            (fund, same[0]),
            fund.value,
            same[0].value,
            None,
            fund.unit,
            None,
            fund.fund_id,
        )
    return HOLDS


@rule("structure.numbering", "标题序号连续", "structure", "warning", "numbering of headings that skips or repeats: （一） → （三）, 二、 twice")
def structure_numbering(facts: Facts) -> Examined:
    last: dict[str, tuple[int, Passage]] = {}
    for p in (p for p in facts.passages if p.kind == "heading" and p.number):
        number = p.number or ""
        rank = "part" if number.startswith("第") else "sub" if number.startswith(("(", "（")) else "main" if number[0] in HAN or number[0] == "十" else ""
        if rank in ("", "part"):
            last.clear()
            continue
        value = han_number(number)
        if rank == "main":
            last.pop("sub", None)
        before = last.get(rank)
        last[rank] = (value, p)
        if before is None or value == before[0] + 1 or value == 1:
            yield HOLDS
        else:
            what = "重复" if value == before[0] else "不连续"
            yield Comparison("broken", f"标题序号{what}：“{_short(before[1])}”之后为“{_short(p)}”{where(before[1], p)}。", (before[1], p), culprit=p.passage_id)


def _short(p: Passage) -> str:
    return (p.text or "")[:30]


def han_number(text: str) -> int:
    """一 … 九十九 as a number; 0 for anything else."""
    found = regex.search(r"[一二三四五六七八九十]+", text)
    if not found:
        return 0
    tens, ten, ones = found.group().partition("十")
    return (HAN.get(tens, 1) * 10 + HAN.get(ones, 0)) if ten else HAN.get(found.group(), 0)


@rule("structure.annex", "所列附件缺失", "structure", "warning", "an annex that the report announces is there")
def structure_annex(facts: Facts) -> Examined:
    announced = [p for p in facts.passages if p.kind == "annex_announced"]
    last = max((i for i, p in enumerate(facts.passages) if p.kind == "annex_announced"), default=0)
    # A number above the list is that of the report itself in somebody else's file.
    present = [p for p in facts.passages[last:] if p.kind == "annex"]
    titles = [_plain(p.text or "") for p in (*present, *(t for t in facts.passages if t.kind == "table_title"))]
    missing = []
    for p in announced:
        there = any(a.number == p.number and p.number for a in present) or any(
            _plain(p.text or "") in t or t in _plain(p.text or "") for t in titles if len(t) > 4
        )
        if there or (len(announced) == 1 and present):
            yield HOLDS
        else:
            missing.append(p)
    if missing:
        numbers = "、".join(p.number or "" for p in missing if p.number)
        yield Comparison(
            "broken", f"文末列出附件{numbers}（共{len(missing)}个），文中未附{where(*missing)}。", tuple(missing[:8]), culprit=missing[0].passage_id
        )


def _plain(text: str) -> str:
    return regex.sub(r"20\d{2}年度?|[《》\s]", "", text)
