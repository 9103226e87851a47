"""Printed subjects → canonical concepts, and whose money a statement speaks of."""

from __future__ import annotations

from functools import lru_cache

from extract import regex
from extract.fold import fold
from parsers.classification import economic_class, of_name
from parsers.codes import BudgetKind, Statement
from parsers.lexicon import code_of_whole

FUNCTIONAL, ECONOMIC = "23"
"""What the codes of the two classifications begin with."""
TOTAL_COLUMNS: dict[Statement, str] = {
    "income": "income_this_year",
    "expenditure": "expenditure_this_year",
    "general_expenditure": "expenditure_this_year",
    "government_fund": "expenditure_this_year",
    "state_capital": "expenditure_this_year",
    "general_basic": "basic_expenditure",
}
KINDS: dict[Statement, BudgetKind] = {
    "income_expenditure_summary": "all",
    "income": "all",
    "expenditure": "all",
    "appropriation_summary": "appropriation",
    "general_expenditure": "general",
    "general_basic": "general",
    "general_project": "general",
    "general_detail": "general",
    "appropriation_detail": "appropriation",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
    "three_public": "appropriation",
}
UNCLASSIFIED: tuple[Statement, ...] = (
    "general_basic",
    "three_public",
    "operating_cost",
    "procurement",
    "general_spending",
    "assets",
    "self_evaluation",
)
"""Statements that divide spending otherwise than by function: their 支出 without a code is no class."""
BY_STATEMENT: tuple[Statement, ...] = ("three_public", "operating_cost")
"""Statements that speak of one kind of money, however their items are called."""
MONEY_KIND: tuple[tuple[BudgetKind, str], ...] = (
    ("general", "一般公共预算|公共财政预算"),
    ("government_fund", "政府性基金"),
    ("state_capital", "国有资本经营"),
    ("special_account", "财政专户|专户"),
)


def concept_of(
    statement: Statement, item: str, breakdown: str | None, code: str | None, above: str | None = None
) -> str | None:
    """The canonical subject of a quantity; null where the lexicon does not know it. `above`: the code that a
    text without codes is known to speak of, or that of the class above.
    """
    name = fold(item)
    if statement == "general_basic" and code and code[0] in "35":
        return f"economic:{code}" if not breakdown or breakdown == "合计" else f"economic:{code}/{breakdown}"
    column = (
        None
        if breakdown is None or is_total_column(breakdown) or _kind_in(breakdown)
        else _lookup(fold(breakdown))
    )
    if _is_total(statement, name, breakdown):
        return column or TOTAL_COLUMNS[statement]
    base = _known(statement, name, code)
    if base is None and (economic := _economic(statement, name, code, breakdown)):
        return economic
    if base is None and _is_function(statement, name, code or above):
        base = ("income_function:" if statement == "income" else "function:") + _item(name, code or above)
    return base if base is None or column is None else f"{base}/{column}"


def _is_total(statement: Statement, name: str, breakdown: str | None) -> bool:
    """Whether a row is the total of a statement whose columns tell what it is of."""
    told = breakdown is not None or statement == "general_expenditure"
    return told and name in ("合计", "支出合计", "总计") and statement in TOTAL_COLUMNS


BOUGHT = {"货物": "procurement_goods", "工程": "procurement_works", "服务": "procurement_services"}
VEHICLES = "公务用车"
"""What 购置 and 运行 are of in the statement of the three public expenses, where they stand without it."""


def _known(statement: Statement, name: str, code: str | None) -> str | None:
    """What the lexicon knows by name, with what the statement says of it."""
    base = _named(statement, name)
    # 223 国有资本经营预算支出 is a class that is called as the total is.
    is_class = code is not None and code.startswith(FUNCTIONAL) and base == TOTAL_COLUMNS.get(statement)
    return None if is_class else base


def _named(statement: Statement, name: str) -> str | None:
    if name in ("合计", "支出合计") and statement == "three_public":
        return "three_public"
    if name == "合计" and statement == "income_expenditure_summary":
        return "total_income_expenditure"
    bought = regex.fullmatch("(货物|工程|服务)类?(支出|金额|预算)?", name)
    if statement == "procurement" and bought:
        return BOUGHT[bought[1]]
    of_vehicles = statement == "three_public" and regex.match("(车辆)?(购置|运行)", name)
    base = _lookup(name) or (_lookup(VEHICLES + name.removeprefix("车辆")) if of_vehicles else None)
    if base == "appropriation_expenditure" and (statement == "general_expenditure" or _kind_in(name)):
        return "expenditure_this_year"
    return base


def _is_function(statement: Statement, name: str, code: str | None) -> bool:
    """Whether a name is an item of the functional classification: by code, by mark, or as listed; none that
    only the economic classification has, as 其他商品和服务支出.
    """
    marked = (code and not code.startswith(ECONOMIC)) or regex.search(r"[(（]类[)）]", name)
    economic = of_name(name, "department") and not of_name(name, "function")
    total = regex.fullmatch("(合计|总计|小计)支出", name)
    listed = statement not in UNCLASSIFIED and not economic and not total and regex.search(".支出$", name)
    return bool(marked or listed)


def _item(name: str, code: str | None) -> str:
    """An item's name below its class (201/行政运行): of 201 and of 204 行政运行 are two."""
    code = code or _only_class(name)
    inner = code is not None and len(code) > 3 and code[0] == "2"
    below = (
        f"{code[:3]}/"
        if code and (inner or (len(code) == 3 and of_name(name) and not _is_class(name)))
        else ""
    )
    return below + function_name(name)


def _only_class(name: str) -> str | None:
    """The class of the one item that the functional classification knows by a name; null where several
    classes have one, as 行政运行.
    """
    plain = regex.sub(r"[(（][类款项][)）]", "", name)
    found = {e.code[:3] for e in of_name(plain, "function") if e.code and e.level != "类"}
    return found.pop() if len(found) == 1 else None


def _is_class(name: str) -> bool:
    return any(e.level == "类" for e in (*of_name(name, "function"), *of_name(name + "支出", "function")))


def _economic(statement: Statement, name: str, code: str | None, breakdown: str | None) -> str | None:
    """An item of the economic classification by its code, or a class that a text names without: 工资福利支出
    is 301.
    """
    if breakdown or statement in ("income", "three_public"):
        return None
    found = code if code and code.startswith(ECONOMIC) else None if code else economic_class(name)
    if found is None:
        return None
    told = f"economic:{found}"
    return told if statement == "general_basic" else f"{told}/{statement}"


def function_name(name: str) -> str:
    """A classification name without its marks and the word 支出, which some print and some leave out."""
    return regex.sub(r"[(（][类款项][)）]", "", name).removesuffix("支出").removesuffix("(类)")


def is_total_column(label: str) -> bool:
    """Whether a column is the total of its row."""
    return fold(label) in (
        "合计",
        "小计",
        "总计",
        "本年收入合计",
        "本年支出合计",
        "本年支出",
        "本年收入",
        "金额",
    )


def budget_kind(statement: Statement, item: str, breakdown: str | None) -> BudgetKind | None:
    """Whose money: by the column, by the name, by the statement."""
    return (
        _kind_in(breakdown or "")
        or (None if statement in BY_STATEMENT else _kind_in(item))
        or KINDS.get(statement)
    )


@lru_cache(maxsize=8192)
def _kind_in(text: str) -> BudgetKind | None:
    return next((kind for kind, pattern in MONEY_KIND if regex.search(pattern, text)), None)


def _lookup(name: str) -> str | None:
    return code_of_whole("concepts", "concepts", name)
