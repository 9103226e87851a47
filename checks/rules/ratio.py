"""Ratios: a printed rate is the quotient of what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checks.codes import State
from checks.compare.interval import Interval, total
from checks.compare.printed import last_place, narrow, printed, wide
from checks.compare.rates import best_reading, on_zero, quotient, rated
from checks.compare.relations import EXPECTED, HUNDRED, ReadInterval, compare_rate
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import RATES, Facts, offset, paragraph, same_subject, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.concepts import concept_of
from normalize.parents import WHOLES
from normalize.schema import Fund

ALL_OF_IT = regex.compile(
    "^(总|全部)(支出|资金|金额|经费|额|数)$|^合计$|^(总预算|预算总)(收入|支出)$|^总(收入|支出)预算$"
)
"""What a list calls its own whole, whatever that was called before it: 占总支出的."""

ABOVE = 2
"""Paragraphs above a share that may name its whole."""
PHASE = regex.compile("(?:预算|决算)(?:数|额|总额)?$")
"""What a whole that is named again may be called besides: 占政府采购预算的."""


@rule("ratio.share", "占比", "ratio", "error")
def ratio_share(facts: Facts) -> Examined:
    """占 = part ÷ the whole that the sentence names, or the one that its list stands under."""
    for rate in facts.rates("share", origin="text"):
        part = facts.before(rate, ["final", "initial_budget", "adjusted_budget", "received"])
        wholes = (
            [] if part is None else [w for w in dict.fromkeys(_wholes(facts, rate, part)) if w.amount_yuan]
        )
        if part is None or not wholes:
            yield Missing(f"{rate.item}占比的{'分子' if part is None else '分母'}")
            continue
        found = next(
            best_reading(
                e
                for whole in wholes
                for e in rated(
                    rate,
                    part,
                    whole,
                    (
                        f"{part.item}{printed(part)}÷{whole.item}{printed(whole)}＝{EXPECTED}，印为占"
                        f"{printed(rate)}{where(rate)}。"
                    ),
                )
            )
        )
        broken = isinstance(found, Comparison) and found.state == State.BROKEN
        if broken and _of_earlier(facts, rate, part, wholes):
            yield Missing(f"{rate.item}占比的分子")
        elif broken and _of_other_phase(facts, rate, part, wholes):
            yield Missing(f"{rate.item}是预算数还是决算数")
        else:
            yield found


@rule("ratio.shares", "同一总数的各占比", "ratio", "warning")
def ratio_shares(facts: Facts) -> Examined:
    """Amounts and their shares of one whole that is printed nowhere give one whole: each amount ÷ its share.

    基本支出80万元，占支出总预算的80%；项目支出20万元，占支出总预算的12%.
    """
    groups: dict[tuple[str | None, ...], list[tuple[Fund, Fund]]] = defaultdict(list)
    for rate in facts.rates("share", origin="text"):
        part = facts.before(rate, ["final", "initial_budget"])
        if part is None or not rate.basis_item or not part.value or wide(rate).low <= 0:
            continue
        if not any(w.amount_yuan for w in _wholes(facts, rate, part)):
            whole = regex.sub("[的数]", "", fold(rate.basis_item))
            groups[part.statement, part.measure, part.budget_kind, whole].append((part, rate))
    for pairs in groups.values():
        (first, of_first), *others = sorted(pairs, key=lambda x: -(x[1].value or 0))
        compared = (_of_one_whole(first, of_first, part, rate) for part, rate in others)
        yield from (c if c.state == State.BROKEN else HOLDS for c in compared)


def _of_one_whole(first: Fund, of_first: Fund, part: Fund, rate: Fund) -> Comparison:
    """A share against the whole that another amount and its share give."""

    def expected(read: ReadInterval) -> Interval:
        return read(part) / (read(first) / read(of_first))

    message = (
        f"{first.item}{printed(first)}占{of_first.basis_item}的{printed(of_first)}，按此{part.item}"
        f"{printed(part)}应占{EXPECTED}，印为占{printed(rate)}{where(of_first, rate)}。"
    )
    return compare_rate(rate, expected, message, (rate, part, of_first, first))


def _of_other_phase(facts: Facts, rate: Fund, part: Fund, wholes: list[Fund]) -> bool:
    """Whether the share is right of the same whole in another phase: budgeted where the part was spent."""
    others = (
        f
        for w in wholes
        for f in facts.by_concept.get(w.concept, ())
        if w.concept and f.statement == w.statement and f.measure != w.measure
    )
    return any(wide(rate).meets(quotient(part, f)(wide)) for f in others if not wide(f).holds(Decimal(0)))


def _of_earlier(facts: Facts, rate: Fund, part: Fund, wholes: Sequence[Fund]) -> bool:
    """Whether the share is that of an amount said before: …8万元，接待费0万元，均为用车支出，占100%."""
    said = [
        f
        for f in facts.paragraphs[paragraph(rate)]
        if f.measure == part.measure and f.value and offset(f) < offset(part) and f not in wholes
    ]
    return any(
        wide(rate).meets(quotient(a, w)(wide)) for a in said for w in wholes if not wide(w).holds(Decimal(0))
    )


def _wholes(facts: Facts, rate: Fund, part: Fund) -> Iterator[Fund]:
    """What a share may be of: the amount that the sentence names.

    Without a name what the part's concept belongs to, or what its list stands under.
    """
    if rate.basis_item:
        named = list(_named_wholes(facts, rate, part, rate.basis_item))
        above = facts.by_id.get(part.parent_id or "")
        of_list = above is not None and above.item == rate.basis_item
        yield from named or (
            _wholes_above(facts, part) if of_list or ALL_OF_IT.search(rate.basis_item) else ()
        )
        if above is not None and not of_list and above.item.endswith(rate.basis_item):
            # 新区收入80万元，其中税收20万元，占收入的25%: of that of the place that it is listed under.
            yield above
        return
    at = offset(rate)
    said_shares = [
        f
        for f in facts.paragraphs[paragraph(rate)]
        if f.measure == "share" and f.basis_item and offset(f) < at
    ]
    if said_shares and part.parent_id is None:
        # 本年收入…万元，占总收入的98.38%；上年结转…万元，占1.62%: of the same whole, known or not.
        known = list(_named_wholes(facts, said_shares[-1], part, said_shares[-1].basis_item or ""))
        if not known:
            return
        yield from known
    yield from _wholes_above(facts, part)
    first = next((f for f in facts.paragraphs[paragraph(rate)] if f.measure == part.measure), part)
    if _opens(first, part, facts.paragraphs[paragraph(rate)]):
        yield first


def _wholes_above(facts: Facts, part: Fund) -> Iterator[Fund]:
    """What the part's concept belongs to, or what its list stands under."""
    for concept in WHOLES.get(part.concept or "", ()):
        same = [
            f
            for f in facts.by_concept.get(concept, ())
            if f.measure == part.measure and f.statement == part.statement and f.period == part.period
        ]
        yield from sorted(same, key=lambda f: f.origin != "text")
    if part.parent_id in facts.by_id and part.concept not in WHOLES:
        yield facts.by_id[part.parent_id]


