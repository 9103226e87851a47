"""Differences: a printed change is this year's number less the one it is measured against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import Interval, above, below
from checks.compare.printed import last_place, narrow, printed, wide
from checks.compare.rates import follows
from checks.compare.relations import EXPECTED, HUNDRED, ReadInterval, compare_rate
from checks.comparison import HOLDS, Comparison, Examined, Missing, Repair, likeliest
from checks.facts import Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from checks.said.changes import from_rates, from_reasons, from_targets, from_to, twins
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Passage
from parsers.codes import Measure

PHASES: dict[Measure, str] = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}
MORE, LESS = "大于|高于|多于|超过|超出", "小于|低于|少于"
YEAR = regex.compile(r"20\d{2}")
FULL = Decimal(100)
SHOWN = 3
TWO = 2
NEXT = 4
"""Characters of marks between a number and the words about it."""
BUDGETS = {"年初": ["initial_budget"], "全年": ["adjusted_budget"], "调整": ["adjusted_budget"]}


@rule("difference.prior", "与上年相比的增减额", "difference", "error")
def difference_prior(facts: Facts) -> Examined:
    """增减额 = 本年决算 − 上年决算数, wherever that is printed (the same paragraph, tables, 基础数据表)."""
    before = [
        f for f in facts.select(origin="table", measure="prior_final") if f.concept and f.project is None
    ]
    for change in (f for f in facts.rates("change") if f.basis == "prior_year" and f.amount_yuan is not None):
        current = facts.before(change, ["final"], reach=1)
        executed = facts.before(change, ["initial_budget"]) if _is_budget(facts) else None
        held = [
            f for f in before if f.concept == change.concept and f.budget_kind in (None, change.budget_kind)
        ]
        # …支出86万元，上年80万元。⏎比上年增加5万元: both stand above.
        above = current is not None and paragraph(current) != paragraph(change)
        said = facts.before(change, ["prior_final"], reach=int(above))
        if executed is not None and said is not None and current is None and follows(executed, said):
            yield _difference(change, executed, said, "上年执行数")
        elif current is not None and said is not None:
            yield _difference(change, current, said, "上年决算")
        elif current is not None and len({f.amount_yuan for f in held}) == 1:
            yield _difference(change, current, held[0], "上年决算")


def _is_budget(facts: Facts) -> bool:
    """Whether this year's amounts are budgeted, and last year's were spent."""
    return facts.document.doc_type == "budget"


@rule("difference.row", "表内增减额与增减率", "difference", "error")
def difference_row(facts: Facts) -> Examined:
    """增减额 = 本年数 − 上年数, 增减率 = 增减额 ÷ 上年数, where one row of a table prints both years."""
    rows: dict[tuple[str, int], list[Fund]] = defaultdict(list)
    for f in facts.funds:
        if f.origin == "table" and f.table_id and f.row_no is not None:
            rows[f.table_id, f.row_no].append(f)
    for held in rows.values():
        amounts = [f for f in held if f.amount_yuan is not None and f.measure != "change"]
        if len(amounts) != TWO or len({f.period for f in amounts}) != TWO:
            continue
        before, now = sorted(amounts, key=lambda f: f.period or 0)
        for f in (f for f in held if f.item == now.item and f.basis != "total"):
            if f.measure == "change" and f.amount_yuan is not None:
                yield _difference(f, now, before, "上年数")
            elif f.measure == "change_rate" and before.value:
                yield _row_rate(f, now, before)


def _row_rate(rate: Fund, now: Fund, before: Fund) -> Comparison:
    def growth(read: ReadInterval) -> Interval:
        return (read(now) - read(before)) / read(before) * HUNDRED

    message = (
        f"{now.item}上年数{printed(before)}、本年数{printed(now)}，由此得{EXPECTED}，"
        f"印为{'-' if rate.value and rate.value < 0 else ''}{printed(rate)}{where(rate)}。"
    )
    percent = wide(rate).widened(last_place(rate) / 2) / HUNDRED
    repairs = ((now.fund_id, wide(before) + percent * wide(before)),)
    return compare_rate(rate, growth, message, (rate, now, before), repairs)


@rule("difference.twin", "同额两处的增减方向一致", "difference", "error")
def difference_twin(facts: Facts) -> Examined:
    """Two equal amounts of a report that changed by the same sum against one basis both rose or both fell.

    财政拨款支出预算17192万元减少990万元，其中一般公共预算17192万元减少990万元. Sums that are one but for a
    digit, or for 元 in place of 万元, are a warning.
    """
    yield from twins(facts)


@rule("difference.budget", "与年初预算相比的增减额", "difference", "error")
def difference_budget(facts: Facts) -> Examined:
    """增减额 = 决算 (or 调整预算) − 年初预算, where the same paragraph or the same statement prints both."""
    for change in (
        f
        for f in facts.rates("change")
        if f.basis in ("initial_budget", "adjusted_budget") and f.amount_yuan is not None
    ):
        current = facts.before(change, ["final"], reach=1) or _adjusted(facts, change)
        named = facts.before(change, [change.basis or ""], reach=1) or _in_tables(facts, change, change.basis)
        if current is None or named is None:
            continue
        # Beside two budgets (预算数…，调整数…，决算数…，增加…) the sentence may mean either.
        said = (facts.before(change, [m]) for m in PHASES if m not in (change.basis, current.measure))
        bases = [named, *(b for b in said if b is not None)]
        gap = facts.is_gap(change)
        yield likeliest(_difference(change, current, b, PHASES[b.measure], gap) for b in bases)


def _adjusted(facts: Facts, change: Fund) -> Fund | None:
    """年初预算90万元，调整为98万元，较年初预算增加8万元: the budget that another one was changed to."""
    return facts.before(change, ["adjusted_budget"]) if change.basis == "initial_budget" else None


def _in_tables(facts: Facts, said: Fund, measure: str | None) -> Fund | None:
    """The budget of an amount's own concept, where the tables print one alone."""
    alike = facts.select(origin="table", concept=said.concept) if said.concept else []
    wanted = (measure, said.budget_kind, said.project)
    held = [f for f in alike if (f.measure, f.budget_kind, f.project) == wanted]
    return held[0] if len({f.amount_yuan for f in held}) == 1 else None


