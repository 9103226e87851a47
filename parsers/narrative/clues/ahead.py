"""Clues to what a percentage is of where its subject stands behind it: 75.47%为基本支出. Each reads the
sentence of its docstring.
"""

from __future__ import annotations

from extract import regex
from parsers.lexicon import clue_words
from parsers.narrative.subject import Subject, named, recognised, without_unit
from parsers.narrative.thread import Found, Measured, Point
from parsers.narrative.vocabulary import may_be_listed
from parsers.words.names import clean_item

BRACKETED = regex.compile(r"[(（](?P<s>[^()（），,。；;\d]{4,20})\d")


def share_of_what_follows(p: Point) -> Measured | None:
    """支出预算50.00万元，其中：60.00%为基本支出，计30.00万元。
    ⇒ 基本支出 share 60.00%.
    """
    return Measured("share", 1, "total") if _ahead(p) is not None else None


def _ahead(p: Point) -> str | None:
    """What a share is said to be of, behind it."""
    found = clue_words().share_ahead.match(p.n.after)
    opens = not p.lead or clue_words().share_opens.whole(p.lead)
    return found["s"] if found and opens and may_be_listed(found["s"]) else None


def behind_its_share(p: Point, m: Measured, words: str) -> Found | None:
    """支出预算50.00万元，其中：60.00%为基本支出，计30.00万元；40.00%为项目支出，计20.00万元。
    ⇒ 项目支出 share 40.00%.
    """
    name = _ahead(p) if m.measure == "share" else None
    return Found(Subject(clean_item(name)), p.thread.named_by) if name else None


def before_its_share(p: Point, m: Measured, words: str) -> Found | None:
    """水稻保险保费120.00万元，中央财政补贴40.00%为48.00万元。
    ⇒ 中央财政补贴 final 48.00万元.
    """
    if not clue_words().amounts_to.whole(p.n.gap):
        return None
    found = clue_words().before_its_share.search(p.folded[: p.n.start - len(p.n.gap)])
    return Found(Subject(clean_item(found["s"])), p.thread.named_by) if found else None


def in_the_bracket_behind(p: Point, m: Measured, words: str) -> Found | None:
    """预算完成率96.00%（项目支出预算50.00万元，实际支出48.00万元）。
    ⇒ 项目支出 completion_rate 96.00%.
    """
    found = BRACKETED.match(p.n.after) if m.measure.endswith("_rate") and p.thread.fresh else None
    if found is None or named(without_unit(words, p.profile.unit_name)):
        return None
    subject = recognised(found["s"], p.vocabulary, p.profile)
    return Found(subject) if subject is not None else None
