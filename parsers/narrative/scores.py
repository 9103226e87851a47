"""Scores and grades in the text of a report: 自评得分98.4分，综合评价为优秀; 平均得分99.33分;
评价得分20.1分.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from extract import regex
from extract.fold import fold_with_index
from parsers.codes import Component, Scope
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
    r"(?P<name>[^，,。；;：:（）()\d、]{2,16}?)(?:[:,，](?=分值|满分|权重|标准分))?[（(]?(?:(?:分值|满分|权重|标准分)(?:为|共)?)?(?P<weight>\d{1,3}(?:\.\d+)?)分[）)]?[，,、]?"
    r"(?:自评|评价|实际|综合|最终|实)?总?得分?(?:为|:)?(?P<score>\d{1,3}(?:\.\d+)?)分"
)
"""A part and its points: 投入10分，得10分; 决策指标（满分15分）得分13.5分; 产出指标：分值30分，得分30分."""
ABOVE = regex.compile("(?:投入|决策|过程|产出|效益|效果|满意度|成本)(?:类)?指标")
"""A heading of a part: what stands below it is scored as an indicator, not as a part."""
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
    """The scores of the narrative; a count of projects by grade is none, nor are the points of an indicator
    below a part.
    """
    for p in placed:
        if not any(ABOVE.search(heading) for heading in p.path[:-1]):
            yield from _Scores(p, profile).read()


@dataclass
class _Scores:
    """Reads the scores of one paragraph. `used`: where grades stand that belong to a score."""

    placed: Placed
    profile: Profile
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folded, self.index = fold_with_index(self.placed.paragraph.text.chars)

    def read(self) -> Iterator[ScoreReading]:
        """Parts with their points, then scores, then grades that stand alone."""
        if POINTED.search(self.folded):
            parts = _parts(self.folded)
            alone = (
                m
                for m in SCORE.finditer(self.folded)
                if not any(part.start() < m.end() and m.start() < part.end() for part in parts)
            )
            yield from _first_of_each(chain(map(self._part, parts), map(self._score, alone)))
        for m in GRADED.finditer(self.folded):
            if m.start() not in self.used and not _is_count(self.folded, m):
                name = "自评等级" if "自评" in m.group() else "评价等级"
                yield self._reading(m.start("grade"), m.end("grade"), name, None, None, m["grade"])

    def _part(self, m: regex.Match[str]) -> ScoreReading:
        grade = self._grade(m.end()) if regex.search("总分|综合", m["name"]) else None
        name = _headed(_name(m["name"]), self.placed)
        return self._reading(m.start("score"), m.end("score"), name, m["weight"], m["score"], grade)

    def _score(self, m: regex.Match[str]) -> ScoreReading:
        stops = (self.folded.rfind(mark, 0, m.start()) for mark in "。；;")
        before = self.folded[max(stops) + 1 : m.start("score")]
        weight = next((w["weight"] for w in reversed(list(WEIGHT.finditer(before)))), None)
        name = _headed(_name(before if weight else m["name"]), self.placed)
        return self._reading(m.start("score"), m.end("score"), name, weight, m["score"], self._grade(m.end()))

    def _grade(self, start: int) -> str | None:
        """The grade that the same sentence gives behind a score."""
        found = GRADED.search(self.folded, start, _end(self.folded, start))
        if found is None:
            return None
        self.used.add(found.start())
        return str(found["grade"])

    def _reading(
        self, start: int, end: int, name: str, weight: str | None, score: str | None, grade: str | None
    ) -> ScoreReading:
        p, profile = self.placed, self.profile
        scope: Scope = "project"
        if (
            regex.search("整体|部门|单位", (profile.title or "") + (p.evaluated or name))
            and "项目" not in name
        ):
            scope = "unit"
        own = "自评" in name + p.folded or profile.doc_type != "evaluation"
        return ScoreReading(
            place=p.paragraph.place(self.index[start], self.index[end - 1] + 1),
            project=p.evaluated if scope == "project" and p.evaluated else None,
            component=_component(name, weight),
            name=name,
            scope=scope,
            method="self" if own else "department",
            weight=weight,
            score=score,
            grade=grade,
        )


def _first_of_each(parts: Iterable[ScoreReading]) -> Iterator[ScoreReading]:
    """The parts of a paragraph; one of a kind that it has told before is an indicator of that:
    满意度指标：分值10分，得分10分。学生满意度：分值10分，得分10分.
    """
    seen: set[str] = set()
    for part in parts:
        if part.component in ("other", "total") or part.component not in seen:
            yield part
        seen.add(part.component)


def _component(name: str, weight: str | None) -> Component:
    """What of the whole a score is for; without points of its own, and named for no part, it is the total."""
    if (weight is None and not PARTS.search(name)) or regex.search("总分|总得分|综合", name):
        return "total"
    return code_of("self_evaluation", "components", name) or "other"


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
    words = regex.sub("^(其中[:：,，]?|年度?|[.、])", "", words)
    name = regex.split("[，,：:]", words)[0] if regex.search("分值|满分", words) else words
    return clean_item(regex.sub(r"(分值|满分).*$|\d+(\.\d+)?分?$", "", name)) or "得分"