def _opens(first: Fund, part: Fund, said: Sequence[Fund]) -> bool:
    """Whether the first amount of a paragraph is what its later ones are parts of."""
    known = (
        first.concept is not None
        and first.concept != part.concept
        and not first.concept.startswith("function:")
    )
    # An amount with a share of its own is one of the parts.
    return known and not any(
        f.measure == "share" and f.basis_item is None and same_subject(f, first) for f in said
    )


def _named_wholes(facts: Facts, rate: Fund, part: Fund, name: str) -> Iterator[Fund]:
    concept = concept_of(rate.statement, name, None, None)
    same = facts.by_concept.get(concept, ()) if concept else ()
    near = [f for f in same if f.measure == part.measure and f is not part]
    if concept == "expenditure_this_year" and (
        "本年支出" in name or (part.concept == concept and "拨款" not in name)
    ):
        yield from (f for f in near if f.budget_kind == "all")
        return
    kinds: list[Fund] = [f for f in near if f.statement == rate.statement] or [
        f for f in near if f.budget_kind == rate.budget_kind
    ]
    exact = [f for f in near if f.item in (name, name.removesuffix("的"))]
    here = [f for f in exact if f.statement == rate.statement]
    yield from (
        here
        or kinds
        or exact
        or _named_here(facts, rate, part, name)
        or _named_before(facts, rate, part, name)
    )


def _named_here(facts: Facts, rate: Fund, part: Fund, name: str) -> list[Fund]:
    """The amounts of that name in the rate's paragraph, of the part's phase where one is (专项资金81万元)."""
    said = [
        f
        for f in facts.paragraphs.get(paragraph(rate), [])
        if f.item in (name, PHASE.sub("", name))
        and f is not part
        and f.amount_yuan
        and f.measure not in RATES | {"change"}
    ]
    return [f for f in said if f.measure == part.measure] or said or _named_apart(facts, rate, part, name)


def _named_apart(facts: Facts, rate: Fund, part: Fund, name: str) -> list[Fund]:
    """The amount of that name right above, of the same statement, phase and year, where it is one alone."""
    said = [
        f
        for n in range(paragraph(rate) - ABOVE, paragraph(rate))
        for f in facts.paragraphs.get(n, ())
        if f.item in (name, PHASE.sub("", name))
        and f.statement == rate.statement
        and f.amount_yuan
        and f.value
        if f.measure == part.measure and f.period == part.period
    ]
    return said[:1] if len({f.amount_yuan for f in said}) == 1 else []


def _named_before(facts: Facts, rate: Fund, part: Fund, name: str) -> list[Fund]:
    named = facts.before(rate, [part.measure], same_item=False)
    return [named] if named and named.item in name else []


