"""Clues to a budget and what was spent of it, side by side. Each reads the sentence of its docstring."""

from __future__ import annotations

from parsers.lexicon import measure_words
from parsers.narrative.subject import named
from parsers.narrative.thread import Measured, Point
from parsers.words.names import clean_item


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


def before_its_rate(p: Point) -> Measured | None:
    """“三公”经费预算为9.00万元，其中：公务接待费9.00万元。公务接待费支出8.10万元，完成预算的90.00%。
    ⇒ 公务接待费支出 final 8.10万元.
    """
    return Measured("final") if measure_words().completion_follows.match(p.n.after) else None


def of_the_whole(p: Point) -> Measured | None:
    """“三公”经费预算为9.00万元，其中：公务接待费9.00万元。“三公”经费支出8.10万元。
    ⇒ “三公”经费支出 final 8.10万元.
    """
    held = p.thread.listing
    if held is None or held.whole is None:
        return None
    found = measure_words().spent_name.fullmatch(named(p.lead)) if p.thread.fresh else None
    again = found is not None and clean_item(found["s"]) == held.whole.subject.name
    return Measured("final") if again and p.profile.doc_type != "budget" else None
