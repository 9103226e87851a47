"""Names that differ between two places of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checks.codes import State
from checks.compare.codes import code_of_name, of_path, of_tables, own_codes, right_code
from checks.compare.economic import BOTH, basic_items, is_listed, is_of, is_whole, list_of, listed_names
from checks.compare.likeness import likeness
from checks.compare.printed import printed, wide
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from checks.said.names import RANKED, is_short_for, is_slip, listed_items, misnamed, misspelt, misspelt_item
from extract import regex
from extract.fold import fold
from normalize.concepts import function_name
from normalize.ids import unit_id
from normalize.schema import Figure, Fund, Passage
from parsers.classification import name_since, of_name
from parsers.codes import Statement

LEADING = regex.compile("^(包括|其中|主要是|主要用于|用于|即|为)[:：]?")
"""What a sentence puts before the name of an item."""
BY_ITEM: tuple[Statement, ...] = ("general_expenditure", "expenditure")
"""The tables whose items the narrative names, the nearer one first."""
MANY = 3
"""Wrong codes of one table that are one mistake: its numbering."""
PART = regex.compile(r"第[一二三四五六七八九十]+部分[\s:、.—-]*(.+?)(20\d{2}年|概况|部门|单位)")
MARKS = regex.compile('[：:，,。；;、.“”"]')
SHOWN = 5
SELDOM = 2
"""Times that a name mistyped may stand in a report; what stands there often is another unit's."""
DIGITS_OF_CODE = regex.compile(r"\d{5}")
"""Without them no code stands in a heading: it is not sought."""
CODED = regex.compile(
    r"(?P<before>[^()\d—\-、.:]*)(?:[(][类款项][)])?[(]?(?<!\d)(?P<code>\d{7}|\d{5})(?!\d)(?![年万元%.])"
    r"[)]?[-—]?(?P<after>[^()\d:]*)"
)


@rule("name.project", "项目名称一致", "name", "warning")
def name_project(facts: Facts) -> Examined:
    """The project that a report about one project names in its title is the one that its form names.

    Names that are not spelt nearly alike may mean two things.
    """
    title = fold(facts.document.title or "")
    found = regex.search(r"20\d{2}年度?(.+?)(绩效)(自评|评价)", title)
    forms = list(
        {
            f.project: f for f in reversed(facts.in_tables) if f.project and f.statement == "self_evaluation"
        }.values()
    )
    if found is None or len(forms) != 1 or regex.search("整体|部门", found.group(1)):
        return
    titled, form = _bare(found.group(1)), forms[0]
    named = _bare(form.project or "")
    if titled and named and (titled in named or named in titled):
        yield HOLDS
    elif is_slip(titled, named):
        yield Comparison(
            state=State.BROKEN,
            message=(
                f"正文项目名称为“{titled}”，自评表为“{fold(form.project or '')}”，"
                f"项目名称不一致{where(form)}。"
            ),
            rows=(form, facts.document),
        )
    else:
        yield Missing(f"与“{titled}”相近的项目名称")


def _bare(name: str) -> str:
    """A project's name without the words that all such names have."""
    return regex.sub(
        r"专项|项目|资金|经费|支出|财政|预算|(中央|省级|市级|县级|区级|本级)|[\s“”\"]|\(.*?\)|20\d{2}年度?",
        "",
        fold(name),
    )