@rule("ratio.procurement", "货物、工程、服务授予中小企业的比例", "ratio", "warning")
def ratio_procurement(facts: Facts) -> Examined:
    """授予中小企业合同金额 = Σ of 货物, 工程, 服务 × its share, where the text prints all of them."""
    text = [f for f in facts.funds if f.statement == "procurement" and f.origin == "text"]
    shares = {k: f for f in reversed(text) if f.measure == "share" and (k := _kind_granted(f))}
    amounts = {f.concept or "": f for f in reversed(text) if f.measure == "final"}
    granted = amounts.get("procurement_sme")
    if granted is None or not shares:
        return
    needed = [(shares.get(k), amounts.get(f"procurement_{k}")) for k in GRANTED.values()]
    pairs = [(s, a) for s, a in needed if s is not None and a is not None]
    if len(pairs) < len(needed):
        yield Missing("货物、工程、服务各自的金额和比例")
        return
    yield _granted(granted, pairs)


GRANTED = {"货物": "goods", "工程": "works", "服务": "services"}


def _kind_granted(share: Fund) -> str | None:
    """货物采购授予中小企业合同金额占货物支出金额的: goods, where both sides name the same kind."""
    return next(
        (
            code
            for word, code in GRANTED.items()
            if word in share.item and "中小企业" in share.item and word in (share.basis_item or "")
        ),
        None,
    )


def _granted(granted: Fund, pairs: list[tuple[Fund, Fund]]) -> Comparison:
    def computed(read: ReadInterval) -> Interval:
        return total(
            read(s).widened(last_place(s) / 2 if read is wide else Decimal(0)) * read(a) / HUNDRED
            for s, a in pairs
        )

    if narrow(granted).meets(computed(narrow)):
        return HOLDS
    amount = sum(
        (s.value * a.value / 100 for s, a in pairs if s.value is not None and a.value is not None), Decimal(0)
    )
    terms = "＋".join(f"{printed(a)}×{printed(s)}" for s, a in pairs)
    return Comparison(
        state=State.NEAR if wide(granted).meets(computed(wide)) else State.BROKEN,
        message=(
            f"{granted.item}{printed(granted)}，按货物、工程、服务各自的比例{terms}＝{amount:.2f}"
            f"{granted.unit}，两者不符{where(granted)}。"
        ),
        rows=(granted, *(f for pair in pairs for f in pair)),
        reported=granted.value,
        expected=amount,
        unit=granted.unit,
        culprit=granted.fund_id,
        repairs=((granted.fund_id, computed(wide)),),
    )


@rule("ratio.completion", "完成预算的百分比", "ratio", "error")
def ratio_completion(facts: Facts) -> Examined:
    """完成率 = 决算 ÷ the budget that the sentence names (年初 or 全年)."""
    for rate in facts.rates("completion_rate"):
        final = facts.before(rate, ["final"]) or _said_after(facts, rate)
        budget = None if final is None else _budget(facts, rate, final)
        if final is None or budget is None:
            yield Missing(f"{rate.item}的{'决算数' if final is None else '预算数'}")
            continue
        name = {"initial_budget": "年初预算", "adjusted_budget": "全年预算"}.get(rate.basis or "", "预算")
        if budget.value == 0:
            yield on_zero(
                rate,
                final,
                budget,
                (
                    f"{rate.item}{name}为{printed(budget)}，却称支出决算{printed(final)}"
                    f"“完成{name}的{printed(rate)}”，基数为0时完成率无意义"
                )
                + _other_budget(facts, rate, final),
            )
        else:
            yield from rated(
                rate,
                final,
                budget,
                (
                    f"{spent(rate.item)}{printed(final)}÷{name}{printed(budget)}＝{EXPECTED}，"
                    f"印为完成{printed(rate)}{where(rate)}。"
                ),
            )


def spent(item: str) -> str:
    """What was spent on an item, or came in, in words: 会议费支出决算, 财政拨款支出决算, 税收收入决算."""
    return f"{item}决算" if item.endswith(("支出", "收入")) else f"{item}支出决算"


def _said_after(facts: Facts, rate: Fund) -> Fund | None:
    """年初预算103万元，完成年初预算的96.53%，支出决算100万元: the next amount spent on the same item."""
    following = [
        f
        for f in facts.paragraphs.get(paragraph(rate), ())
        if f.measure == "final" and offset(f) > offset(rate) and same_subject(f, rate)
    ]
    return following[0] if len(following) == 1 else None


def _budget(facts: Facts, rate: Fund, final: Fund) -> Fund | None:
    basis = rate.basis or "initial_budget"
    found = facts.before(rate, [basis])
    if found is not None:
        return found
    tables = [
        f
        for f in facts.in_tables
        if f.measure == basis
        and f.concept == final.concept
        and f.budget_kind == final.budget_kind
        and f.concept
    ]
    return tables[0] if len({f.amount_yuan for f in tables}) == 1 else None


def _other_budget(facts: Facts, rate: Fund, final: Fund) -> str:
    """If another budget makes the printed rate come out, the sentence says so."""
    other = facts.before(rate, ["adjusted_budget"] if rate.basis == "initial_budget" else ["initial_budget"])
    if other is None or not other.value or not wide(rate).meets(quotient(final, other)(wide)):
        return where(rate) + "。"
    return (
        f"；按{'全年' if other.measure == 'adjusted_budget' else '年初'}预算{printed(other)}计算才为"
        f"{printed(rate)}{where(rate)}。"
    )
