"""Scores and grades in the text of a report: 自评得分98.4分，综合评价为优秀; 平均得分99.33分;
评价得分20.1分.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from extract import regex
from parsers.codes import Component, Scope
from parsers.lexicon import code_of, form_words, score_words
from parsers.outline.sections import Placed
from parsers.report import Profile, ScoreReading
from parsers.words.names import clean_item

OWN_GRADE, GRADE, SCORE = "自评等级", "评价等级", "得分"
"""What grades and scores are called whose sentence does not name them."""
FULL = "100"
"""The points of a whole."""


def read_scores(placed: Sequence[Placed], profile: Profile) -> Iterator[ScoreReading]:
    """The scores of the narrative; a count of projects by grade is none, nor are the points of an indicator
    below a part.
    """
    for p in placed:
        if not any(score_words().above.search(heading) for heading in p.path[:-1]):
            yield from _Scores(p, profile).read()


@dataclass
class _Scores:
    """Reads the scores of one paragraph. `used`: where grades stand that belong to a score; `ends`: where
    what is told of a score ends.
    """

    placed: Placed
    profile: Profile
    used: set[int] = field(default_factory=set)
    ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.placed.paragraph.text
        self.folded, self.index = text.folded, text.folded_at

    def read(self) -> Iterator[ScoreReading]:
        """Parts with their points, then scores, then grades that stand alone."""
        if score_words().pointed.search(self.folded):
            parts = _parts(self.folded)
            alone = [
                m
                for m in score_words().score.finditer(self.folded)
                if not any(part.start() < m.end() and m.start() < part.end() for part in parts)
            ]
            self.ends = [m.end() for m in (*parts, *alone)]
            given = [m for m in alone if not self._is_of_scale(m)]
            yield from _first_of_each(chain(map(self._part, parts), map(self._score, given)))
        for m in score_words().graded.finditer(self.folded):
            if m.start() not in self.used and not _is_count(self.folded, m):
                name = OWN_GRADE if form_words().own.found_in(m.group()) else GRADE
                yield self._reading(m.start("grade"), m.end("grade"), name, None, None, m["grade"])

    def _part(self, m: regex.Match[str]) -> ScoreReading:
        grade = self._grade(m.end()) if score_words().total_told.search(m["name"]) else None
        name = _headed(_name(m["name"]) or SCORE, self.placed)
        return self._reading(m.start("score"), m.end("score"), name, m["weight"], m["score"], grade)

    def _score(self, m: regex.Match[str]) -> ScoreReading:
        before = self._since(m.start()) + m["name"]
        weight = next((w["weight"] for w in reversed(list(score_words().weight.finditer(before)))), None)
        name = _headed((_name(before) if weight else "") or _name(m["name"]), self.placed)
        return self._reading(m.start("score"), m.end("score"), name, weight, m["score"], self._grade(m.end()))

    def _is_of_scale(self, m: regex.Match[str]) -> bool:
        return score_words().of_scale.search(self._since(m.start()) + m.group()) is not None

    def _since(self, start: int) -> str:
        """What the sentence says before `start`, behind the score told before it."""
        stops = (self.folded.rfind(mark, 0, start) + 1 for mark in "。；;")
        return self.folded[max(*stops, *(e for e in self.ends if e <= start)) : start].lstrip("，,、")

    def _grade(self, start: int) -> str | None:
        """The grade that the same sentence gives behind a score."""
        found = score_words().graded.search(self.folded, start, _end(self.folded, start))
        if found is None:
            return None
        self.used.add(found.start())
        return str(found["grade"])

    def _reading(
        self, start: int, end: int, name: str, weight: str | None, score: str | None, grade: str | None
    ) -> ScoreReading:
        p, profile = self.placed, self.profile
        scope: Scope = "project"
        told = p.evaluated or (profile.title or "") + name
        if score_words().of_unit.search(told) and not score_words().project.found_in(name):
            scope = "unit"
        said = name + self._since(start)
        own = form_words().own.found_in(said) or (
            profile.doc_type != "evaluation" and not score_words().of_others.search(said)
        )
        return ScoreReading(
            place=p.paragraph.place(self.index[start], self.index[end - 1] + 1),
            project=p.evaluated if scope == "project" else None,
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
    """What of the whole a score is for; named for no part, and without points of its own or with those of the
    whole, it is the total.
    """
    if (weight is None and not score_words().parts.search(name)) or score_words().total_named.search(name):
        return "total"
    return code_of("self_evaluation", "components", name) or ("total" if weight == FULL else "other")


def _parts(folded: str) -> list[regex.Match[str]]:
    """The parts with their points, in order; what is told with the points first is not read once more the
    other way round.
    """
    first = list(score_words().of_full.finditer(folded))
    rest = score_words().of_full.sub(lambda m: "。" * len(m.group()), folded)
    return sorted([*first, *score_words().part.finditer(rest)], key=lambda m: m.start())


def _is_count(folded: str, graded: regex.Match[str]) -> bool:
    """Whether a grade is said of some of several projects; of all of them it is theirs:
    项目个数2个，2个项目自评等级为“优”.
    """
    start = folded.rfind("。", 0, graded.start()) + 1
    before = folded[start : graded.start()]
    if score_words().counted_behind.match(folded[graded.end() :]):
        return True
    if not score_words().counted_before.search(regex.split("[；;]", before)[-1]):
        return False
    counts = set(score_words().count.findall(before))
    return (
        len(counts) > 1
        or not all(c[0].isdigit() for c in counts)
        or len(score_words().graded.findall(folded, start, _end(folded, start))) > 1
    )


def _end(folded: str, start: int) -> int:
    """Where the sentence ends."""
    stop = folded.find("。", start)
    return stop if stop >= 0 else len(folded)


def _headed(name: str, p: Placed) -> str:
    """The name, or that of the heading above where the sentence says 该指标."""
    return (
        score_words().state_tail.sub("", clean_item(p.path[-1]).rstrip("。"))
        if p.path and score_words().this_indicator.match(name)
        else name
    )


def _name(words: str) -> str:
    """The name of a score without the points to be had; empty where there is no more to it."""
    words = score_words().lead.sub("", words)
    name = regex.split("[，,：:]", words)[0] if score_words().full.search(words) else words
    return clean_item(score_words().full_tail.sub("", name))
