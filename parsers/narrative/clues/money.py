"""Clues to what an amount measures in reports on an evaluation: the clause before its own, and verbs before
its subject. Each reads the sentence of its docstring.
"""

from __future__ import annotations

from extract import regex
from parsers.codes import Measure
from parsers.lexicon import code_of
from parsers.narrative.thread import Measured, NoQuantity, Point

SAID = (
    r"(?:\d{4}年度?|上年)?(?:[^，,。；;:：]{0,12}(?=下达|拨付|到位|收到))?"
    r"(?P<said>(?:年初|全年|调整后?的?)?(?:预算|执行|决算|下达|拨付|到位|收到)"
    r"(?:数|安排|情况|资金|转移支付(?:资金)?)*)[:：]"
)
UNDER = regex.compile(rf"(?:^|[。；;]){SAID}[^，,。；;:：、]{{2,30}}$")
"""What an amount is said to be before the first of those that a colon opens."""
LEADS = r"^(?:20\d\d年度?|全年|本年|当年|年内|共计?|累计|已|实际|按时|及时|足额)*"
HANDED = regex.compile(
    rf"{LEADS}(?:(?:发放|兑付|兑现)(?!标准|率)|(?:支出|列支|支付|使用)(?!率|进度|标准|预算|计划)(?=\p{{Han}}{{3}}))"
)
SET_ASIDE = regex.compile(
    rf"{LEADS}(?:[省市县区]级?财政[厅局]?)?安排(?=\p{{Han}}{{4}})(?!.*(?:预算|支出|使用)$)"
)
APPROVED = regex.compile(rf"{LEADS}(?:县|区|市|省)?(?:财政局?)?批复(?=\p{{Han}}{{4}})")


def under_its_measure(p: Point) -> Measured | None:
    """年初预算：基本支出18.00万元，项目支出4.00万元。
    ⇒ 基本支出 initial_budget 18.00万元.
    """
    found = UNDER.search(p.n.gap) if p.evaluates and not p.n.percent else None
    if found is None:
        return None
    said = found["said"]
    code: Measure | None = (
        "final" if "执行" in said else code_of("narrative", "measures", regex.sub("情况$", "", said))
    )
    return Measured(code) if code else None


def handed_out(p: Point) -> Measured | None:
    """收到送温暖资金8.00万元；全年发放助学金2.00万元。
    ⇒ 助学金 final 2.00万元.
    """
    return Measured("final") if p.evaluates and HANDED.match(p.lead) else None


def set_aside(p: Point) -> Measured | None:
    """安排优抚对象生活补助9.00万元。
    ⇒ 优抚对象生活补助 adjusted_budget 9.00万元.
    """
    return Measured("adjusted_budget") if p.evaluates and SET_ASIDE.match(p.lead) else None


def approved(p: Point) -> Measured | None:
    """财政批复融媒体平台运行维护经费4.00万元。
    ⇒ 融媒体平台运行维护经费 initial_budget 4.00万元.
    """
    return Measured("initial_budget") if p.evaluates and APPROVED.match(p.lead) else None


def arrived(p: Point) -> Measured | None:
    """农房改造补助21.00万元于当年12月才下达。
    ⇒ 农房改造补助 received 21.00万元.
    """
    behind = regex.match("(?:已|于)?[^，,。；;、]{0,10}?(?:全部|足额|才|已)?(?:下达|到位)(?!率)", p.n.after)
    return Measured("received") if p.evaluates and behind else None


def unspent(p: Point) -> NoQuantity | None:
    """公园养护经费支出15.00万元，未支付3.00万元，支付率83.33%。
    ⇒ 公园养护经费 execution_rate 83.33%.
    """
    left = regex.match("[，,]?(?:尚|还|暂)?未(?:支|执行|使用|拨付)", p.lead)
    return NoQuantity() if p.evaluates and left else None


def left_over(p: Point) -> Measured | None:
    """安排生活补助9.00万元，资金结余1.00万元。
    ⇒ 资金结余 final 1.00万元.
    """
    return Measured("final") if p.evaluates and regex.search("(?<!上年)结余(?:资金)?为?$", p.lead) else None
