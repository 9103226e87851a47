"""Economic items by name: as a sentence lists them, and as 公开06表 prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checks.compare.interval import total
from checks.compare.printed import last_place, wide
from checks.facts import Amount, Facts, paragraph, same_subject
from extract import regex
from extract.fold import fold
from normalize.concepts import is_total_column
from normalize.schema import Fund
from parsers.classification import of_name
from parsers.outline.figures import SENTENCE

LISTS = regex.compile("主要(?:包括|用于)[:：]?(?P<items>[^。]+?)(?=主要(?:包括|用于)|。|$)")
BREAKS = regex.compile("[、，,；;]|以及|等|(?<=水)(?=电)")
AND = regex.compile("[和与及]")
"""What may join two names, and may be within one: 商品和服务支出."""
ETC = regex.compile("等[^、，,。；;]{0,12}(?:[，,。；;]|$)")
PLAIN = regex.compile(r"[()]|(支出|费用?|缴费|的)+$")
CLAUSES = regex.compile(r"[，,、；;:：。()“”]|\d(?:万|亿)?元")
LEADS = regex.compile(
    r"(?:包括|包含|用于|是|为|有|含|其中|支付|安排|[列开]支|支出|发放|缴纳|购买|[和及与]|年度?|[\d.]|[本我]\p{Han}{1,3})$"
)
"""Words before the name of an item that do not narrow it."""
OTHER_MONEY = regex.compile("项目(?:支出|经费)|专项|政府采购|三公")
BOTH = ("personnel", "public_funds")
"""The two parts of basic expenditure, which sentences list the items of."""
ECONOMIC = ("工资福利", "商品和服务", "对个人和家庭")
BASIC_SHARE = regex.compile("占(一般公共预算|财政拨款)*基本支出")
ITEM = 5
"""Digits of the code of a 款 of the economic classification."""
PERSONS = ("301", "303")
"""Classes of 人员经费; the others are 公用经费."""


def basic_items(facts: Facts) -> dict[str, Fund]:
    """Plain name → what the statement of basic expenditure prints for an economic item in all, the last."""
    return {plain_name(f.item): f for f in facts.in_tables if _is_item(f) and _is_in_all(facts, f)}


def _is_item(f: Fund) -> bool:
    return f.statement == "general_basic" and len(f.item_code or "") == ITEM


def _is_in_all(facts: Facts, f: Fund) -> bool:
    """Whether an amount is all of its row, which 人员经费 and 公用经费 beside each other are not."""
    row = facts.table_rows.get((f.table_id or "", f.row_no or 0, f.measure), [])
    alone = not any(x.item == f.item and x.fund_id != f.fund_id for x in row)
    return f.breakdown is None or is_total_column(f.breakdown) or alone


def plain_name(name: str) -> str:
    """A name without brackets and without the 费, 支出 that some print behind it."""
    return PLAIN.sub("", fold(name).strip())


def list_of(facts: Facts, f: Fund) -> str:
    """What stands behind 主要包括 after the name of an amount, folded; empty where nothing is listed.

    人员经费8万元，主要包括：奖金，公用经费2万元，主要包括：水费: each has its own, and no other's.
    """
    sentence, start = "".join(facts.parted(f)), max(facts.parted(f)[0].rfind(fold(f.item)), 0)
    found = LISTS.search(sentence, start)
    if not found:
        return ""
    said = facts.paragraphs.get(paragraph(f), ())
    others = {fold(x.item) for x in said if x.concept in BOTH and x.concept != f.concept}
    return "" if any(name in sentence[start : found.start()] for name in others) else found["items"]


def listed_names(items: str) -> list[str]:
    """The names of a list, plain."""
    entries = [n for n in BREAKS.split(items) if n]
    joined = [n for entry in entries if AND.search(entry) for n in AND.split(entry) if n]
    return [plain_name(n) for n in (*entries, *joined)]


def is_whole(facts: Facts, f: Fund, items: str) -> bool:
    """Whether the list of an amount names all there is: no 等, and a sentence kept whole."""
    return not ETC.search(items) and len(facts.context(f)) < SENTENCE


def is_listed(name: str, names: list[str]) -> bool:
    """Whether a plain name is among others, long or short: 养老保险 is 机关事业单位基本养老保险."""
    return name in names or any(
        min(len(n), len(name)) > 1 and (name.endswith(n) or n.endswith(name)) for n in names
    )


def is_of_other_money(facts: Facts, whole: Fund, f: Fund) -> bool:
    """Whether words before an item say that it is no item of a whole said before it, or of a part of the unit
    alone: 项目支出：办公费3万元; 局机关办公费2万元.
    """
    before, _, _ = facts.parted(f)
    within = before[facts.at(whole) + 1 :] if facts.context(whole) == facts.context(f) else before
    at = within.rfind(fold(f.item))
    lead = CLAUSES.split(within[:at])[-1] if at > 0 else ""
    return OTHER_MONEY.search(within) is not None or bool(lead and not LEADS.search(lead))


def is_of(f: Fund, concept: str | None) -> bool:
    """Whether an economic item is of 人员经费 or 公用经费, whichever `concept` is."""
    return ((f.item_code or "")[:3] in PERSONS) == (concept == "personnel")


def is_economic(name: str) -> bool:
    """Whether a name is that of an economic item."""
    return any(len(e.code or "") == ITEM for e in of_name(name, "department"))


def are_all_shares(facts: Facts, parts: Sequence[Amount]) -> bool:
    """Whether the shares behind some amounts make 100 %."""
    said = (facts.paragraphs[paragraph(p)] for p in parts)
    own = (
        [s for s in held if s.measure == "share" and same_subject(s, p)]
        for held, p in zip(said, parts, strict=True)
    )
    shares = [held[0] for held in own if len(held) == 1]
    full = total(wide(s).widened(last_place(s) / 2) for s in shares).holds(Decimal(100))
    return full and len(shares) == len(parts)


def shares_of_basic(facts: Facts, said: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts of economic classes whose sentences say that they are a share of basic expenditure."""
    for f in said:
        sentence = fold(facts.context(f))
        if regex.match("|".join(ECONOMIC), fold(f.item)) and BASIC_SHARE.search(sentence) and f.value:
            yield f
