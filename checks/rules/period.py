"""Years that do not fit the report's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from checks.codes import State
from checks.compare.mentions import PART, SPOKEN, YEAR, dated_sections, introduced, is_of_two_years, is_titled
from checks.compare.printed import printed
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Amount, Facts, paragraph, where
from checks.registry import rule
from checks.said.years import (
    COMPARED,
    LAST,
    NO_DAY,
    OPENING,
    OWN,
    OWN_YEAR,
    against_itself,
    crossed,
    dated_sentences,
    dated_statements,
    following,
    is_further,
    is_surely_own,
    labels,
    other_years,
    said_year,
)
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Passage

ENDED = ("final_accounts", "self_evaluation", "evaluation")
"""Reports about a year that is over."""
FORMS = (*ENDED, "performance_target", "budget")
"""Documents whose forms are about their own year."""
DATED = regex.compile("决算|自评|基础数据|目标完成")

OF_BUDGET = regex.compile("预算(?!.*(?:执行|决算|完成|上年))")
NO_YEAR = regex.compile(
    r"(?<![\d.,])(?:2\d{4}|2[1-9]\d{2})年(?!前|以来|历史)|(?<![\d.,])[3-9]\d{3}年(?=度|1?\d月|在|开展)|(?<![\d.,])1[0-7]\d{2}年(?=1?\d月)"
)
"""2203年, 22017年: digits that are no year."""
AS_OF = regex.compile(r"截[至止]到?(?:20\d{2}年)?(20\d{2})年(?:12月31日|年?末|底)")
ENDS = {"final_accounts": "决算", "budget": "预算"}
AGO = 2
"""Years before that of a budget at the end of which its counts may be taken."""
PLANNED = regex.compile("预算|执行|快报")
"""What accounts of the same year are held against."""
TITLE_YEAR = regex.compile(r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．])?(20\d{2})年")
COUNTED = regex.compile(
    r"^(?:\d\.|[(（]?[一二三四五六七八九十\d]{1,2}[)）、])?(20\d{2})年度?[^，,。；;\d]{0,24}(?:出国|公务接待|公务用车)"
)
"""2023年因公出国（境）团组0个: a sentence that opens with the year of its counts."""
ONCE = 1
TITLED = ("heading", "table_title", "contents_entry")
TOLD_AS = {"table_title": "表题", "contents_entry": "目录", "introduced": "正文"}
SHOWN = 3
ALL_TOLD = regex.compile("累计")
"""Of persons, and no word of another year."""


@rule("period.cover", "题目年度", "period", "warning")
def period_cover(facts: Facts) -> Examined:
    """The year in a report's title is the one that its sentences and headings are of.

    2022年预算执行情况和2023年预算草案: of two years the second follows the first.
    """
    yield from following(facts)
    if facts.document.doc_type not in SPOKEN or facts.year is None or not is_titled(facts):
        return
    found = said_year(facts)
    if found is None:
        yield HOLDS if dated_sentences(facts) else Missing("写明年度的正文")
        return
    year, times, first = found
    yield Comparison(
        state=State.BROKEN,
        message=(
            f"题目“{fold(facts.document.title or '')[:OPENING]}”写{facts.year}年，"
            f"而正文和标题有{times}处写{year}年（如“{fold(facts.context(first))[:OPENING]}”）{where(first)}。"
        ),
        rows=(facts.document, first),
    )


@rule("period.title", "表题年度", "period", "warning")
def period_title(facts: Facts) -> Examined:
    """The year in the title of a statement or form, and of a part of the report, is the report's; in a report
    on the execution of one year's budget that drafts the next, either.
    """
    dated = _dated_titles(facts)
    told = facts.year - 1 if facts.year is not None and is_of_two_years(facts) else facts.year
    others = sum(year != facts.year for _, year in dated)
    if facts.year is None or said_year(facts) or others * 2 > len(dated) + is_titled(facts):
        # Where most titles name another year, it is the report's that was misread.
        yield from [Missing("报告年度")] * bool(dated)
        return
    for p, year in dated:
        yield (
            HOLDS
            if year in (facts.year, told)
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"{TOLD_AS.get(p.kind, '标题')}写“{fold(p.text or '')[:60]}”，"
                    f"与报告年度{facts.year}年不符{where(p)}。"
                ),
                rows=(p,),
                culprit=p.passage_id,
            )
        )


def _dated_titles(facts: Facts) -> list[tuple[Passage, int]]:
    """Titles of statements, parts and sections that are of the report's own kind, with their years."""
    # A budget may show the results of the year before.
    of_own = {"budget": OF_BUDGET, **dict.fromkeys(ENDED, DATED)}.get(facts.document.doc_type or "")
    entries = [p for p in facts.noted("contents_entry") if "表" in (p.text or "")]
    titles = [p for p in (*facts.noted("table_title"), *entries) if of_own and of_own.search(p.text or "")]
    dated = [(p, int(m.group(1))) for p in titles if (m := TITLE_YEAR.match(fold(p.text or "")))]
    dated += [
        (p, int(found.group(1)))
        for p in (*facts.noted("heading"), *facts.noted("contents_entry"))
        if (found := PART.search(fold(p.text or ""))) and DATED.search(p.text or "")
    ]
    dated += dated_sections(facts)
    told = {paragraph(p) for p, _ in dated}
    return [*dated, *((p, year) for p, year in introduced(facts) if paragraph(p) not in told)]


