"""The narrative (情况说明) → quantities: read clause by clause, with a subject that carries on.

A number belongs to the nearest subject before it. What it measures is told by the words between subject and number
(年初预算为, 支出决算为, 比上年增加, 占…的, 完成…的); what they leave open is taken from the clauses before: the year compared
with, the budget named, the whole that a share is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extract.fold import fold_with_index

from .lexicon import code_of, load
from .names import clean_item
from .numbers import MONEY, PERCENT
from .report import Quantity
from .sections import Placed

CLASSIFIED = regex.compile(r"([^，,。；;:：“”\"、]*?[(（]类[)）])?([^，,。；;:：]*?[(（]款[)）])?([^，,。；;:：]*?[(（]项[)）])")
CLAUSE = regex.compile(r"[，,；;。：:！？]")
PERCENT_IN_TEXT = regex.compile(rf"(?<![\d.])(?P<number>{PERCENT.pattern[:-1]})(?P<unit>%)")
BASIS_YEAR = regex.compile(r"(比|较|与|同)(上一?年度?|去年|上一?度|\d{4}年(?!.*预算数?[增减]))")
CONTEXT = regex.compile(
    r"(?:用于|在)(?:举办|开展|组织)?(?P<s>[^，,。；;:：]{4,40}?)中?[，,](?![^，,。；;]*[，,].*(?:用于|在).*中[，,])|未举办(?P<t>[^，,。；;]{2,30}?)(?:活动)?[，,]"
)
COMPARED = regex.compile("比|较|同上|与上|与去|与\\d{4}")
INVOLVED = regex.compile(r"(?P<s>[^，,。；;:：]{2,40}?)(?:个数|数量)?共?\d+个[，,](?:其中)?[^，,。；;]{0,6}$")
OPTION = regex.compile(r"[(（/](?:增加|减少|增长|下降|上升|降低)[)）]?")


@dataclass
class Thread:
    """What carries on from clause to clause within a section."""

    subject: str = ""
    level: int | None = None
    section: str | None = None
    budget: str = "initial_budget"
    basis: str = "prior_year"
    parent: str | None = None
    queue: list[str] = field(default_factory=list)
    last_money: Quantity | None = None
    changed: bool = False
    compared: bool = False
    context: str = ""
    own: bool = False
    carried: str | None = None


@dataclass(frozen=True)
class Number:
    """A number of money or a percentage in folded text: its span, the words before it back to the last number or clause end."""

    text: str
    unit: str
    start: int
    end: int
    approximate: bool
    lead: str
    clause: str
    after: str


def read_narrative(placed: list[Placed], doc_type: str, unit_name: str | None) -> list[Quantity]:
    """The quantities that the narrative states, in its order."""
    out: list[Quantity] = []
    thread = Thread()
    section: tuple[object, ...] = ()
    for p in placed:
        here = (p.part, p.path[:2], p.statement)
        if here != section:
            thread, section = Thread(budget=thread.budget), here
        if p.heading and not PERCENT_IN_TEXT.search(p.folded):
            continue
        out.extend(_read_paragraph(p, thread, doc_type, unit_name))
    return out


def _read_paragraph(p: Placed, thread: Thread, doc_type: str, unit_name: str | None) -> Iterator[Quantity]:
    folded, index = fold_with_index(p.paragraph.text.chars)
    numbered = regex.match(r"^(\d{1,2}[、.](?!\d)|[(（][一二三四五六七八九十\d]+[)）])", folded)
    if not regex.match(r"^(其中|[(（]?\d)", folded) and not numbered:
        thread.parent = None
    thread.basis, thread.changed, thread.compared, thread.context = "prior_year", False, False, ""
    thread.own, thread.carried = False, None
    position = 0
    for number in _numbers(folded):
        _follow(folded[position : number.start], thread)
        position = number.end
        quantity = _quantity(p, number, folded, index, thread, doc_type, unit_name)
        if quantity is not None:
            yield quantity
    _follow(folded[position:], thread)


def _numbers(folded: str) -> list[Number]:
    """Amounts and percentages of a paragraph in order."""
    spans = [(m, True) for m in MONEY.finditer(folded)] + [(m, False) for m in PERCENT_IN_TEXT.finditer(folded)]
    out: list[Number] = []
    for m, money in sorted(spans, key=lambda s: s[0].start("number")):
        start, end = m.start("number"), m.end()
        if out and start < out[-1].end:
            continue
        clause_start = max((c.end() for c in CLAUSE.finditer(folded, 0, start)), default=0)
        lead = folded[max(clause_start, out[-1].end if out else 0) : start]
        unit = m["unit"] if not money or m["unit"].endswith("元") else m["unit"] + "元"
        near = money and bool(m["near"] or m["more"] or m["more2"])
        out.append(Number(m["number"], unit, start, end, near, lead, folded[clause_start:start], folded[end : end + 12]))
    return out


def _follow(words: str, thread: Thread) -> None:
    """What the words between two numbers change: subject, context, basis."""
    for found in CLASSIFIED.finditer(words):
        thread.subject = _plain_item(found.group(3))
        thread.level, thread.section = 3, found.group().lstrip("“")
        thread.parent = None
    if "。" in words:
        thread.changed = False
    if regex.search("[。；;]", words):
        thread.context = ""
    if "。" in words:
        thread.carried = None
    if named := CONTEXT.search(words):
        thread.context = named["s"] or named["t"]
    thread.compared = thread.compared or bool(COMPARED.search(words))
    if BASIS_YEAR.search(words):
        thread.basis = "prior_year"
    if regex.search(r"(比|较|与|同)(年初预算|年初部门预算|预算数?)", words):
        thread.basis = "initial_budget"
    elif regex.search(r"(比|较)\d{4}年(度)?(部门)?预算", words):
        thread.basis = "prior_year"
    if cause := regex.search(r"(?:主要)?原因是?[:：]?(?P<s>[^，,。；;:：\d]{2,20}?)(增加|减少)[，,]", words):
        thread.subject = cause["s"]
    if "其中" in words:
        last = thread.last_money
        thread.parent = last.key if last is not None else thread.parent


def _plain_item(text: str) -> str:
    """类款项 names without their marks: 事业运行（项） → 事业运行."""
    return clean_item(regex.sub(r"[(（][类款项][)）]", "", text)).strip('“”"')


def _quantity(p: Placed, n: Number, folded: str, index: list[int], thread: Thread, doc_type: str, unit_name: str | None) -> Quantity | None:
    lexicon = load("narrative")
    percent = n.unit == "%"
    if _is_threshold(n, lexicon) or (percent and n.after.startswith("以上")):
        return None
    measure, sign, basis, whole = _measure(n, thread, doc_type, percent)
    if measure is None:
        return None
    item = _subject(n, thread, measure, unit_name, doc_type, folded)
    statement = _statement(p, n, item, thread, doc_type, percent)
    if statement is None or not item:
        return None
    start, end = index[n.start], index[n.start + len(n.text) - 1] + 1
    last = index[min(n.end, len(index)) - 1] + 1
    key = p.paragraph.locator(start, end)
    sentence = folded.count("。", 0, n.start)
    parent = thread.parent if not percent and measure != "change" else None
    quantity = Quantity(
        place=p.paragraph.text.place(start, end, key, p.paragraph.text.chars[start:last]),
        statement=statement,
        item=item,
        measure=measure,
        number=n.text,
        unit=n.unit,
        key=key,
        group=f"p{p.paragraph.index}s{sentence}{'%' if percent else ''}",
        origin="text",
        basis=basis,
        basis_item=whole,
        sign=sign,
        approximate=n.approximate,
        project=p.project,
        section=thread.section if item == thread.subject and thread.section else (p.path[-1] if p.path else None),
        level=thread.level if item == thread.subject else None,
        parent=parent,
        part="of_which" if parent else None,
    )
    if measure == "change" and item != thread.subject:
        thread.subject, thread.level, thread.section = item, None, None
    if not percent and measure != "change":
        if thread.parent is None or not _listed(folded, n):
            thread.last_money = quantity
        if item != thread.subject:
            thread.subject, thread.level, thread.section = item, None, None
    return quantity


def _listed(folded: str, n: Number) -> bool:
    return "其中" in folded[: n.start]


def _is_threshold(n: Number, lexicon: dict[str, object]) -> bool:
    words = lexicon["words"]
    assert isinstance(words, dict)
    return bool(regex.match(r"(\(含\))?(以上|以下|及以上|以内)", n.after)) or bool(regex.search(words["threshold"], n.clause))


def _measure(n: Number, thread: Thread, doc_type: str, percent: bool) -> tuple[str | None, int, str | None, str | None]:
    """(measure, sign, basis, whole of a share) by the words before the number."""
    lexicon = load("narrative")
    lead = OPTION.sub("", n.lead)
    rise, fall = _last(lexicon["rise"], lead), _last(lexicon["fall"], lead)
    if max(rise, fall) >= 0 and (percent or thread.compared or COMPARED.search(lead)) and not regex.search("占|完成", lead[max(rise, fall) :]):
        thread.changed = True
        sign = -1 if fall > rise else 1
        if percent and thread.last_money is None:
            return None, 1, None, None
        return ("change_rate" if percent else "change"), sign, thread.basis, None
    if found := regex.search(r"占(?P<whole>.*?)的?(比例|比重|比)?(为|达|约)?$", lead):
        return ("share" if percent else None), 1, "total", found["whole"].rstrip("的") or None
    if not percent:
        code = code_of("narrative", "measures", lead) or ("initial_budget" if doc_type == "budget" else None)
        if code in ("initial_budget", "adjusted_budget"):
            thread.budget = code
        if doc_type in ("self_evaluation", "evaluation"):
            # A list of what a sum is made of says once what it measures.
            thread.carried = code = code or (thread.carried if thread.carried == "adjusted_budget" else None)
        return code or "final", 1, None, None
    code = code_of("narrative", "rates", lead)
    if code is None and thread.changed and n.lead in ("、", "和"):
        return "change_rate", 1, thread.basis, None
    if code == "completion_rate":
        named = "adjusted_budget" if regex.search("全年|调整", lead) else "initial_budget" if "年初" in lead else thread.budget if "预算" in lead else None
        return (code, 1, named, None) if named else (None, 1, None, None)
    return code, 1, {"execution_rate": "adjusted_budget", "arrival_rate": "received"}.get(code or ""), None


def _last(pattern: str, text: str) -> int:
    return max((m.start() for m in regex.finditer(pattern, text)), default=-1)


def _subject(n: Number, thread: Thread, measure: str, unit_name: str | None, doc_type: str, folded: str) -> str:
    """The subject named before the number, or the one that carries on."""
    words = load("narrative")["words"]
    lead = n.lead
    if thread.queue and lead in ("、", "和", ""):
        return thread.queue.pop(0)
    if "涉及" in n.clause and (found := INVOLVED.search(folded[: n.start])):
        return clean_item(regex.sub(r"^(其中|全过程绩效管理实施情况)|\d{4}年度?|本部门|本单位|我单位", "", found["s"]))
    lead = _before_verb(OPTION.sub("", lead), measure)
    if unit_name:
        lead = lead.replace(unit_name, "")
    if found := CLASSIFIED.search(lead):
        lead = _plain_item(found.group(3)) + lead[found.end() :].strip('”"')
    elif not regex.search(r"[(（][类款项境][)）]", lead):
        lead = regex.sub(r"^.*[(（](?=[^()（）]*$)|[(（][^()（）]*[)）]$", "", lead)
    bare = regex.sub(words["lead"], "", _trimmed(lead))
    lead, previous = bare, None
    while previous != lead:
        previous = lead
        lead = regex.sub(words["tail"], "", regex.sub(words["lead"], "", _trimmed(lead)))
    if "分别" in n.lead and "、" in lead:
        names = [x for x in lead.split("、") if x]
        thread.queue = names[1:]
        return names[0]
    if lead and not regex.fullmatch(words["generic"], lead):
        return clean_item(lead)
    if doc_type == "budget" and regex.fullmatch("(收入|支出)预算", bare):
        return bare
    listed = "其中" in n.lead and bare and not regex.fullmatch(words["generic"], bare)
    return clean_item(bare) if listed else thread.context or thread.subject


def _trimmed(words: str) -> str:
    """Words without the marks around them: stray brackets, and an explanation in brackets at the end."""
    words = words.strip("、,，;；:：”")
    words = regex.sub(r"^[)）]+|[(（]+$", "", words)
    if len(regex.findall("[(（]", words)) != len(regex.findall("[)）]", words)):
        words = words.strip("()（）")
    return str(regex.sub(r"(?<=.)[(（][^()（）类款项境]{2,}[)）]$", "", words))


def _before_verb(lead: str, measure: str) -> str:
    """The words before the one that tells the measure: before 增加, 占, 完成."""
    lexicon = load("narrative")
    if measure in ("change", "change_rate"):
        return str(regex.sub(r"(比|较|与|同).*$", "", regex.split(f"{lexicon['rise']}|{lexicon['fall']}", lead)[0]))
    if measure == "share":
        return lead[: lead.rindex("占")]
    if measure.endswith("_rate"):
        return str(regex.split("完成|资金执行率|预算执行率|执行率|到位率", lead)[0])
    return lead


def _statement(p: Placed, n: Number, item: str, thread: Thread, doc_type: str, percent: bool) -> str | None:
    """The statement that the number belongs to; null where the sentence speaks of no money of the unit."""
    words = load("narrative")["words"]
    about_money = regex.search(words["money"], n.clause + item)
    involved = regex.search("涉及", n.clause)
    if involved and not percent:
        return "other"
    if p.statement == "performance":
        return None
    if doc_type in ("self_evaluation", "evaluation") or p.part == "annex":
        own = "fund_usage" if doc_type == "evaluation" else "self_evaluation"
        if percent:
            return own if thread.last_money is not None else None
        thread.own = bool(about_money or thread.own) and not regex.search(words["foreign"], n.clause + item)
        return own if thread.own else "other"
    if p.project:
        return None if percent else "other"
    if doc_type == "budget":
        return (
            code_of("narrative", "subjects", n.clause)
            or code_of("narrative", "subjects", item)
            or (p.statement or ("general_expenditure" if thread.level else None))
        )
    if p.part in ("overview", "tables", "glossary"):
        return None
    return p.statement if p.statement not in ("glossary", None) else None
