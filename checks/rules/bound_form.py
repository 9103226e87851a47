"""Money of forms.

What is listed under a total of a performance target form, and the forms of a budget together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checks.codes import State
from checks.compare.interval import above, below
from checks.compare.printed import printed, wide
from checks.comparison import HOLDS, Comparison, Examined
from checks.facts import Amount, Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold

WHOLE = regex.compile("资金(申请|预算|收入)?总额|^年度资金|^资金总额|预算总额")
PART = regex.compile("^(其中:?)?(当年|本年)?(财政(拨款|资金)|一般公共预算|政府性基金|上年结转|其他资金)")


@rule("bound.form", "申报表其中数不超过总额", "bound", "error")
def bound_form(facts: Facts) -> Examined:
    """其中：财政拨款 ≤ 资金总额 above it in the same column of a performance target form."""
    for whole, part in _pairs(facts):
        if wide(part).low <= wide(whole).high:
            yield HOLDS
        else:
            yield _over(part, whole)


def _pairs(facts: Facts) -> Iterator[tuple[Amount, Amount]]:
    """Each total of a form with what stands below it in its column, down to the next total."""
    columns: dict[tuple[str, int, str], list[Amount]] = defaultdict(list)
    for f in facts.select(origin="table", statement="performance_target"):
        columns[f.table_id or "", f.col_no or 0, f.measure].append(f)
    for column in columns.values():
        whole: Amount | None = None
        for f in sorted(column, key=lambda f: f.row_no or 0):
            name = fold(f.item)
            if WHOLE.search(name):
                whole = f
            elif whole is not None and PART.search(name) and f.parent_id is None:
                yield whole, f


def _over(part: Amount, whole: Amount) -> Comparison:
    project = f"“{part.project}”" if part.project else ""
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{project}绩效目标表其中{part.item}{printed(part)}大于{whole.item}{printed(whole)}"
            f"{where(part, whole)}。"
        ),
        rows=(part, whole),
        reported=part.value,
        expected=whole.value,
        unit=part.unit,
        culprit=part.fund_id,
        repairs=((part.fund_id, below(wide(whole).high)), (whole.fund_id, above(wide(part).low))),
    )
