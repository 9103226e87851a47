"""Clues to a budget and what was spent of it, side by side. Each reads the sentence of its docstring."""

from __future__ import annotations

from parsers.lexicon import measure_words
from parsers.narrative.thread import Measured, Point


def beside_its_final(p: Point) -> Measured | None:
    """政府性基金预算20.00万元，决算数18.00万元。
    ⇒ 政府性基金预算 initial_budget 20.00万元.
    """
    both = measure_words().accounts_follow.match(p.n.after) and measure_words().budget_tail.search(p.lead)
    return Measured("initial_budget") if both else None


def before_its_budget(p: Point) -> Measured | None:
    """“三公”经费支出9.00万元，年初预算为10.00万元，其中：公务接待费支出9.00万元，年初预算为10.00万元。
    ⇒ 公务接待费支出 final 9.00万元.
    """
    both = measure_words().budget_follows.match(p.n.after)
    return Measured("final") if both and p.profile.doc_type != "budget" else None
