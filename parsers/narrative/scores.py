"""Scores and grades in the text of a report: 自评得分98.4分，综合评价为优秀; 平均得分99.33分;
评价得分20.1分.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex
from extract.fold import fold_with_index
from parsers.lexicon import code_of
from parsers.outline.sections import Placed
from parsers.report import Profile, ScoreReading
from parsers.words.names import clean_item

POINTED = regex.compile(r"\d分")
"""What every score in the text holds; few paragraphs do."""
GRADE = r"(?P<grade>优秀|优|良好|良|中等|中|合格|差)"
SCORE = regex.compile(
    r"(?P<name>[^，,。；;：:（）()\d]{0,24}?(?:自评得分|平均得分|评价得分|综合得分|自评分|总得分|总分|得分))[数值]?(?:为|是|共|共计|:)?(?P<score>\d{1,3}(?:\.\d+)?)分"
)
GRADED = regex.compile(
    rf"(?:综合评价|评价等级|评价结[果论]|自评等级|自评结果|评级|等级|绩效级别)[^，,。；;]{{0,6}}?(?:为|是|:)[“\"]?{GRADE}(?![\p{{Han}}])"
)
PART = regex.compile(
    r"(?P<name>[^，,。；;：:（）()\d、]{2,16}?)[（(]?(?:(?:分值|满分|权重|标准分)(?:为|共)?)?(?P<weight>\d{1,3}(?:\.\d+)?)分[）)]?[，,、]?"
    r"(?:自评|评价|实际|综合|最终|实)?总?得分?(?:为|:)?(?P<score>\d{1,3}(?:\.\d+)?)分"
)
"""A part and its points: 投入10分，得10分; 决策指标（满分15分）得分13.5分."""
OF_FULL = regex.compile(
    r"(?P<name>[^，,。；;：:（）()\d、]{2,16}?)(?:得分|得|评分|自评分)(?:为|是|:)?(?P<score>\d{1,3}(?:\.\d+)?)分"
    r"[（(](?:满分|总分|分值|权重|标准分)?(?:为|:)?(?P<weight>\d{1,3}(?:\.\d+)?)分[)）]"
)
"""The same with the points first: 决策指标得分19分（满分20分）."""
PARTS = regex.compile(
    "(?:投入|决策|过程|产出|效益|效果|满意度|成本|预算执行率?)(?:指标|方面|部分|情况)?(?:自评|评价)?得分$"
)
WEIGHT = regex.compile(r"(?:分值|满分|权重)(?:为|共|:)?(?P<weight>\d{1,3}(?:\.\d+)?)分?")

COUNT = r"(?:\d+|[Xx×]+)个"
COUNTED_BEFORE = regex.compile(
    rf"(?:{COUNT}|各个?)\p{{Han}}{{0,8}}项目(?!.*整体)|项目(?:共|有|共有|共计)?{COUNT}(?!\p{{Han}}|.*整体)|{COUNT}$"
)
COUNTED_BEHIND = regex.compile(rf"[”\"]?(?:等级|等次|档次)?的?(?:项目|(?:共计?|有|为)?{COUNT})")
"""How many projects were graded so: 8个项目自评结果为“优”, 评级为“优”的项目XX个."""


def read_scores(placed: Sequence[Placed], profile: Profile) -> Iterator[ScoreReading]:
    """The scores of the narrative; a count of projects by grade is none."""
    for p in placed:
        folded, index = fold_with_index(p.paragraph.text.chars)
        used: set[int] = set()
        pointed = POINTED.search(folded)
        parts = _parts(folded) if pointed else []
        for m in parts:
            graded = (
                GRADED.search(folded, m.end(), _end(folded, m.end()))
                if regex.search("总分|综合", m["name"])
                else None
            )
            used |= {graded.start()} if graded else set()
            name = _headed(_name(m["name"]), p)
            yield _reading(
                p,
                index,
                m.start("score"),
                m.end("score"),
                name,
                profile,
                m["weight"],
                m["score"],
                graded["grade"] if graded else None,
            )
        for m in SCORE.finditer(folded) if pointed else ():
            if any(part.start() < m.end() and m.start() < part.end() for part in parts):
                continue
            before = folded[
                max(
                    folded.rfind("。", 0, m.start()),
                    folded.rfind("；", 0, m.start()),
                    folded.rfind(";", 0, m.start()),
                )
                + 1 : m.start("score")
            ]
            graded = GRADED.search(folded, m.end(), _end(folded, m.end()))
            weight = None
            for w in WEIGHT.finditer(before):
                weight = w["weight"]
            if graded:
                used.add(graded.start())
            yield _reading(
                p,
                index,
                m.start("score"),
                m.end("score"),
                _headed(_name(before if weight else m["name"]), p),
                profile,
                weight,
                m["score"],
                graded["grade"] if graded else None,
            )
        for m in GRADED.finditer(folded):
            if m.start() not in used and not _is_count(folded, m):
                yield _reading(
                    p,
                    index,
                    m.start("grade"),
                    m.end("grade"),
                    "自评等级" if "自评" in m.group() else "评价等级",
                    profile,
                    None,
                    None,
                    m["grade"],
                )


def _parts(folded: str) -> list[regex.Match[str]]:
    """The parts with their points, in order; what is told with the points first is not read once more the
    other way round.
    """
    first = list(OF_FULL.finditer(folded))
    rest = OF_FULL.sub(lambda m: "。" * len(m.group()), folded)
    return sorted([*first, *PART.finditer(rest)], key=lambda m: m.start())


def _is_count(folded: str, graded: regex.Match[str]) -> bool:
    """Whether a grade is said of some of several projects; of all of them it is theirs:
    项目个数2个，2个项目自评等级为“优”.
    """
    start = folded.rfind("。", 0, graded.start()) + 1
    before = folded[start : graded.start()]
    if COUNTED_BEHIND.match(folded[graded.end() :]):
        return True
    if not COUNTED_BEFORE.search(regex.split("[；;]", before)[-1]):
        return False
    counts = set(regex.findall(COUNT, before))
    return (
        len(counts) > 1
        or not all(c[0].isdigit() for c in counts)
        or len(GRADED.findall(folded, start, _end(folded, start))) > 1
    )


def _end(folded: str, start: int) -> int:
    """Where the sentence ends."""
    stop = folded.find("。", start)
    return stop if stop >= 0 else len(folded)


def _headed(name: str, p: Placed) -> str:
    """The name, or that of the heading above where the sentence says 该指标."""
    return (
        regex.sub("情况(分析)?$", "", clean_item(p.path[-1]).rstrip("。"))
        if p.path and regex.match("[该本](一级|二级|项)?指标", name)
        else name
    )


def _name(words: str) -> str:
    words = regex.sub("^(其中[:：,，]?|年度?)", "", words)
    name = regex.split("[，,：:]", words)[0] if regex.search("分值|满分", words) else words
    return clean_item(regex.sub(r"(分值|满分).*$|\d+(\.\d+)?分?$", "", name)) or "得分"


def _reading(
    p: Placed,
    index: Sequence[int],
    start: int,
    end: int,
    name: str,
    profile: Profile,
    weight: str | None,
    score: str | None,
    grade: str | None,
) -> ScoreReading:
    a, b = index[start], index[end - 1] + 1
    component = (
        "total"
        if (weight is None and not PARTS.search(name)) or regex.search("总分|总得分|综合", name)
        else code_of("self_evaluation", "components", name) or "other"
    )
    scope = (
        "unit"
        if regex.search("整体|部门|单位", (profile.title or "") + (p.evaluated or name))
        and not regex.search("项目", name)
        else "project"
    )
    method = (
        "self"
        if regex.search("自评", name + p.folded) or profile.doc_type == "self_evaluation"
        else "department"
        if profile.doc_type == "evaluation"
        else "self"
    )
    project = p.evaluated if scope == "project" and p.evaluated else None
    return ScoreReading(
        place=p.paragraph.place(a, b),
        project=project,
        component=component,
        name=name,
        scope=scope,
        method=method,
        weight=weight,
        score=score,
        grade=grade,
    )
