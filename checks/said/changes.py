"""Changes: by both of their ends (由4.42万元减少到3.42万元), by their reasons, and two of one amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checks.codes import Severity, State
from checks.compare.printed import printed, wide
from checks.compare.rates import grown
from checks.compare.slips import SIGNIFICANT, is_slip_of, significant
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, paragraph, where
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Fund, Passage

UP = ("增加", "增长", "上升", "提高", "提升", "扩大")
DOWN = ("减少", "下降", "降低", "压缩", "压减", "缩减", "回落")
YEAR_OF = r"(?:20\d{2}年度?(?:末|底)?的?)?"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
UNIT = "亿元|万元|元|%|人次|批次|人|个|辆|户"
FROM_TO = regex.compile(
    rf"[由从](?:原来|上年|去年)?的?{YEAR_OF}[^\d，,。；;第]{{0,10}}(?P<a>{NUMBER})(?P<unit>{UNIT})?"
    rf"(?P<word>{'|'.join((*UP, *DOWN))})(?:到|至|为)了?(?:今年|本年)?的?{YEAR_OF}"
    rf"(?P<b>{NUMBER})(?P<other>{UNIT})(?!以[内下上])"
)
AGAINST = regex.compile(
    rf"(?P<a>{NUMBER})%[,，]?(?P<word>大于|高于|超过|小于|低于|未达到?)了?[^\d，,。；;]{{0,8}}"
    rf"(?:指标|目标|标准|计划)(?:值|数|要求)?(?:[≥≧>]=?|为|的)?(?P<b>{NUMBER})%"
)
"""满意度99.1%，大于年度指标值≥95%."""
LESS = ("小于", "低于", "未达")
APART = Decimal(2)
"""What is more than so many times the other is by how much it is more: 高于目标值5%."""
REASON = regex.compile(
    rf"(?P<word>{'|'.join((*UP, *DOWN))})了?(?P<n>{NUMBER})(?P<unit>{UNIT})"
    r"[,，;；。(（]?其?(?:[支收][出入]|经费|费用)?"
    rf"(?P<why>{'|'.join((*UP, *DOWN))})的?(?:主要|具体)?(?:原因|理由|系|是?由于|是?因为)"
)
"""增加2万元，减少的主要原因是: a change, and the reasons of one."""
RATE = regex.compile(
    rf"(?P<word>{'|'.join((*UP, *DOWN))})了?(?P<n>{NUMBER})(?P<unit>{UNIT})[,，、(（]?"
    rf"(?P<way>{'|'.join((*UP, *DOWN))})(?:了|率|幅度?|比例)?(?:达到?|为)?"
    rf"(?:(?P<rate>{NUMBER})%(?=[,，。；;)）、]|$)|(?<=增长|下降)$)"
)
"""减少2万元，增长5%: a change, and its rate right behind; of a line that ends there the word alone."""
SIDES = ("收入", "支出")
BEFORE = 20
"""Characters in front of a change that tell what changed."""
STATED = ("final", "initial_budget")


def from_to(facts: Facts) -> Iterator[Comparison]:
    """The word between two ends against which of them is more; equal ends are no change at all."""
    for row, text in facts.texts:
        for found in FROM_TO.finditer(text):
            if found["unit"] not in (None, found["other"]):
                continue
            before, after = (Decimal(found[end].replace(",", "")) for end in "ab")
            rose = found["word"] in UP
            if before != after and (after > before) == rose:
                yield HOLDS
                continue
            yield _broken(row, f"“{found.group()}”：前后两数与“{found['word']}”不符")


def _broken(row: Passage | Figure, said: str) -> Comparison:
    """The comparison of words of one text that contradict each other."""
    return Comparison(state=State.BROKEN, message=f"{said}{where(row)}。", rows=(row,))


def from_reasons(facts: Facts) -> Iterator[Comparison]:
    """The word of a change against that of the reasons given for it right behind."""
    for row, text in facts.texts:
        for found in REASON.finditer(text):
            if not Decimal(found["n"].replace(",", "")):
                continue
            if (found["word"] in UP) == (found["why"] in UP):
                yield HOLDS
                continue
            change = f"{found['word']}{found['n']}{found['unit']}"
            said = text[max(0, found.start() - BEFORE) : found.end()]
            yield _broken(
                row, f"“{change}”之后说明的却是“{found['why']}”的原因，增减方向前后不一致（“{said}”）"
            )


def from_rates(facts: Facts) -> Iterator[Comparison]:
    """The word of a change against that of its rate right behind it; where both are 0 the words alone."""
    told: set[tuple[int, str]] = set()  # a paragraph that was taken for a heading says its sentences twice
    for row, text in facts.texts:
        for found in RATE.finditer(text):
            place = paragraph(row), found.group()
            if place in told and isinstance(row, Figure):
                continue
            told |= {place} if isinstance(row, Passage) else set()
            moved = [Decimal(found[n].replace(",", "")) for n in ("n", "rate") if found[n]]
            if any(moved) and not all(moved):
                continue
            if (found["word"] in UP) == (found["way"] in UP):
                yield HOLDS
                continue
            said = text[max(0, found.start() - BEFORE) : found.end()]
            moves = (f for f in facts.paragraphs.get(paragraph(row), ()) if f.measure == "change")
            own = [f.fund_id for f in moves if fold(f.raw) == found["n"] + found["unit"]]
            differ = "方向相反" if all(moved) else "均为0，所用词语却一增一减"
            yield replace(
                _broken(row, f"“{said}”：增减额与增减率{differ}"),
                severity=None if all(moved) else "warning",
                culprit=own[0] if len(own) == 1 else None,
            )


def from_targets(facts: Facts) -> Iterator[Comparison]:
    """The word between a rate and its target against which of them is more."""
    for row, text in facts.texts:
        for found in AGAINST.finditer(text):
            a, b = (Decimal(found[end].replace(",", "")) for end in "ab")
            less = found["word"].startswith(LESS)
            if a == b or max(a, b) > min(a, b) * APART or (a < b) == less:
                yield HOLDS
                continue
            yield _broken(row, f"“{found.group()}”：两数的大小与“{found['word']}”不符")


def twins(facts: Facts) -> Iterator[Comparison]:
    """Two equal amounts of a report and by how much, and which way, they changed against one basis."""
    changed: dict[tuple[Decimal, str | None], list[Fund]] = defaultdict(list)
    for change in facts.rates("change", origin="text"):
        current = facts.before(change, ["final", "initial_budget"])
        if not change.amount_yuan or change.approximate or current is None or current.value is None:
            continue
        if significant(current.value) >= SIGNIFICANT:  # 2.00万元 is alike by chance
            assert current.amount_yuan is not None
            changed[current.amount_yuan, change.basis].append(change)
    for held in changed.values():
        for n, other in enumerate(held):
            earlier = (_twins(facts, f, other, held) for f in held[:n])
            yield from (c for c in earlier if c is not None)


def _twins(facts: Facts, first: Fund, other: Fund, held: Sequence[Fund]) -> Comparison | None:
    """The comparison of two changes of one amount; null where they are of two things."""
    a, b = first.amount_yuan or Decimal(0), other.amount_yuan or Decimal(0)
    if abs(a) == abs(b):
        if a * b > 0:
            return HOLDS
        odd = [f for f in held if f.amount_yuan == a], [f for f in held if f.amount_yuan == b]
        culprit = other if len(odd[1]) < len(odd[0]) else first
        found = _contradicting(first, other, "与增减额相同而方向相反")
        return replace(found, culprit=culprit.fund_id)
    if a * b > 0 and is_slip_between(facts, first, other):
        return _contradicting(first, other, "相同，增减额只差一字", "warning")
    return None


def _contradicting(a: Fund, b: Fund, how: str, severity: Severity | None = None) -> Comparison:
    """Two changes of one amount, and how they differ, in words."""
    words = ["增加" if f.value and f.value > 0 else "减少" for f in (a, b)]
    said = "，".join(f"{f.item}{word}{printed(f)}" for f, word in zip((a, b), words, strict=True))
    return Comparison(
        state=State.BROKEN,
        message=f"{said}，两处本年数{how}{where(a, b)}。",
        rows=(a, b),
        reported=b.value,
        expected=a.value if severity or b.value is None else -b.value,
        unit=b.unit,
        severity=severity,
        repairs=((a.fund_id, wide(b)), (b.fund_id, wide(a))) if severity else (),
    )


def is_slip_between(facts: Facts, a: Fund, b: Fund) -> bool:
    """Whether one of two changes of an equal amount is the other with a digit mistyped.

    Not where they are of two sides (收入, 支出), where another change makes up what they differ by
    (一般公共预算增加991万元，政府性基金减少10万元), or where the rate printed beside each bears it out.
    """
    first, other = _size(a), _size(b)
    sides = [tuple(side in f.item for side in SIDES) for f in (a, b)]
    if sides[0] != sides[1] or not is_slip_of(first, other):
        return False
    moved = {_size(f) for f in facts.rates("change", origin="text")}
    borne_out = {c.fund_id for c in _borne_out(facts)}
    return abs(first - other) not in moved and not {a.fund_id, b.fund_id} <= borne_out


def _size(change: Fund) -> Decimal:
    return abs(change.amount_yuan or Decimal(0))


def _borne_out(facts: Facts) -> Iterator[Fund]:
    """The changes beside which a rate is printed that they and their amount give."""
    for rate in facts.rates("change_rate", origin="text"):
        change = facts.before(rate, ["change"])
        current = change and facts.before(change, STATED)
        if change and current and current.amount_yuan != change.amount_yuan and rate.value:
            try:
                if wide(rate).meets(grown(change, current, wide)):
                    yield change
            except ZeroDivisionError:
                continue
