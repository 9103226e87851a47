"""Short texts: a notice of “三公”经费, and the money of a self-evaluation report."""

from __future__ import annotations

from decimal import Decimal

from tests.generated.accounts import write_three
from tests.generated.amounts import Amount
from tests.generated.wordings import Subject
from tests.generated.writer import Draft


def write_notice(d: Draft) -> None:
    """A notice of “三公”经费 by itself."""
    d.plain(d.titled("titles", "notice"))
    write_three(d)


def sources(d: Draft, project: str, amount: Amount) -> list[Subject]:
    """Who gave a project its money: two or three parts of what was received."""
    names = d.random.choice((("中央资金", "省级资金", "县级配套资金"), ("上级财政资金", "本级财政资金")))
    step = Decimal(1).scaleb(-d.year.printed.decimals)
    left, out = amount.adjusted, []
    for name in names[:-1]:
        given = (left * d.random.randint(30, 70) / 100).quantize(step)
        left -= given
        out.append(Subject((name,), Amount(adjusted=given), project=project))
    return [*out, Subject((names[-1],), Amount(adjusted=left), project=project)]


def write_evaluation(d: Draft) -> None:
    """A self-evaluation: money of the unit, money of its projects, the score."""
    y, s = d.year, "self_evaluation"
    d.plain(d.titled("titles", "evaluation"))
    whole = Subject(("整体支出",), y.spent, also=("部门整体支出", "年度资金总额", "年初预算", "全年预算"))
    subjects = {
        "W": whole,
        "B": Subject(("基本支出",), y.basic, whole=whole),
        "J": Subject(("项目支出",), y.project, whole=whole),
    }
    d.heading("evaluated_unit")
    d.say("evaluated_unit", s, subjects)
    d.heading("evaluated_projects")
    for n, (name, amount) in enumerate(y.projects[:3], 1):
        also = (f"{name}项目", "项目资金", "年度资金总额", "项目预算资金", "资金", "全年预算数", "项目")
        subject = {"Z": Subject((name,), amount, also=also, project=name)}
        d.filler.subjects = dict(subject)
        d.plain(f"（{'一二三'[n - 1]}）" + d.filler.fill("evaluated_lead"))
        if d.random.random() < 0.4:
            d.say("evaluated_sources", s, subject, {"F": sources(d, name, amount)})
        else:
            d.say("evaluated_funds", s, subject)
        d.say("evaluated_usage", s, subject)
    d.heading("evaluated_result")
    d.say("evaluated_result", s, {"Z": Subject(("整体支出",), y.spent)})
