"""Changes that are more than the amount they change to."""

from __future__ import annotations

from checks.codes import State
from checks.compare.interval import above, below
from checks.compare.printed import printed, wide
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from normalize.schema import Fund


@rule("bound.change", "增加额不超过本年数", "bound", "error")
def bound_change(facts: Facts) -> Examined:
    """What was added to an amount of 0 or more is not more than what it came to.

    0万元，增加1421万元 is wrong.
    """
    for change in facts.rates("change", origin="text"):
        if not change.value or change.value < 0 or change.amount_yuan is None:
            continue
        current = facts.before(change, ["final", "initial_budget"])
        if current is None or facts.unread.get(paragraph(change)):
            yield Missing(f"{change.item}的本年数")
        elif (current.value or 0) < 0 or wide(change).low <= wide(current).high:
            yield HOLDS
        else:
            yield _more(change, current)


def _more(change: Fund, current: Fund) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{current.item}{printed(current)}，却称比基数增加{printed(change)}，增加额大于本年数"
            f"{where(change)}。"
        ),
        rows=(change, current),
        reported=change.value,
        unit=change.unit,
        culprit=change.fund_id,
        repairs=(
            (change.fund_id, below(wide(current).high)),
            (current.fund_id, above(wide(change).low)),
        ),
    )
