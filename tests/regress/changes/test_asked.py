"""What rules say is told from anything else, and of a change it is known which rules may say something else for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.codes import State
from checks.comparison import HOLDS, Comparison, Missing
from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Rows
from regress.changes.asked import PACKAGE, _told, heard, registered, says_the_same, touched_rules
from regress.changes.fingerprints import FunctionPrints, fingerprints
from regress.changes.unchecked import packed
from tests.conftest import FIXTURES, rows_of

BROKEN = Comparison(state=State.BROKEN, message="甲与乙不符")


@pytest.fixture(scope="module")
def source() -> dict[str, FunctionPrints]:
    return fingerprints()


@pytest.fixture(scope="module")
def rows() -> Rows:
    return replace(rows_of(FIXTURES / "accounts-spoiled/document.docx"), findings=(), checks=())


def test_a_rule_is_touched_by_its_module_and_by_what_that_imports(source: dict[str, FunctionPrints]) -> None:
    rules = touched_rules(["checks/rules/equality.py"], source)
    assert rules == {r for r in RULES if RULES[r].examine.__module__ == "checks.rules.equality"} != set()
    assert (touched_rules(["checks/compare/economic.py"], source) or set()) > rules
    both = touched_rules(["checks/rules/equality.py", "checks/rules/template.py"], source)
    assert both == rules | (touched_rules(["checks/rules/template.py"], source) or set())


@pytest.mark.parametrize(
    "path", ["checks/run.py", "checks/facts.py", "checks/culprits/doubt.py", "normalize/share.py"]
)
def test_what_all_rules_rest_on_touches_any(source: dict[str, FunctionPrints], path: str) -> None:
    assert touched_rules([path], source) is None
    assert touched_rules(["checks/rules/equality.py", path], source) is None


def test_every_rule_stands_where_it_is_looked_for(source: dict[str, FunctionPrints]) -> None:
    modules = [path for path in source if path.startswith(f"{PACKAGE}rules/") and path.endswith(".py")]
    touched = [touched_rules([path], source) for path in modules if not path.endswith("/__init__.py")]
    assert sorted(r for rules in touched for r in rules or ()) == sorted(RULES)


def test_rules_are_heard_and_are_afterwards_what_they_were(rows: Rows) -> None:
    before = dict(RULES)
    with heard() as said:
        found = check_rows(rows)
    assert before == RULES and all(RULES[r].examine is before[r].examine for r in before)
    assert list(RULES) == list(before)
    assert found == check_rows(rows)
    assert {c.rule for c in found.checks if c.compared} <= said.keys() < RULES.keys()
    assert all(
        said[f.rule] != str(c.compared) for f in found.findings for c in found.checks if c.rule == f.rule
    )


def test_rules_that_are_asked_alone_say_what_they_said(rows: Rows) -> None:
    import pickle

    with heard() as said:
        check_rows(rows)
    kept = pickle.loads(packed(rows))
    for rule in RULES:
        assert says_the_same(kept, frozenset({rule}), said)
    rule = next(iter(said))
    assert not says_the_same(kept, frozenset({rule}), said | {rule: "other"})
    assert not says_the_same(kept, frozenset(RULES), {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([HOLDS], [HOLDS, HOLDS]),
        ([HOLDS], [BROKEN]),
        ([BROKEN], [BROKEN, HOLDS]),
        ([BROKEN], [replace(BROKEN, message="甲与丙不符")]),
        ([BROKEN], [replace(BROKEN, state=State.NEAR)]),
        ([BROKEN], [replace(BROKEN, culprit="f1")]),
        ([HOLDS], [HOLDS, Missing("收入表")]),
        ([Missing("支出表")], [Missing("收入表")]),
    ],
)
def test_what_is_said_is_told_from_anything_else(
    one: list[Comparison | Missing], other: list[Comparison | Missing]
) -> None:
    assert _told(one) != _told(other) and _told(one) == _told(list(one))


def test_how_rules_are_named_and_weighed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held, rule = registered(), RULES["sum.three_public"]
    for change in ({"severity": "info"}, {"title": "另一标题"}, {"kind": "name"}):
        monkeypatch.setitem(RULES, rule.id, replace(rule, **change))
        assert registered() != held
    monkeypatch.setitem(RULES, rule.id, rule)
    assert registered() == held
