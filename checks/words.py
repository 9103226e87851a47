"""What needs no arithmetic: dates, template residue, missing %, names of classification items, numbering, annexes."""

from __future__ import annotations

from collections import defaultdict

from extract import regex
from extract.fold import fold
from normalize.concepts import function_name
from normalize.schema import Fund, Passage

from .facts import Facts, where
from .reading import printed, wide
from .registry import HOLDS, Comparison, Examined, Missing, rule
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
            else Comparison(
                "broken",
                f"自评表填报日期为{p.raw}，早于被评价年度{facts.year}年末{where(p)}。",
                (p,),
                culprit=p.passage_id,
            )
        )


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


@rule(
    "name.classification",
    "科目名称一致",
    "name",
    "warning",
    "类款项 names of the narrative are those of 公开05表, by the classification of that year",
)
def name_classification(facts: Facts) -> Examined:
    coded = [
        f
        for statement in ("general_expenditure", "expenditure")
        for f in facts.in_tables
        if f.statement == statement and f.item_code
    ]
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for f in coded:
        names[len(f.item_code or "")][f.item_code or ""] = function_name(fold(f.item))
    if not names.get(7):
        return
    sections = {
        f.section: f
        for f in reversed(facts.money)
        if f.origin == "text" and f.level == 3 and f.measure == "final" and f.section
    }
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


@rule(
    "structure.numbering",
    "标题序号连续",
    "structure",
    "warning",
    "numbering of headings that skips one or repeats: （一） → （三）, 二、 twice; a wider gap may come from headings that were not read",
)
def structure_numbering(facts: Facts) -> Examined:
    last: dict[str, tuple[int, Passage]] = {}
    inside: dict[str, set[int]] = defaultdict(set)
    for p in (p for p in facts.passages if p.kind in ("heading", "annex", "numbered")):
        number = (p.text if p.kind == "numbered" else p.number) or ""
        rank = _heading_rank(number)
        if rank is None or p.kind == "annex":
            # Another part, or another report within the file: its numbering begins anew.
            last.clear()
            continue
        if p.kind == "numbered":
            inside[rank].add(han_number(number))
            continue
        if rank == "main":
            last.pop("sub", None)
        before = last.get(rank)
        last[rank] = (han_number(number), p)
        if before is not None:
            yield _followed(before, last[rank], inside[rank])
        inside[rank].clear()


def _heading_rank(number: str) -> str | None:
    """main: 一、, sub: （一）; null for anything else."""
    if number.startswith(("(", "（")):
        return "sub"
    return "main" if number and number[0] in (*HAN, "十") else None


def _followed(
    before: tuple[int, Passage], after: tuple[int, Passage], inside: set[int]
) -> Comparison | Missing:
    """One number after the other: what follows is the next, or a first one. `inside`: the numbers that stand within the paragraphs between the two."""
    step = after[0] - before[0]
    if step == 1 or after[0] == 1:
        return HOLDS
    if (
        step not in (0, 2)
        or (step == 2 and after[0] - 1 in inside)
        or (step == 0 and after[1].text == before[1].text)
    ):
        return Missing(f"“{_short(before[1])}”与“{_short(after[1])}”之间的标题")
    told = "重复" if step == 0 else "不连续"
    return Comparison(
        "broken",
        f"标题序号{told}：“{_short(before[1])}”之后为“{_short(after[1])}”{where(before[1], after[1])}。",
        (before[1], after[1]),
        culprit=after[1].passage_id,
    )


def _short(p: Passage) -> str:
    return (p.text or "")[:30]


def han_number(text: str) -> int:
    """一 … 九十九 as a number; 0 for anything else."""
    found = regex.search(r"[一二三四五六七八九十]+", text)
    if not found:
        return 0
    tens, ten, ones = found.group().partition("十")
    return (HAN.get(tens, 1) * 10 + HAN.get(ones, 0)) if ten else HAN.get(found.group(), 0)


@rule(
    "structure.annex", "所列附件缺失", "structure", "warning", "an annex that the report announces is there"
)
def structure_annex(facts: Facts) -> Examined:
    announced = [p for p in facts.passages if p.kind == "annex_announced"]
    last = max((i for i, p in enumerate(facts.passages) if p.kind == "annex_announced"), default=0)
    # A number above the list is that of the report itself in somebody else's file.
    present = [p for p in facts.passages[last:] if p.kind == "annex"]
    titles = [
        _plain(p.text or "") for p in (*present, *(t for t in facts.passages if t.kind == "table_title"))
    ]
    if announced and any(p.kind == "unreadable_page" for p in facts.passages):
        yield Missing("可读的附件")
        return
    missing = []
    for p in announced:
        there = any(a.number == p.number and p.number for a in present) or any(
            _plain(p.text or "") in t or t in _plain(p.text or "") for t in titles if len(t) > 4
        )
        if there or (len(announced) == 1 and present) or _tabled(facts, p.text or ""):
            yield HOLDS
        else:
            missing.append(p)
    if missing:
        numbers = "、".join(p.number or "" for p in missing if p.number)
        yield Comparison(
            "broken",
            f"文末列出附件{numbers}（共{len(missing)}个），文中未附{where(*missing)}。",
            tuple(missing[:8]),
            culprit=missing[0].passage_id,
        )


def _tabled(facts: Facts, name: str) -> bool:
    """Whether a form of the announced kind was read, whatever stands above it."""
    return ("自评表" in name and any(i.table_id for i in facts.indicators)) or (
        "基础数据" in name and any(f.statement == "base_data" for f in facts.in_tables)
    )


def _plain(text: str) -> str:
    return regex.sub(r"20\d{2}年度?|[《》\s]", "", text)
