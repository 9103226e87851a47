"""Direction words: 大于, 小于, 持平 against the numbers that they are said of."""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Passage

from .facts import Facts, offset, paragraph, same_subject, where
from .interval import Interval, above, below
from .reading import narrow, printed, wide
from .registry import HOLDS, Comparison, Examined, Missing, Repair, rule

MORE, LESS = "大于|高于|多于|超过|超出", "小于|低于|少于"
BUDGETS = {"年初": ["initial_budget"], "全年": ["adjusted_budget"], "调整": ["adjusted_budget"]}


@rule(
    "difference.direction",
    "大于、小于、持平与数额相符",
    "difference",
    "error",
    "决算数大于(小于, 等于)预算数, 与上年持平: the word against the two numbers that the paragraph, for 上年 the tables, print",
)
def difference_direction(facts: Facts) -> Examined:
    for p in (p for p in facts.passages if p.kind == "direction"):
        final = _said_before(facts, p, ["final"])
        bases = [] if final is None else list(_bases(facts, p, final))
        if final is None or not bases:
            yield Missing(f"“{fold(p.text or '')}”所比较的数额")
        else:
            yield min(
                (_compared(p, final, b) for b in bases),
                key=lambda c: ("holds", "near", "broken").index(c.state),
            )


def _said_before(facts: Facts, p: Passage, measures: list[str], like: Fund | None = None) -> Fund | None:
    """The last amount before the word, in its paragraph or the one above. An amount in between that no fund carries may be the one meant."""
    here = paragraph(p)
    for number in (here, here - 1):
        end = offset(p) if number == here else 10**9
        held = [
            f
            for f in facts.paragraphs.get(number, [])
            if f.measure in measures and offset(f) < end and (like is None or same_subject(f, like))
        ]
        if held:
            unread = any(offset(held[-1]) < offset(x) < end for x in facts.unread.get(number, []))
            return None if unread or held[-1].approximate else held[-1]
        if number == here and any(
            offset(x) < end for x in (*facts.unread.get(number, []), *facts.paragraphs.get(number, []))
        ):
            return None
    return None


def _bases(facts: Facts, p: Passage, final: Fund) -> Iterator[Fund]:
    """What the word compares with: the budget that it names, any budget where it names none, last year's amount as the tables print it."""
    text = fold(p.text or "")
    if regex.search("上年|上一年|去年", text):
        held = [
            f
            for f in facts.in_tables
            if f.measure == "prior_final"
            and f.concept
            and f.concept == final.concept
            and f.budget_kind == final.budget_kind
        ]
        yield from held if len({f.amount_yuan for f in held}) == 1 else []
        return
    named = next(
        (measures for word, measures in BUDGETS.items() if word in text),
        ["initial_budget", "adjusted_budget"],
    )
    for measure in named:
        found = _said_before(facts, p, [measure], final)
        if found is not None:
            yield found


def _compared(p: Passage, final: Fund, base: Fund) -> Comparison:
    """final > base, < base or = base, as the word has it. Equal printings under 大于 or 小于 may differ in what was rounded away: near."""
    text = fold(p.text or "")
    word = "more" if regex.search(MORE, text) else "less" if regex.search(LESS, text) else "same"
    a, b = wide(final), wide(base)
    if word == "same":
        right, near = narrow(final).meets(narrow(base)), a.meets(b)
    else:
        high, low = (final, base) if word == "more" else (base, final)
        assert high.amount_yuan is not None and low.amount_yuan is not None
        right, near = high.amount_yuan > low.amount_yuan, wide(high).high > wide(low).low
    if right:
        return HOLDS
    return Comparison(
        "near" if near else "broken",
        f"{final.item}决算{printed(final)}，{_name(base)}{printed(base)}，却称“{text}”，与数额不符{where(p, base)}。",
        (p, final, base),
        final.value,
        base.value,
        None,
        final.unit,
        None,
        p.passage_id,
        ((p.passage_id, Interval(a.low, a.high)), *_repairs(word, final, base)),
    )


def _name(base: Fund) -> str:
    return {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(base.measure, "上年决算")


def _repairs(word: str, final: Fund, base: Fund) -> tuple[Repair, ...]:
    a, b = wide(final), wide(base)
    if word == "same":
        return (final.fund_id, b), (base.fund_id, a)
    upward, downward = (above(b.low), below(a.high)) if word == "more" else (below(b.high), above(a.low))
    return (final.fund_id, upward), (base.fund_id, downward)