def _difference(change: Fund, current: Fund, base: Fund, name: str, gap: bool = False) -> Comparison:
    """Current − base = change; a `gap` is said without its sign."""
    if (narrow(current) - narrow(base)).meets(narrow(change)):
        return HOLDS
    if gap and (narrow(base) - narrow(current)).meets(narrow(change)):
        return HOLDS
    assert current.amount_yuan is not None
    assert base.amount_yuan is not None
    assert change.amount_yuan is not None
    assert change.value is not None
    scale = last_place(change) * 10 ** (change.decimals or 0)
    expected = (current.amount_yuan - base.amount_yuan) / scale
    coarse = wide(current) - wide(base)
    decimals = max(f.decimals or 0 for f in (change, current, base) if f.unit == change.unit)
    word, should = ("增加" if v >= 0 else "减少" for v in (change.value, expected))
    return Comparison(
        state=State.NEAR if coarse.meets(wide(change)) else State.BROKEN,
        message=f"{current.item}{printed(current)}，{name}为{printed(base)}，"
        f"应{should}{abs(expected):.{decimals}f}{change.unit or ''}，印为{word}"
        f"{printed(change)}{where(change, base)}。",
        rows=(change, current, base),
        reported=change.value,
        expected=expected,
        unit=change.unit,
        culprit=change.fund_id,
        repairs=(
            (change.fund_id, coarse),
            (current.fund_id, wide(base) + wide(change)),
            (base.fund_id, wide(current) - wide(change)),
        ),
    )


@rule("difference.direction", "大于、小于、持平与数额相符", "difference", "error")
def difference_direction(facts: Facts) -> Examined:
    """决算数大于(小于, 等于)预算数, 与上年持平.

    The word against the two numbers that the paragraph, for 上年 the tables, print; 由4万元减少到3万元;
    增加2万元，减少的原因是; 减少2万元，增长5%.
    """
    for p in facts.noted("direction"):
        final = _said_before(facts, p, ["final"])
        bases = [] if final is None else list(_bases(facts, p, final))
        if final is None or not bases:
            yield Missing(f"“{fold(p.text or '')}”所比较的数额")
        else:
            yield likeliest(
                (_compared(p, final, b) for b in bases),
            )
    yield from from_to(facts)
    yield from from_reasons(facts)
    yield from from_rates(facts)
    yield from from_targets(facts)


def _said_before(facts: Facts, p: Passage, measures: list[str], like: Fund | None = None) -> Fund | None:
    """The last amount before the word, in its paragraph or the one above.

    An amount in between that no fund carries may be the one meant.
    """
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
    """What the word compares with.

    The budget that it names, any budget where it names none, last year's amount as the tables print it.
    """
    text = fold(p.text or "")
    if regex.search("上年|上一年|去年", text):
        held = [
            f
            for f in facts.select(origin="table", measure="prior_final")
            if f.concept and f.concept == final.concept and f.budget_kind == final.budget_kind
        ]
        yield from held if len({f.amount_yuan for f in held}) == 1 else []
        return
    named = next(
        (measures for word, measures in BUDGETS.items() if word in text),
        ["initial_budget", "adjusted_budget"],
    )
    years = YEAR.findall(text)
    for measure in named if not years or years == [str(facts.year)] else ():
        found = _said_before(facts, p, [measure], final) or _in_tables(facts, final, measure)
        if found is not None:
            yield found


