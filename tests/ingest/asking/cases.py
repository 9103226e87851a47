"""For each question reports that it finds something in and reports that are near to it: `CASES[id](name, hit)`."""

from __future__ import annotations

from collections.abc import Callable

from normalize.schema import Rows

from .built import YEAR, Line, Mark, accounts, form

GENERAL, THREE, SUMMARY, EXPENDITURE = (
    "general_expenditure",
    "three_public",
    "income_expenditure_summary",
    "expenditure",
)
MILLION = 1_000_000


def item(name: str, final: int | None, initial: int | None = None, code: str | None = "2130301") -> Line:
    return Line(
        GENERAL,
        f"function:{code[:3]}/{name}" if code else f"function:{name}",
        final,
        initial,
        item=name,
        item_code=code,
        level=3,
        budget_kind="general",
    )


def whole(final: int, statement: str = EXPENDITURE) -> Line:
    return Line(statement, "expenditure_this_year", final)


def listed(rule: str) -> Callable[[str, bool], list[Rows]]:
    return lambda name, hit: [accounts(name, whole(1), findings=[rule if hit else "ratio.share"])]


def years(name: str, before: tuple[Line, ...], now: tuple[Line, ...], **told: object) -> list[Rows]:
    return [accounts(name, *before, year=YEAR - 1, **told), accounts(name, *now, **told)]  # type: ignore[arg-type]


def several(name: str, hit: bool, make: Callable[[str, int], Rows]) -> list[Rows]:
    """One body far from its peers, or those peers."""
    return [make(name, 100)] if hit else [make(f"{name}{n}", 10 + n) for n in range(6)]


def q08(name: str, hit: bool) -> list[Rows]:
    others = [item(f"甲{n}", 9, 9, f"213010{n}") for n in range(9)]
    if hit:
        return [accounts(name, item("水利", MILLION, 0), *others)]
    renamed = item("水务", MILLION, MILLION, code=None)
    return [
        accounts(name, item("水利", MILLION, 9), *others),
        accounts(f"{name}改名", item("水利", MILLION), renamed, *others),
    ]


def q11(name: str, hit: bool) -> list[Rows]:
    def make(unit: str, each: int) -> Rows:
        return accounts(
            unit,
            Line(THREE, "reception", each * 20),
            counts=[("公务接待4批次、20人次", 20, "人次")],
            level="county",
        )

    return several(name, hit, make)


def q12(name: str, hit: bool) -> list[Rows]:
    return [
        accounts(name, Line(THREE, "vehicle_operation", 9), year=year, counts=[(f"公务用车购置1辆，公务用车保有量{n}辆", n, "辆"),
                                                                              (f"公务用车购置1辆，公务用车保有量{n}辆", 1, "辆")])
        for year, n in ((YEAR - 1, 3), (YEAR, 5 if hit else 4))
    ]  # fmt: skip


def q13(name: str, hit: bool) -> list[Rows]:
    said = f"公务接待{9 if hit else 2}批次、4人次"
    return [
        accounts(
            name, Line(THREE, "reception", 99), counts=[(said, 9 if hit else 2, "批次"), (said, 4, "人次")]
        )
    ]


def q15(name: str, hit: bool) -> list[Rows]:
    def make(unit: str, each: int) -> Rows:
        return accounts(
            unit,
            Line("general_basic", "personnel", each * 10),
            level="city",
            body_kind="organ",
            staff=(12, 10),
        )

    return several(name, hit, make)


def q24(name: str, hit: bool) -> list[Rows]:
    said = f"绩效自评的项目{2 if hit else 1}个，涉及金额9万元"
    return [accounts(name, whole(1), counts=[(said, 2 if hit else 1, "个")]), form(name, "q24", final=9)]


def q25(name: str, hit: bool) -> list[Rows]:
    return [
        form(name, "q25", Mark("里程", target="≥12次"), target=True),
        form(name, "q25", Mark("里程", target="≥10次" if hit else "≥ 12次")),
    ]


def q28(name: str, hit: bool) -> list[Rows]:
    return [form(name, f"q28{n}", score=score) for n, score in enumerate((100, 99, 98 if hit else 90))]


def q30(name: str, hit: bool) -> list[Rows]:
    shared = [Mark(f"q30指标{n}") for n in range(4)]
    own = [Mark(f"{name}指标{n}") for n in range(4)]
    return [
        form(name, "q30一", *(shared if hit else own)),
        form(name, "q30二", *(shared if hit else own[:3])),
    ]


def q33(name: str, hit: bool) -> list[Rows]:
    return [
        form(name, f"q33{n}", Mark(f"{name}{n}", deviation="受天气影响" if hit or n else "采购推迟"))
        for n in range(3)
    ]


def q34(name: str, hit: bool) -> list[Rows]:
    first = [form(f"{name}", "q34堤防" if hit else "q34水闸", initial_budget=5 * MILLION)]
    return first if not hit else [*first, form("q34丙", "q34堤防", initial_budget=5 * MILLION)]


def q37(name: str, hit: bool) -> list[Rows]:
    """Four bodies of a region in both years, and one that is gone."""
    region = "990101" if hit else "990102"
    staying = [f"{name}{n}" for n in range(3)]
    both = [
        accounts(unit, whole(1), year=y, region_code=region) for unit in staying for y in (YEAR - 1, YEAR)
    ]
    own = [
        accounts(name, whole(1), year=y, region_code=region)
        for y in ((YEAR - 1,) if hit else (YEAR - 1, YEAR))
    ]
    return [*both, *own]