@rule("name.unit", "单位名称一致", "name", "warning")
def name_unit(facts: Facts) -> Examined:
    """The unit's name in headings and sentences is that of the unit that reports, to the last character."""
    unit = fold(facts.document.unit_name or "")
    for p in facts.noted("heading"):
        found = PART.match(fold(p.text or ""))
        named = found is not None and (likeness(found.group(1), unit) or is_slip(found.group(1), unit))
        if not unit or found is None or not named:
            continue
        yield (
            HOLDS
            if is_short_for(found.group(1), unit) or unit_id(found.group(1)) == facts.document.unit_id
            else Comparison(
                state=State.BROKEN,
                message=f"标题写“{fold(p.text or '')[:60]}”，与公开单位{unit}不符{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )
    yield from _in_sentences(facts, unit)


def _in_sentences(facts: Facts, unit: str) -> Examined:
    """The unit's name with one character mistyped, where the text has it seldom, or seldom spelt right."""
    found: dict[str, list[Passage | Figure]] = defaultdict(list)
    own = 0
    for row, text in facts.texts:
        own += unit in text
        for name in misspelt(unit, text) if not PART.match(text) else ():
            found[name].append(row)
    yield from [HOLDS] * bool(own)
    for name, rows in found.items():
        if len(rows) <= SELDOM or own <= 1:
            yield Comparison(
                state=State.BROKEN,
                message=f"“{name}”与公开单位“{unit}”仅一字不同，名称前后不一致{where(rows[0])}。",
                rows=(rows[0],),
            )


@rule("name.item", "科目名称误字", "name", "warning")
def name_item(facts: Facts) -> Examined:
    """A 类, 款 or 项 that the text marks as such is spelt as the classification has it.

    What is another known name, or an item of the report's own tables, is none mistyped.
    """
    printed_items = {function_name(fold(item)) for item in {f.item for f in facts.in_tables}}
    told: set[str] = set()
    sections = {f.section: f for f in reversed(facts.money) if f.origin == "text" and f.section}
    for row, text in (*facts.texts, *((f, fold(section)) for section, f in sections.items() if section)):
        for part in RANKED.finditer(text):
            name = LEADING.sub("", MARKS.split(part["name"])[-1])
            right = misspelt_item(name, part["rank"], printed_items)
            if right is None:
                yield HOLDS
            elif name not in told:
                told.add(name)
                yield Comparison(
                    state=State.BROKEN,
                    message=f"“{name}（{part['rank']}）”疑有误字，政府收支分类科目为“{right}”{where(row)}。",
                    rows=(row,),
                    culprit=misnamed(name),
                )
    yield from listed_items(facts, printed_items)


@rule("name.classification", "科目名称一致", "name", "warning")
def name_classification(facts: Facts) -> Examined:
    """类款项 names of the narrative are those of 公开05表, by the classification of that year."""
    coded = [
        f for statement in BY_ITEM for f in facts.select(origin="table", statement=statement) if f.item_code
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


def _named(section: str, fund: Fund, names: dict[int, dict[str, str]], coded: Sequence[Fund]) -> Comparison:
    """The first name of a 类款项 path that the table does not print, with what it prints instead."""
    for part in RANKED.finditer(regex.sub(r"^\d+[、.]", "", fold(section))):
        length = {"类": 3, "款": 5, "项": 7}[part["rank"]]
        name = LEADING.sub("", part["name"])
        known = set(names[length].values())
        if not known or function_name(name) in known or name in known:
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
        if (code not in names[length]) or names[length][code] == function_name(name):
            continue
        printed_name = next(fold(f.item) for f in coded if f.item_code == code)
        return Comparison(
            state=State.BROKEN,
            message=f"文字说明写“{name}（{part['rank']}）”{fund.item if length < 7 else ''}"
            f"{printed(fund)}，决算表中该科目为{code}{printed_name}"
            f"{printed(same[0]) if length == 7 else ''}，科目名称不一致{where(fund, same[0])}。",
            rows=(fund, same[0]),
            reported=fund.value,
            expected=same[0].value,
            unit=fund.unit,
            culprit=misnamed(name),
        )
    return HOLDS


@rule("name.code", "科目编码与名称相符", "name", "warning")
def name_code(facts: Facts) -> Examined:
    """A code is that of the item named beside it, by the classification and by the report's own tables."""
    own = own_codes(facts)
    wrong: dict[tuple[str | None, str, str], tuple[Fund, str]] = {}
    for f in (f for f in facts.money if f.item_code):
        right = right_code(f) or of_tables(f, own) or of_path(f)
        if right is None:
            yield HOLDS
        else:
            wrong.setdefault((f.table_id, f.item_code or "", f.item), (f, right))
    by_table: dict[str | None, list[tuple[Fund, str]]] = defaultdict(list)
    for (table, _, _), found in wrong.items():
        by_table[table].append(found)
    yield from _headings(facts, own)
    for table, rows in by_table.items():
        groups = [rows] if table is not None and len(rows) >= MANY else _by_branch(rows)
        yield from (_miscoded(g) for g in groups)


def _by_branch(rows: Sequence[tuple[Fund, str]]) -> list[list[tuple[Fund, str]]]:
    """Wrong codes, those below a wrong one with it: 71011, 7101101 are one misprint."""
    groups: list[list[tuple[Fund, str]]] = []
    for row in rows:
        above = groups[-1][0][0].item_code if groups else None
        if above and (row[0].item_code or "").startswith(above):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _headings(facts: Facts, own: dict[str, set[str]]) -> Examined:
    """Items that a heading names beside their code: 死亡抚恤（2080801）, 2101103-公务员医疗补助."""
    for p in facts.noted("heading"):
        text = fold(p.text or "")
        found = CODED.search(text) if DIGITS_OF_CODE.search(text) else None
        if found is None:
            continue
        name, code = found["before"] or found["after"], found["code"]
        codes = own.get(name, set())
        printed = next(iter(codes)) if len(codes) == 1 and code not in codes else None
        right = code_of_name(name, code, "function", facts.year) or printed
        yield (
            HOLDS
            if right is None
            else Comparison(
                state=State.BROKEN,
                message=f"标题中“{name}”的科目编码印作{code}，应为{right}{where(p)}。",
                rows=(p,),
            )
        )


def _miscoded(rows: Sequence[tuple[Fund, str]]) -> Comparison:
    first = rows[0][0]
    listed = "、".join(f"“{f.item}”印作{f.item_code}，应为{right}" for f, right in rows[:SHOWN])
    more = f"等{len(rows)}处" if len(rows) > SHOWN else ""
    return Comparison(
        state=State.BROKEN,
        message=f"{first.section or '文'}中科目编码与名称不符：{listed}{more}{where(first)}。",
        rows=tuple(f for f, _ in rows[:SHOWN]),
    )


@rule("name.class", "类级科目名称与年度相符", "name", "warning")
def name_class(facts: Facts) -> Examined:
    """A class is called by one name, that of its year: 医疗卫生与计划生育支出 is 卫生健康支出 since 2019."""
    coded: dict[str, Fund] = {}
    for f in facts.in_tables:
        if f.item and len(f.item_code or "") == 3 and (f.concept or "").startswith("function:"):
            coded.setdefault(f.item_code or "", f)
    seen: set[tuple[str, int | None, str | None]] = set()
    told: set[str] = set()
    for f in facts.money:
        name = fold(f.item).partition("(类)")[0].partition("—")[0]
        if (name, f.page, f.table_id) in seen:
            continue
        seen.add((name, f.page, f.table_id))
        code = _class_code(name)
        known = coded.get(code or "")
        if known is not None and code is not None and not _same(name, fold(known.item)):
            yield _misnamed(f, name, known)
        elif (now := _renamed_by(f, name, facts.year)) is not None:
            yield from [] if name in told else [now]
            told.add(name)
        elif known is not None and code is not None:
            yield HOLDS


def _renamed_by(f: Fund, name: str, year: int | None) -> Comparison | None:
    """A class that goes by another name in the report's year; null where it does not."""
    own = year is not None and f.period == year and (f.concept or "").startswith("function:")
    now = next((x for n in (name, f"{name}支出") if own and year and (x := name_since(n, year))), None)
    if now is None:
        return None
    return Comparison(
        state=State.BROKEN,
        message=f"{year}年仍写“{name}”，{now[0]}年起该类科目名称为“{now[1]}”{where(f)}。",
        rows=(f,),
    )


def _class_code(name: str) -> str | None:
    """The code of the class that a name is of."""
    codes = {e.code for e in of_name(name, "function") if e.code and e.level == "类"}
    return next(iter(codes)) if len(codes) == 1 else None


def _same(a: str, b: str) -> bool:
    return a.removesuffix("支出") == b.removesuffix("支出")


def _misnamed(f: Fund, name: str, known: Fund) -> Comparison:
    place = "文字说明" if f.origin == "text" else f.section or "表"
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{place}写“{name}”，{known.section or '表'}中{known.item_code}类为“{known.item}”，"
            f"科目名称前后不一致{where(f, known)}。"
        ),
        rows=(f, known),
    )


LISTED = 6
COMPLETE = 3
"""Items with an amount that a list names before it can be taken to name them all."""


@rule("name.listed", "所列经济科目与基本支出表一致", "name", "warning")
def name_listed(facts: Facts) -> Examined:
    """人员经费…主要包括：奖金…: an item that the text lists has an amount in 公开06表.

    By the form what does not occur is not listed; a table that leaves its zeros out tells nothing of that.
    What has an amount and is not listed is told as info, unless the list ends in 等.
    """
    rows = basic_items(facts)
    zeros = any(not f.value for f in rows.values())
    empty: list[tuple[Fund, Fund]] = []
    for fund in facts.select(origin="text", measure=("final", "initial_budget")):
        listed = list_of(facts, fund) if fund.concept in BOTH else ""
        names = listed_names(listed)
        found = [f for f in map(rows.get, names) if f is not None and f.measure == fund.measure]
        empty += [(fund, f) for f in found if zeros and not f.value]
        yield from [HOLDS] * bool(found and zeros)
        if sum(bool(f.value) for f in found) >= COMPLETE and is_whole(facts, fund, listed):
            yield from _unlisted(fund, [f for n, f in rows.items() if not is_listed(n, names)])
    if empty:
        yield _listed_empty(empty)


def _unlisted(fund: Fund, rows: Sequence[Fund]) -> Examined:
    """What has an amount in the table and does not stand in the list of its kind."""
    left = [f for f in rows if f.value and f.measure == fund.measure and is_of(f, fund.concept)]
    if left:
        listed = "、".join(f"{f.item_code}{f.item}{printed(f)}" for f in left[:LISTED])
        yield Comparison(
            state=State.BROKEN,
            message=f"{fund.item}所列科目中没有基本支出表列有的{listed}{where(fund, left[0])}。",
            rows=(fund, *left[:LISTED]),
            severity="info",
        )


def _listed_empty(told: Sequence[tuple[Fund, Fund]]) -> Comparison:
    """One finding of a report, whichever of its paragraphs lists them."""
    over = list(dict.fromkeys(fund.item for fund, _ in told))
    empty = list({f.item_code: f for _, f in told}.values())
    names = "、".join(f.item for f in empty[:LISTED])
    codes = "、".join(f.item_code or "" for f in empty[:LISTED])
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{'、'.join(over)}“主要包括”列有{names}，但基本支出表中{codes}为{printed(empty[0])}"
            f"{where(told[0][0], empty[0])}。"
        ),
        rows=(told[0][0], *empty[:LISTED]),
    )