def _compared(p: Passage, final: Fund, base: Fund) -> Comparison:
    """Final > base, < base or = base, as the word has it.

    Equal printings under 大于 or 小于 may differ in what was rounded away: near.
    """
    text = fold(p.text or "")
    word = "more" if regex.search(MORE, text) else "less" if regex.search(LESS, text) else "same"
    a, b = wide(final), wide(base)
    if word == "same":
        right, near = narrow(final).meets(narrow(base)), a.meets(b)
    else:
        high, low = (final, base) if word == "more" else (base, final)
        assert high.amount_yuan is not None
        assert low.amount_yuan is not None
        right, near = high.amount_yuan > low.amount_yuan, wide(high).high > wide(low).low
    if right:
        return HOLDS
    return Comparison(
        state=State.NEAR if near else State.BROKEN,
        message=(
            f"{final.item}决算{printed(final)}，{_name(base)}{printed(base)}，却称“{text}”，"
            f"与数额不符{where(p, base)}。"
        ),
        rows=(p, final, base),
        reported=final.value,
        expected=base.value,
        unit=final.unit,
        culprit=p.passage_id,
        repairs=((p.passage_id, Interval(a.low, a.high)), *_repairs(word, final, base)),
    )


def _name(base: Fund) -> str:
    return {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(base.measure, "上年决算")


def _repairs(word: str, final: Fund, base: Fund) -> tuple[Repair, ...]:
    a, b = wide(final), wide(base)
    if word == "same":
        return (final.fund_id, b), (base.fund_id, a)
    upward, downward = (above(b.low), below(a.high)) if word == "more" else (below(b.high), above(a.low))
    return (final.fund_id, upward), (base.fund_id, downward)


@rule("difference.complete", "完成预算100%与大于、小于预算数", "difference", "error")
def difference_complete(facts: Facts) -> Examined:
    """完成预算100% beside 决算数大于预算数503.37万元: the budget is the outturn less what it is more.

    Without an amount all such places of a report are one warning: the word was left over from the template.
    Beside 100 % the difference may be rounded away: info. Where the budget is printed the word is held
    against it instead.
    """
    vague: list[Comparison] = []
    for p in facts.noted("direction"):
        rate = _rate_before(facts, p)
        if rate is None or _has_budget(facts, p):
            continue
        text = fold(p.text or "")
        word = 1 if regex.search(MORE, text) else -1 if regex.search(LESS, text) else 0
        told = _changed_by(facts, p, rate)
        final = facts.before(rate, ["final"], reach=1)
        if told is not None and final is not None:
            yield _of_change(rate, told, final)
        elif word == 0 or (wide(rate).high > FULL if word > 0 else wide(rate).low < FULL):
            rounded = replace(_contradicted(rate, p, text), state=State.NEAR)
            yield rounded if rate.value == FULL and word else HOLDS
        else:
            vague.append(_contradicted(rate, p, text))
    yield from _gathered(vague)


def _has_budget(facts: Facts, p: Passage) -> bool:
    """Whether the two amounts that the words compare are printed."""
    final = _said_before(facts, p, ["final"])
    return final is not None and next(_bases(facts, p, final), None) is not None


def _rate_before(facts: Facts, p: Passage) -> Fund | None:
    """The completion rate that the words follow in their sentence, nothing but marks between them."""
    held = [f for f in facts.paragraphs.get(paragraph(p), []) if offset(f) < offset(p)]
    last = held[-1] if held else None
    near = last is not None and offset(p) - offset(last) <= NEXT + len(last.raw or "")
    return last if last is not None and near and last.measure == "completion_rate" else None


def _changed_by(facts: Facts, p: Passage, rate: Fund) -> Fund | None:
    """The amount by which the words say that the outturn differs."""
    after = [f for f in facts.paragraphs.get(paragraph(p), []) if offset(f) > offset(p)]
    end = offset(p) + len(p.text or "") + NEXT
    told = after[0] if after and offset(after[0]) <= end else None
    of_budget = told is not None and told.measure == "change" and told.basis == rate.basis
    return told if of_budget and told is not None and told.value else None


def _of_change(rate: Fund, change: Fund, final: Fund) -> Comparison | Missing:
    """Completion = outturn ÷ (outturn − change)."""
    assert change.value is not None

    def expected(read: ReadInterval) -> Interval:
        return read(final) / (read(final) - read(change)) * HUNDRED

    word = "大于" if change.value > 0 else "小于"
    message = (
        f"{final.item}决算{printed(final)}，称{word}预算数{printed(change)}，由此完成预算应为{EXPECTED}，"
        f"却称完成{printed(rate)}{where(rate, change)}。"
    )
    try:
        return compare_rate(rate, expected, message, (rate, final, change))
    except ZeroDivisionError:
        return Missing(f"{rate.item}的非零预算数")


def _contradicted(rate: Fund, p: Passage, text: str) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"{rate.item}完成预算{printed(rate)}，却称“{text}”，两说不合{where(rate)}。",
        rows=(rate, p),
        reported=rate.value,
        unit="%",
        severity="warning",
        culprit=rate.fund_id,
    )


def _gathered(found: list[Comparison]) -> Iterator[Comparison]:
    """One finding for all places of a report: a sentence of the template that nobody changed."""
    if len(found) < 2:
        yield from found
        return
    rates = [r for c in found for r in c.rows if isinstance(r, Fund)]
    named = "、".join(r.item for r in rates[:SHOWN])
    yield replace(
        found[0],
        message=f"{named}等{len(found)}处称完成预算与“大于”“小于”预算数的说法不合{where(*rates)}。",
        rows=tuple(r for c in found[:SHOWN] for r in c.rows),
        reported=None,
    )