def q40(name: str, hit: bool) -> list[Rows]:
    def make(unit: str, each: int) -> Rows:
        return accounts(
            unit,
            *(Line("general_basic", f"economic:302{n:02}", n * 10_000 + (each < 100)) for n in range(1, 12)),
            level="province",
        )

    return several(name, hit, make)


CASES: dict[str, Callable[[str, bool], list[Rows]]] = {
    "q01": lambda name, hit: [
        form(name, "q01", year=YEAR - n, adjusted_budget=100, final=40 if hit or n else 60) for n in range(3)
    ],
    "q02": lambda name, hit: [form(name, "q02", adjusted_budget=100, final=49 if hit else 50)],
    "q03": lambda name, hit: [accounts(name, Line(GENERAL, "expenditure_this_year", 1, 100, 121 if hit else 120))],
    "q04": lambda name, hit: [accounts(name, whole(100), Line(SUMMARY, "closing_balance", 10 if hit else 9))],
    "q05": listed("across.opening"),
    "q06": listed("across.prior"),
    "q07": listed("across.budget"),
    "q08": q08,
    "q09": lambda name, hit: [accounts(name, item("水利", 0 if hit else 1, MILLION))],
    "q10": lambda name, hit: [accounts(name, Line(THREE, "reception", 10 if hit else 9, 9, prior_final=10))],
    "q11": q11,
    "q12": q12,
    "q13": q13,
    "q14": lambda name, hit: [accounts(name, item("其他水利支出", 21 if hit else 20, code="2130399"), item("水利工程", 79 if hit else 80))],
    "q15": q15,
    "q16": lambda name, hit: [accounts(name, whole(1), staff=(10, 11 if hit else 10))],
    "q17": lambda name, hit: years(name, (Line("general_spending", "meeting", 100_000),), (Line("general_spending", "meeting", 120_001 if hit else 120_000),)),
    "q18": lambda name, hit: [accounts(name, Line("operating_cost", "operating_cost", 9), body_kind="school" if hit else "organ")],
    "q19": lambda name, hit: [
        accounts(name, Line("general_basic", "economic:310", MILLION, item_code="310"), Line("procurement", "procurement", 0 if hit else 9))
    ],
    "q20": listed("across.parts"),
    "q21": lambda name, hit: [form(name, "水利补助市县资金" if hit else "上级补助水利资金", adjusted_budget=9, final=9)],
    "q22": lambda name, hit: [
        accounts(name, Line("general_detail", "economic:30101", 9, item="基本工资", item_code="30101", breakdown="项目支出" if hit else "基本支出"))
    ],
    "q23": lambda name, hit: [accounts(name, whole(200), Line(EXPENDITURE, "project_expenditure", 99 if hit else 100)), form(name, "q23", final=100)],
    "q24": q24,
    "q25": q25,
    "q26": lambda name, hit: [form(name, "q26", target=True, planned=100), form(name, "q26", initial_budget=90 if hit else 100)],
    "q27": lambda name, hit: [form(name, "q27", adjusted_budget=100, final=79 if hit else 80, score=98)],
    "q28": q28,
    "q29": lambda name, hit: [form(name, "q29", Mark("q29里程", values=(10, 14 if hit else 13)), Mark("q29座数", values=(10, 20), deviation="中央追加任务"))],
    "q30": q30,
    "q31": lambda name, hit: [
        form(name, "q31", Mark("q31效益", op="qualitative", values=None), Mark("q31公众", op="qualitative" if hit else "ge", level2="满意度指标"),
             Mark(f"{name}里程")),
        form(name, "q31体系", *(Mark(f"q31规范{n}", op="qualitative", values=None) for n in range(3)), outside=True),
    ],
    "q32": lambda name, hit: [form(name, "q32", score=95), form(name, "q32", score=84 if hit else 85, outside=True)],
    "q33": q33,
    "q34": q34,
    "q35": listed("structure.contents"),
    "q36": lambda name, hit: [accounts(name, whole(1), published=f"{YEAR + 1}-{'10-08' if hit else '09-30'}")],
    "q37": q37,
    "q38": lambda name, hit: years(name, (Line("income", "other_income", MILLION),), (Line("income", "other_income", 0 if hit else 1),)),
    "q39": lambda name, hit: years(
        name,
        tuple(Line("general_basic", f"economic:3020{n}", 10_001 + n) for n in range(1, 7)),
        tuple(Line("general_basic", f"economic:3020{n}", 10_001 + n + (not hit and n < 3)) for n in range(1, 7)),
    ),
    "q40": q40,
    "q41": lambda name, hit: years(
        name,
        (whole(100), Line(EXPENDITURE, "project_expenditure", 10)),
        (whole(100), Line(EXPENDITURE, "project_expenditure", 41 if hit else 40)),
    ),
    "q42": lambda name, hit: [
        accounts(name, Line(THREE, "vehicle_operation", 9), counts=[("公务用车保有量5辆", 5, "辆"), (f"共有车辆{4 if hit else 5}辆", 4 if hit else 5, "辆")])
    ],
}  # fmt: skip
