"""Clues to the year that a number is of, where it is not plainly the report's."""

from __future__ import annotations

from extract import regex
from parsers.lexicon import code_of_whole, measure_words, naming_words, narrative_words
from parsers.narrative.clause import of_a_year
from parsers.narrative.heading import year_spoken
from parsers.narrative.subject import is_generic, named
from parsers.narrative.thread import Measured, Point
from parsers.words.names import LAST_YEAR
from parsers.words.sentences import sentence_before


def year_of(p: Point, m: Measured) -> int | None:
    """The year of an amount that is not the report's: 与上年4,500万元相比, 2022年度收入总计4,500万元;
    上年结转 and 2022年工程尾款 are this year's.
    """
    year = p.profile.fiscal_year
    if year is None:
        return None
    spoken = year_spoken(year, p.folded, p.n.start, p.placed.path)
    if spoken not in (None, year):
        return spoken
    if m.measure in ("change", "change_rate", "share"):
        return year - 1 if p.before else None
    if p.thread.prior:
        p.thread.prior = False
        since = naming_words().year.search(p.n.lead)
        return int(since["year"]) if since is not None and int(since["year"]) != year else year - 1 - p.before
    if p.before:
        return year - 1
    if p.thread.dated is not None and p.placed.statement == "assets" and m.measure == "final":
        return p.thread.dated
    if (told := of_a_year(p.lead, p.vocabulary)) is not None:
        return int(told[1][:4]) if told[1][0] == "2" else year - 1
    return _year_opened(p, year) or _year_before_name(p, year) or _year_of_whole(p)


def is_year_before(p: Point, year: str | None) -> bool:
    """Whether a year is the one before that which an amount is of: 2023年执行情况 … 比2022年 in a budget of
    2024.
    """
    period = year_of(p, Measured("change")) if year is not None else None
    return year is not None and period is not None and int(year) + 1 == period


def _year_of_whole(p: Point) -> int | None:
    """The year of the amount that a list goes through: 2021年“三公”经费支出5万元，其中：公务接待费2万元."""
    whole = p.thread.listing.quantity if p.thread.listing is not None else None
    return whole.period if whole is not None and not p.thread.fresh else None


def _year_opened(p: Point, year: int) -> int | None:
    """The year of what a colon opens: 2021年预算：基本支出18万元，项目支出4万元."""
    found = measure_words().under.search(sentence_before(p.folded, p.n.start))
    opener = regex.split("[:：]", found.group())[0] if found else ""
    told = naming_words().year.search(opener)
    spoken = int(told["year"]) if told is not None else year - (LAST_YEAR in opener)
    return spoken if spoken != year else None


def _year_before_name(p: Point, year: int) -> int | None:
    """The year of an amount whose clause names it before a subject that is known: 上年公务接待费5万元."""
    words = narrative_words()
    for lead in (p.lead, *((p.clauses[0],) if p.clauses and is_generic(named(p.lead)) else ())):
        found = regex.match("(?:[^，,。；;]{0,4}?)" + words.last_year.any, lead)
        if found is None:
            continue
        of = named(found["of"])
        known = {x.subject.name for x in (p.thread.found, p.thread.head) if x} | {
            i for i, _ in p.thread.stated
        }
        public = words.three_public.search(found["of"])
        if not (is_generic(of) or of in known or public or code_of_whole("concepts", "concepts", of)):
            continue
        return int(found["year"][:4]) if found["year"][0] == "2" else year - 1
    return None