@rule("period.report_date", "报告日期", "period", "error")
def period_report_date(facts: Facts) -> Examined:
    """Final accounts and self-evaluations are dated after their year ended."""
    date, document = facts.document.report_date, facts.document
    if date is None or facts.year is None or document.doc_type not in ("final_accounts", "self_evaluation"):
        return
    said = f"报告落款日期为{_in_words(date)}，早于{facts.year}年末。"
    late = int(date[:4]) > facts.year
    yield HOLDS if late else Comparison(state=State.BROKEN, message=said, rows=(document,))


def _in_words(date: str) -> str:
    """2024-02-20 as 2024年2月20日, 2024-02 as 2024年2月."""
    return "".join(f"{int(part)}{sign}" for part, sign in zip(date.split("-"), "年月日", strict=False))


@rule("period.form_date", "填报日期", "period", "error")
def period_form_date(facts: Facts) -> Examined:
    """A form about a year is filled in after it ended, a target form before."""
    for p in facts.noted("form_date"):
        if facts.year is None or not p.text or facts.document.doc_type not in FORMS:
            continue
        if facts.document.doc_type not in ENDED:
            yield HOLDS if int(p.text[:4]) <= facts.year else _filled_in_late(p, facts.year)
            continue
        yield (
            HOLDS
            if int(p.text[:4]) > facts.year
            else Comparison(
                state=State.BROKEN,
                message=f"自评表填报日期为{p.raw}，早于被评价年度{facts.year}年末{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )


def _filled_in_late(p: Passage, year: int) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"绩效目标表填报日期为{p.raw}，晚于目标所属年度{year}年末{where(p)}。",
        rows=(p,),
        severity="warning",
        culprit=p.passage_id,
    )


@rule("period.project", "项目实施周期", "period", "warning")
def period_project(facts: Facts) -> Examined:
    """The years of a project (实施周期, 起止时间), as its form states them, hold the form's own year."""
    for p in facts.noted("project_period"):
        years = [int(y) for y in regex.findall(r"20\d{2}", fold(p.text or ""))]
        if facts.year is None or facts.document.doc_type not in FORMS or not years:
            continue
        yield (
            HOLDS
            if min(years) <= facts.year <= max(years)
            else Comparison(
                state=State.BROKEN,
                message=f"项目实施周期填“{fold(p.text or '')}”，不含表所属年度{facts.year}年{where(p)}。",
                rows=(p,),
                culprit=p.passage_id,
            )
        )


@rule("period.text", "正文所述年度", "period", "warning")
def period_text(facts: Facts) -> Examined:
    """A sentence of the text that opens with a year and states an amount of it names the report's year.

    Where most such sentences name another, it is the report's year that was misread.
    """
    if facts.document.doc_type not in SPOKEN or facts.year is None:
        return
    dated = dated_statements(facts)
    other = [f for f, year in dated if year != facts.year]
    if len(other) * 2 > len(dated) + is_titled(facts):
        yield Missing("报告年度")
        return
    own = {paragraph(f) for f, year in dated if year == facts.year}
    seen: set[tuple[int, int]] = set()
    for f, year in dated:
        place = (paragraph(f), year)
        if year == facts.year:
            yield HOLDS
        elif f"{year}年" in fold(f.section or ""):
            yield HOLDS  # 二、2021年“三公”经费决算情况 speaks of 2021.
        elif is_of_two_years(facts) and (year == facts.year + 1 or _is_of_year_before(facts, f, year)):
            yield HOLDS  # 2010年决算和2011年预算情况; 2010年预算执行情况和2011年预算草案
        elif place not in seen and paragraph(f) not in own and not _said_of_own(facts, f):
            seen.add(place)
            yield Comparison(
                state=State.BROKEN,
                message=(
                    f"文字说明写“{fold(facts.context(f))[:OPENING]}”，{f.item}{printed(f)}所述{year}年"
                    f"与报告年度{facts.year}年不符{where(f)}。"
                ),
                rows=(f,),
            )
    if own or is_titled(facts):
        yield from (_spoken(facts, p, fold(p.text or "")) for p in facts.noted("none_stated"))
        yield from _counted(facts, {facts.context(f) for f, _ in dated})


def _is_of_year_before(facts: Facts, f: Amount, year: int) -> bool:
    """Whether a paragraph of a budget tells what came of the year before: 收入年初预算25万元，完成26万元."""
    executed = any(x.measure == "prior_final" for x in facts.paragraphs[paragraph(f)])
    return executed and year + 1 == facts.year


def _counted(facts: Facts, told: AbstractSet[str]) -> Iterator[Comparison]:
    """The year that a sentence of counts (visits, vehicles) opens with, where no amount of it is told."""
    own = {
        paragraph(row)
        for row, text in facts.texts
        if not isinstance(row, Passage) and regex.search(f"^(?:{facts.year})年", text)
    }
    for row, text in facts.texts:
        opened = text not in told and not isinstance(row, Passage) and COUNTED.search(text)
        apart = f"{facts.year}年" not in text and (
            facts.document.doc_type == "budget" or paragraph(row) in own
        )
        if (
            opened
            and not apart
            and len(YEAR.findall(text)) == 1
            and not (COMPARED.search(ALL_TOLD.sub("", text)) or OWN.search(text))
        ):
            yield _spoken(facts, row, text)


def _spoken(facts: Facts, row: Passage | Figure, text: str) -> Comparison:
    """The year that a sentence names against the report's."""
    year = YEAR.findall(text)[0]
    if int(year) == facts.year:
        return HOLDS
    said = f"文字说明写“{text[:OPENING]}”，所述{year}年与报告年度{facts.year}年不符{where(row)}。"
    return Comparison(state=State.BROKEN, message=said, rows=(row,))


def _said_of_own(facts: Facts, f: Amount) -> bool:
    """Whether the text states another amount of the same subject for the report's year.

    Then f is last year's.
    """
    same: dict[str, list[Amount]] = defaultdict(list)
    for x in facts.by_concept.get(f.concept, ()) if f.concept else ():
        alike = x.origin == "text" and x.statement == f.statement and x.budget_kind == f.budget_kind
        apart = f.measure == "prior_final" or facts.context(x) != facts.context(f)
        if alike and apart and x.fund_id != f.fund_id and x.period == facts.year:
            same[x.measure].append(x)
    if f.value and any(x.amount_yuan == f.amount_yuan for x in same["final"]):
        return False  # what the report gives for its own year is that year's
    stated = [x for m in ("final", "initial_budget") for x in same[m]]
    return any(x.amount_yuan != f.amount_yuan and paragraph(x) <= paragraph(f) for x in stated)


@rule("period.misprint", "年份误印", "period", "warning")
def period_misprint(facts: Facts) -> Examined:
    """2203年, 22017年, 24月31日: no year of a report and no day, in a heading, a title, an indicator, the
    time of a project, the label of a column or a sentence with a number.
    """
    seen: set[str] = set()
    for row, text in (*facts.texts, *labels(facts)):
        for found in (*NO_YEAR.finditer(text), *NO_DAY.finditer(text)):
            if found.group() not in seen:
                seen.add(found.group())
                said = text[max(0, found.start() - 10) : found.end() + 20]
                of = "年份" if found.group().endswith("年") else "日期"
                yield Comparison(
                    state=State.BROKEN,
                    message=f"“{said}”中{of}“{found.group()}”有误{where(row)}。",
                    rows=(row,),
                )


@rule("period.as_of", "截止日期年度", "period", "warning")
def period_as_of(facts: Facts) -> Examined:
    """截至2023年12月31日 of final accounts is the end of their year, of a budget that of a year before."""
    titles = [facts.document.title or "", *(p.text or "" for p in facts.passages if p.kind in TITLED)]
    word = ENDS.get(facts.document.doc_type or "")
    if word is None or facts.year is None or word not in "".join(titles):
        return
    accounts = facts.document.doc_type == "final_accounts"
    dated = [(row, m) for row, text in facts.texts for m in AS_OF.finditer(text)]
    other = {m.group(1) for _, m in dated if int(m.group(1)) != facts.year}
    if accounts and len(other) == 1 and len(dated) > ONCE and all(m.group(1) in other for _, m in dated):
        yield Missing("报告年度")
        return
    told: set[str] = set()
    for row, m in dated:
        before = facts.year - int(m.group(1))
        if before == 0 if accounts else 0 < before <= AGO:
            yield HOLDS
        elif m.group() not in told:
            told.add(m.group())
            end = "决算应截至当年年末" if accounts else "预算应截至上年年末"
            said = f"“{m.group()}”与报告年度{facts.year}年不符，{end}{where(row)}。"
            yield Comparison(state=State.BROKEN, message=said, rows=(row,))


@rule("period.own", "与本年自身比较", "period", "warning")
def period_own(facts: Facts) -> Examined:
    """What is compared with an earlier year names that year, not its own: 2026年…比2026年预算增加.

    Accounts may be held against their own year's budget. Where most sentences name one year, that is it.
    """
    accounts = facts.document.doc_type == "final_accounts"
    if facts.document.doc_type not in SPOKEN or facts.year is None or is_of_two_years(facts):
        return
    yield from against_itself(facts)
    if said_year(facts):
        yield Missing("报告年度")
        return
    held = [(row, text, m) for row, text in facts.texts for m in OWN_YEAR.finditer(text)]
    held = [h for h in held if not (accounts and PLANNED.search(h[2]["of"]))]
    own = [h for h in held if int(h[2].group(1)) == facts.year]
    if len(own) * 2 > len(held) and not is_surely_own(facts, own):
        yield from [Missing("比较的年度")] * bool(held)
        return
    yield from [HOLDS] * (len(held) - len(own))
    for row, text, m in own[:SHOWN]:
        said = text[max(0, m.start() - 25) : m.end()]
        yield Comparison(
            state=State.BROKEN,
            message=f"“{said}”以报告年度{facts.year}年自身为比较基数{where(row)}。",
            rows=(row,),
        )


@rule("period.base", "比较的年度", "period", "warning")
def period_base(facts: Facts) -> Examined:
    """A report compares with the year before, never with one that is still to come.

    An earlier one is told only where the report otherwise compares with the year before. Nothing is told of
    a report whose title does not name its year.
    """
    if facts.document.doc_type not in SPOKEN or not is_titled(facts) or is_of_two_years(facts):
        return
    yield from crossed(facts)
    year = facts.year or 0
    held = other_years(facts, year)
    later = [h for h in held if int(h[2].group(1)) > year]
    earlier = [h for h in held if int(h[2].group(1)) < year - 1]
    usual = len(held) - len(later) - len(earlier)
    earlier = [h for h in earlier if not is_further(facts, *h)]
    if earlier:
        planned = (m for _, text in facts.texts for m in OWN_YEAR.finditer(text) if PLANNED.search(m["of"]))
        usual += sum(int(m.group(1)) == year for m in planned)
        usual += sum(LAST.search(text) is not None for _, text in facts.texts)
    if len(later) > max(usual, ONCE):
        yield Missing("报告年度")
        return
    yield from [HOLDS] * usual
    for row, text, m in later + (earlier if len(earlier) <= ONCE and usual else []):
        said = text[max(0, m.start() - 25) : m.end()]
        yield Comparison(
            state=State.BROKEN,
            message=f"“{said}”所比较的{m.group(1)}年不是报告年度{year}年的上一年{where(row)}。",
            rows=(row,),
        )
