"""What the template left in the report."""

from __future__ import annotations

from checks.codes import State
from checks.comparison import Comparison, Examined
from checks.facts import Facts, where
from checks.registry import rule
from extract.fold import fold


@rule("template.residue", "模板文字未删", "template", "warning")
def template_residue(facts: Facts) -> Examined:
    """增加（减少）, XX, empty reasons left over from the template."""
    found = facts.noted("template_residue")
    if len(found) > 20:
        return
    for p in found:
        yield Comparison(
            state=State.BROKEN,
            message=f"“{fold(p.raw or '')}”未删去模板选项或未填写{where(p)}。",
            rows=(p,),
            culprit=p.passage_id,
        )
