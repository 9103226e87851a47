"""What carries on from clause to clause within a section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extract import regex
from parsers.report import Quantity

from .subject import Subject

OCCASION = regex.compile(
    r"(?:用于|在)(?:举办|开展|组织)?(?P<s>[^，,。；;:：]{4,40}?)中?[，,](?![^，,。；;]*[，,].*(?:用于|在).*中[，,])|(?:未|^)举办(?P<s>[^，,。；;]{2,30}?)(?:活动)?[，,]"
)
WITHIN = regex.compile(r"在(?P<s>[^，,。；;:：]{4,40}?)中[，,]")
EVALUATION_OF = regex.compile(
    r"对(?P<s>[^，,。；;:：]{2,40}?)(?:全面|组织)?(?:开展|进行|实施)了?(?:部门|项目|重点|财政)?(?:绩效)?(?:自评|评价|监控|跟踪)"
)
EVALUATED = regex.compile(
    r"\d+个(?P<s>\p{Han}{0,6}项目)(?P<done>开展了?[^，,。；;:：]{2,20})[，,]|开展了?\d+[个项](?P<s>[^，,。；;:：]{2,24})[，,]"
)
"""How many projects were evaluated how: 3个项目开展了重点绩效评价, 开展1项整体支出绩效自评价."""
CAUSE = regex.compile(
    r"(?:主要)?原因是?[:：]?(?P<s>[^，,。；;:：\d]{2,20}?)(?:增加|减少)[，,](?=[^，,。；;]*$)"
)


@dataclass
class Thread:
    """What carries on from clause to clause within a section."""

    subject: Subject = field(default_factory=Subject)
    head: Subject | None = None
    budget: str = "initial_budget"
    basis: str = "prior_year"
    parent: Quantity | None = None
    queue: list[str] = field(default_factory=list)
    last_money: Quantity | None = None
    """The last amount that is no part of another."""
    latest: Quantity | None = None
    changed: bool = False
    compared: bool = False
    context: str = ""
    own: bool = False
    involved: bool = False
    stated: set[tuple[str, str]] = field(default_factory=set)
    outside: list[tuple[int, Subject, Quantity | None, Quantity | None]] = field(default_factory=list)
    numbers: int = 0


def listings(folded: str) -> list[tuple[int, int]]:
    """Where each 其中 stands and how far it reaches: to the end of its bracket, or on."""
    ends = {m.start(): m.end() for m in regex.finditer(r"[(（][^()（）]*[)）]", folded)}
    starts = sorted(ends)
    out: list[tuple[int, int]] = []
    for found in regex.finditer("其中", folded):
        opened = bisect_right(starts, found.start())
        end = ends[starts[opened - 1]] if opened else 0
        out.append((found.start(), end if end > found.start() else len(folded)))
    return out
