"""Where the likelier explanation is that the report was misread: its places are named, nothing is alleged."""

from __future__ import annotations

from checks.codes import State
from checks.compare.mentions import contested, mentions
from checks.compare.printed import printed
from checks.comparison import Comparison, Examined
from checks.facts import Facts, where
from checks.registry import rule

SHOWN = 8


@rule("reading.doubtful", "读取存疑", "reading", "info")
def reading_doubtful(facts: Facts) -> Examined:
    """Several values in the text claim one quantity: more than a slip, so the reading is doubted first."""
    for held in mentions(facts).values():
        if contested(held):
            distinct = list({f.amount_yuan: f for f in reversed(held)}.values())[::-1]
            amounts = "、".join(printed(f) for f in distinct[:SHOWN])
            yield Comparison(
                state=State.BROKEN,
                message=(
                    f"{held[0].item}在文字说明中有{len(distinct)}个不同数额（{amounts}），"
                    f"可能读取有误，请核对原文{where(*distinct)}。"
                ),
                rows=tuple(distinct[:SHOWN]),
            )
