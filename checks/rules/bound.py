"""Bounds: a part is not more than its whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checks.codes import Severity, State
from checks.compare.interval import above, below
from checks.compare.printed import narrow, printed, wide
from checks.compare.relations import at_most
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Amount, Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund, Passage
from parsers.codes import Measure

ECONOMIC: tuple[tuple[str, str, Severity], ...] = (
    ("economic:30217", "reception", "error"),
    ("economic:30231", "vehicle_operation", "error"),
    ("economic:31013", "vehicle_purchase", "error"),
    ("economic:30212", "abroad", "warning"),
)
PROCUREMENT = (
    ("procurement_sme", "procurement"),
    ("procurement_micro", "procurement_sme"),
    ("procurement_reserved_micro", "procurement_reserved_sme"),
    ("procurement_reserved_sme", "procurement"),
)

OF_PLAN = regex.compile("占[^占，,。；;]*(计划|预算|任务|目标)[^占，,。；;]*$")
"""占年计划100万元的112%: how much of a plan was done, which may be more than all."""
VEHICLES = ("vehicle_purchase", "vehicle_operation")
BOUGHT = regex.compile(r"(?:财政拨款|公共预算)[^，,。；;]{0,10}购置的?(?:公务用?车|车辆)[1-9]\d*辆")
WHOLE = regex.compile("资金(申请|预算|收入)?总额|^年度资金|^资金总额|预算总额")
PART = regex.compile("^(其中:?)?(当年|本年)?(财政(拨款|资金)|一般公共预算|政府性基金|上年结转|其他资金)")


@rule("bound.three_public", "基本支出中的三公科目不超过“三公”经费", "bound", "error")
def bound_three_public(facts: Facts) -> Examined:
    """06表 30217, 30231, 31013 ≤ 07表 of the same item; 30212 also holds academic exchange, so warning."""
    for economic, concept, severity in ECONOMIC:
        part = facts.one(origin="table", measure="final", concept=economic)
        whole = facts.one(measure="final", statement="three_public", concept=concept)
        if part is not None and whole is not None:
            yield at_most(
                part,
                whole,
                (
                    f"基本支出表{part.item_code}{part.item}{printed(part)}超过“三公”经费{whole.item}决算"
                    f"{printed(whole)}{where(part, whole)}。"
                ),
                severity,
            )


@rule("bound.vehicles", "公务用车分项不超过合计", "bound", "error")
def bound_vehicles(facts: Facts) -> Examined:
    """购置费, 运行维护费 ≤ 公务用车购置及运行维护费, where the text states one of the two alone.

    A car that was bought out of appropriations cost something.
    """
    yield from _bought_for_nothing(facts)
    measures: tuple[Measure, ...] = ("final", "initial_budget")
    for measure in measures:
        said = facts.select(origin="text", statement="three_public", measure=measure)
        parts = [f for f in said if f.concept in VEHICLES and not f.approximate]
        wholes = [f for f in said if f.concept == "vehicles" and not f.approximate]
        if len({f.concept for f in parts}) != 1 or not wholes:
            continue
        whole = max(wholes, key=lambda f: f.amount_yuan)
        for part in parts:
            yield at_most(
                part,
                whole,
                f"{part.item}{printed(part)}超过{whole.item}{printed(whole)}{where(part, whole)}。",
            )


def _bought_for_nothing(facts: Facts) -> Iterator[Comparison]:
    """使用一般公共预算财政拨款购置公务用车7辆 beside 公务用车购置费0万元."""
    spent = [f for f in facts.select(concept="vehicle_purchase", measure="final") if f.period == facts.year]
    if not spent or any(f.value for f in spent):
        return
    for row, text in facts.texts:
        for found in BOUGHT.finditer(text):
            yield Comparison(
                state=State.BROKEN,
                message=f"“{found.group()}”，而{spent[0].item}为{printed(spent[0])}{where(row, spent[0])}。",
                rows=(row, spent[0]),
                severity="warning",
            )


@rule("bound.procurement", "中小企业采购不超过采购总额", "bound", "error")
def bound_procurement(facts: Facts) -> Examined:
    """中小企业 ≤ 采购总额, 小微 ≤ 中小; 预留项目 and 其他项目 won by 中小企业 together ≤ 采购总额."""
    text = facts.select(statement="procurement", origin="text")
    final = {f.concept: f for f in reversed(text) if f.measure == "final"}
    for held in (final, {f.concept: f for f in reversed(text) if f.measure == "initial_budget"}):
        for inner, outer in PROCUREMENT:
            if inner in held and outer in held:
                part, whole = held[inner], held[outer]
                yield at_most(
                    part,
                    whole,
                    f"{part.item}{printed(part)}超过{whole.item}{printed(whole)}{where(part, whole)}。",
                )
    reserved, other, whole_ = (
        final.get("procurement_reserved_sme"),
        final.get("procurement_other"),
        final.get("procurement"),
    )
    if reserved is not None and other is not None and whole_ is not None:
        both = narrow(reserved) + narrow(other)
        yield (
            HOLDS
            if both.low <= narrow(whole_).high
            else Comparison(
                state=State.BROKEN,
                message=f"政府采购总额仅{printed(whole_)}，面向中小企业预留项目中由中小企业中标或成交"
                f"{printed(reserved)}，其他政府采购项目中又由中小企业中标或成交{printed(other)}，"
                f"两者相加超过采购总额{where(whole_, reserved, other)}。",
                rows=(whole_, reserved, other),
                reported=whole_.value,
                unit=whole_.unit,
                culprit=whole_.fund_id,
            )
        )


@rule("bound.appropriation", "财政拨款支出不超过全部支出", "bound", "error")
def bound_appropriation(facts: Facts) -> Examined:
    """03 ≥ 05 in total and by 基本支出, 项目支出, where both tables are there."""
    for concept in ("expenditure_this_year", "basic_expenditure", "project_expenditure"):
        part = facts.one(origin="table", measure="final", concept=concept, kind="general")
        whole = facts.one(origin="table", measure="final", concept=concept, kind="all")
        if part is not None and whole is not None:
            yield at_most(
                part,
                whole,
                (
                    f"一般公共预算财政拨款支出表的{part.breakdown or part.item}{printed(part)}超过支出表"
                    f"的{printed(whole)}{where(part, whole)}。"
                ),
            )


@rule("bound.classes", "财政拨款各科目不超过全部支出", "bound", "error")
def bound_classes(facts: Facts) -> Examined:
    """03 ≥ 05 by classification code and by 基本支出, 项目支出."""
    coded = [f for f in facts.select(origin="table", measure="final") if f.item_code]
    whole = {(f.item_code, f.concept): f for f in coded if f.statement == "expenditure"}
    for part in (f for f in coded if f.statement == "general_expenditure" and f.concept):
        all_ = whole.get((part.item_code, part.concept))
        if all_ is not None:
            column = f"（{part.breakdown}）" if part.breakdown else ""
            yield at_most(
                part,
                all_,
                (
                    f"一般公共预算财政拨款支出表{part.item_code}{part.item}{column}{printed(part)}超过支"
                    f"出表的{printed(all_)}{where(part, all_)}。"
                ),
            )


@rule("bound.operating", "机关运行经费不超过公用经费", "bound", "warning")
def bound_operating(facts: Facts) -> Examined:
    """机关运行经费 is paid out of the 公用经费 of 公开06表."""
    part = facts.one(concept="operating_cost", statement="operating_cost", measure="final")
    whole = facts.one(origin="table", concept="public_funds", statement="general_basic", measure="final")
    if part is not None and whole is not None:
        yield at_most(
            part,
            whole,
            f"{part.item}{printed(part)}超过基本支出表{whole.item}{printed(whole)}{where(part, whole)}。",
        )


@rule("bound.share", "占比不超过100%", "bound", "error")
def bound_share(facts: Facts) -> Examined:
    """Share ≤ 100 %."""
    for f in facts.rates("share"):
        assert f.value is not None
        before, _, _ = facts.parted(f)
        yield (
            HOLDS
            if 0 <= f.value <= 100 or OF_PLAN.search(before)
            else Comparison(
                state=State.BROKEN,
                message=f"{f.item}占比印为{printed(f)}，超出0至100%{where(f)}。",
                rows=(f,),
                reported=f.value,
                unit="%",
                culprit=f.fund_id,
            )
        )


@rule("bound.change", "增加额不超过本年数", "bound", "error")
def bound_change(facts: Facts) -> Examined:
    """What was added to an amount of 0 or more is not more than what it came to.

    0万元，增加1421万元 is wrong. A budget beside accounts is what they are compared with.
    """
    measures = ["initial_budget"] if facts.document.doc_type == "budget" else ["final"]
    for change in facts.rates("change", origin="text"):
        if not change.value or change.value < 0 or change.amount_yuan is None or facts.is_gap(change):
            continue
        current = facts.before(change, measures)
        if (
            current is None
            or facts.unread.get(paragraph(change))
            or _is_said_in_passing(facts, change, current)
        ):
            yield Missing(f"{change.item}的本年数")
        elif (current.value or 0) < 0 or wide(change).low <= wide(current).high:
            yield HOLDS
        else:
            yield _more(change, current)


def _is_said_in_passing(facts: Facts, change: Fund, current: Fund) -> bool:
    """收入总计90万元，其中年初结转和结余4万元，较上年增加9万元: whether the total may have changed."""
    before = facts.said_before(current, current.measure, 1)
    opens = [f for f in before if facts.context(f) == facts.context(change)]
    return current.concept == "opening_balance" and any(wide(change).low <= wide(f).high for f in opens)


def _more(change: Fund, current: Fund) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{current.item}{printed(current)}，却称比基数增加{printed(change)}，增加额大于本年数"
            f"{where(change)}。"
        ),
        rows=(change, current),
        reported=change.value,
        unit=change.unit,
        culprit=change.fund_id,
        repairs=(
            (change.fund_id, below(wide(current).high)),
            (current.fund_id, above(wide(change).low)),
        ),
    )


@rule("bound.form", "申报表其中数不超过总额", "bound", "error")
def bound_form(facts: Facts) -> Examined:
    """其中：财政拨款 ≤ 资金总额 above it in the same column of a performance target form."""
    for whole, part in _pairs(facts):
        if wide(part).low <= wide(whole).high:
            yield HOLDS
        else:
            yield _over(part, whole)


def _pairs(facts: Facts) -> Iterator[tuple[Amount, Amount]]:
    """Each total of a form with what stands below it in its column, down to the next total."""
    columns: dict[tuple[str, int, str], list[Amount]] = defaultdict(list)
    for f in facts.select(origin="table", statement="performance_target"):
        columns[f.table_id or "", f.col_no or 0, f.measure].append(f)
    for column in columns.values():
        whole: Amount | None = None
        for f in sorted(column, key=lambda f: f.row_no or 0):
            name = fold(f.item)
            if WHOLE.search(name):
                whole = f
            elif whole is not None and PART.search(name) and f.parent_id is None:
                yield whole, f


def _over(part: Amount, whole: Amount) -> Comparison:
    project = f"“{part.project}”" if part.project else ""
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{project}绩效目标表其中{part.item}{printed(part)}大于{whole.item}{printed(whole)}"
            f"{where(part, whole)}。"
        ),
        rows=(part, whole),
        reported=part.value,
        expected=whole.value,
        unit=part.unit,
        culprit=part.fund_id,
        repairs=((part.fund_id, below(wide(whole).high)), (whole.fund_id, above(wide(part).low))),
    )


def _is_unspent(fund: Fund) -> bool:
    return fund.concept == "abroad" and not fund.value


VISITS = regex.compile(
    r"(?<![第\d])(?P<n>\d+)个?(?P<of>批次?)(?:\([^)]*\))?[、，,]?(?:共计?|累计|接待|来宾|人数|人次)*(?P<persons>\d+)人次?(?!以)|"
    r"(?P<of>批次|团组)数?(?:共计?|为)?(?P<n>\d+)[个次批]次?[、，,及和]"
    r"(?:共计?|累计|国内|国\(境\)外|出国|因公|\(境\)|接待|参加|来宾|人数|人次)*(?P<persons>\d+)人次?"
)
"""公务接待8批次、160人次; 出国（境）团组2个，累计5人次."""
OF_VISITS = regex.compile(
    r"\d+个?批次?\((?P<who>其中[^()\d]*?)(?P<n>\d+)个?(?P<of>批次?)\)[、，,][^()\d]*\d+人次?\((?P=who)(?P<persons>\d+)人次?\)"
)
"""8批次（其中外事接待1批次），160人次（其中外事接待9人次）."""


@rule("bound.visits", "批次、团组与人次相符", "bound", "warning")
def bound_visits(facts: Facts) -> Examined:
    """A visit (批次) or a group (团组) is of one person at least, and no guests come without a visit.

    Persons may travel with a group of others: without one of the unit's own only where nothing was spent.
    """
    unspent = {n for n, said in facts.paragraphs.items() if any(_is_unspent(f) for f in said)}
    for row, text in facts.texts:
        if isinstance(row, Passage) or not regex.search("接待|出国", text):
            continue
        for found in (*VISITS.finditer(text), *OF_VISITS.finditer(text)):
            visits, persons = int(found["n"]), int(found["persons"])
            alone = visits == 0 < persons and (found["of"] != "团组" or paragraph(row) in unspent)
            yield (
                Comparison(
                    state=State.BROKEN,
                    message=f"“{found.group()}”：人次与{found['of']}数不相符{where(row)}。",
                    rows=(row,),
                )
                if alone or (persons < visits and (found["of"] != "团组" or "人次" in found.group()))
                else HOLDS
            )


NET = regex.compile("净|结[余转]|利润|盈余|账面|差额")
"""What is left of larger amounts: 固定资产净值50万元，其中：原值200万元."""
BELOW = 2
"""Paragraphs below that of an amount in which its parts are told."""
FIRST_WITHIN = regex.compile("元[，,；;(]其中[:：，,]?[^\\d]*$")


@rule("bound.listed", "所列其中数不超过总数", "bound", "error")
def bound_listed(facts: Facts) -> Examined:
    """An amount that a sentence lists behind 其中 is not more than the amount that opens the list."""
    for held in facts.paragraphs.values():
        whole: Amount | None = None
        for f in (f for f in held if isinstance(f, Amount)):
            if f.subject_by != "listed":
                whole = f
            elif whole is not None and _is_within(facts, whole, f):
                yield at_most(
                    f,
                    whole,
                    f"文字说明中{whole.item}{printed(whole)}，其中{f.item}{printed(f)}，"
                    f"其中数大于总数{where(f, whole)}。",
                )
    yield from _told_below(facts)


def _told_below(facts: Facts) -> Iterator[Comparison]:
    """国内接待费1.26万元 in a paragraph of its own below 公务接待费1.26万元, which it is part of."""
    for f in facts.select(origin="text", statement="three_public"):
        whole = facts.by_id.get(f.parent_id or "")
        if whole is None or whole.origin != "text" or f.concept in (whole.concept, *VEHICLES):
            continue
        alike = f.measure == whole.measure and f.period == whole.period and f.project == whole.project
        if alike and 0 < paragraph(f) - paragraph(whole) <= BELOW and not f.approximate:
            said = f"文字说明中{whole.item}{printed(whole)}，其下{f.item}{printed(f)}，其中数大于总数"
            yield at_most(f, whole, f"{said}{where(f, whole)}。")


def _is_within(facts: Facts, whole: Amount, f: Amount) -> bool:
    """Whether an amount is the first behind 其中 and the amount before it: one sentence, phase, year."""
    alike = f.measure == whole.measure and f.period == whole.period and not NET.search(whole.item)
    return (
        alike
        and facts.context(f) == facts.context(whole)
        and FIRST_WITHIN.search(facts.parted(f)[0]) is not None
    )
