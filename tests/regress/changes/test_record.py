"""The cases that are read again are those that a change can touch."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FunctionType

import pytest
from typer.testing import CliRunner

import juesuan
from checks.run import check_rows
from regress.ablation.bodies import function_of
from regress.ablation.switches import switches
from regress.cases import Case, Reading, load_document, readings, unchecked_rows
from regress.changes.again import SAID_OF_ROWS, read_recorded
from regress.changes.asked import touched_rules
from regress.changes.fingerprints import REST, WHOLE
from regress.changes.forgetting import forget
from regress.changes.record import FILE, Record, Touched, held_record, keep, touched
from regress.rows import table_facts
from tests.bench_regress import as_if_changed
from tests.conftest import LONG
from tests.regress.project_mutations import TABLES

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NAMES = ("form-national", "narrative-dated", "annex-usage")
FUNCTIONS = 60 if LONG else 8
RECEPTION, ENTRIES = "concepts.concepts.reception", 100 if LONG else 3


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    home = tmp_path_factory.mktemp("cases")
    for name in NAMES:
        shutil.copytree(FIXTURES / name, home / name, ignore=shutil.ignore_patterns("*.pdf"))
    return [Case(home / name) for name in NAMES]


@pytest.fixture(scope="module")
def kept(cases: list[Case]) -> Path:
    """The folder with the record of a first run, which reads all."""
    record = Record()
    todo = touched(folder(cases), cases, record)
    assert todo == [Touched(case, rows=True, checks=True) for case in cases]
    read_recorded(todo, record)
    for held in record.cases.values():
        # Whether the cases are read as they should be is another matter.
        held["differs"] = False
    keep(folder(cases), cases, record)
    return folder(cases)


@pytest.fixture
def record(kept: Path) -> Record:
    return held_record(kept)


def folder(cases: list[Case]) -> Path:
    return cases[0].folder.parent


def names(told: list[Touched], *, rows: bool | None = None) -> list[str]:
    """The cases; `rows`: of which these can be others, or not."""
    return [t.case.name for t in told if rows is None or t.rows == rows]


def as_if_other(record: Record, *names: str) -> Record:
    """The record as it were had these functions been others then."""
    source = dict(record.source)
    for name in names:
        path, _, function = name.partition(":")
        source[path] = {**source[path], WHOLE: "other", function: "other"}
    return replace(record, source=source)


def test_nothing_changed_nothing_is_read(cases: list[Case], record: Record) -> None:
    assert touched(folder(cases), cases, record) == []


def test_nothing_changed_nothing_is_written(cases: list[Case], record: Record) -> None:
    path = folder(cases) / FILE
    held = path.stat().st_mtime_ns
    keep(folder(cases), cases, record)
    assert path.stat().st_mtime_ns == held
    keep(folder(cases), cases, as_if_other(record, "checks/registry.py:rule"))
    assert path.stat().st_mtime_ns > held and held_record(folder(cases)).source == record.source


def test_a_case_that_changed_itself_is_read(cases: list[Case], record: Record) -> None:
    path = cases[1].expectation("funds")
    held, at = path.read_text(), path.stat()
    path.write_text(held + "\n")
    assert names(touched(folder(cases), cases, record)) == [cases[1].name]
    record.cases[cases[2].name]["differs"] = True
    assert names(touched(folder(cases), cases, record)) == [cases[1].name, cases[2].name]
    path.write_text(held, "utf-8")
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


@pytest.mark.parametrize(
    ("path", "function", "read"),
    [
        ("parsers/tables/fund_usage.py", "read_fund_usage", ["annex-usage"]),
        ("parsers/narrative/numbers.py", "is_threshold", ["narrative-dated"]),
        ("normalize/rows.py", "normalize_report", list(NAMES)),
        ("extract/halves/stacked.py", "whole", list(NAMES)),  # no other function's name
    ],
)
def test_the_function_that_changed_ran(
    cases: list[Case], record: Record, path: str, function: str, read: list[str]
) -> None:
    assert names(touched(folder(cases), cases, as_if_other(record, f"{path}:{function}")), rows=True) == read


@pytest.mark.parametrize(
    "function",
    [
        "checks/registry.py:rule",  # it runs as the rules are loaded
        "parsers/memo.py:remembered",  # what it gave then runs for each report
        "parsers/lexicon/wordings.py:typed",  # it runs for the first report alone
    ],
)
def test_what_runs_once_for_all_touches_all(cases: list[Case], record: Record, function: str) -> None:
    assert names(touched(folder(cases), cases, as_if_other(record, function))) == list(NAMES)


def test_a_rule_that_changed_is_asked_of_the_rows_that_are_kept(cases: list[Case], record: Record) -> None:
    """What is found by a rule that says otherwise is what reading the whole case finds."""
    name = "checks/finding.py:with_ids"
    told = touched(folder(cases), cases, as_if_other(record, name))
    assert names(told, rows=False) == list(NAMES)
    assert not any(map(bool, read_recorded(told, held_record(folder(cases)))))
    function = breakable("checks/run.py:_outcome")
    assert function is not None
    with other_body(function, lambda *_: "failed"):
        short = read_recorded(told, held_record(folder(cases)))
        whole = [reading for case in cases for reading in readings(case)]
        forget()
    found = [[d for d in r.differences if d.table == "checks"] for r in (*short, *whole)]
    assert all(any(map(bool, differences)) for differences in found)
    assert [[(d.new, d.changed) for d in x] for x in found[: len(short)]] == [
        [(d.new, d.changed) for d in x] for x in found[len(short) :]
    ]


def spoken(record: Record) -> list[str]:
    """Functions that ran for some rules and for nothing else, and that can run as others."""
    asked = [n for n in record.functions if n.startswith("checks/") and "<" not in n]
    rules = {n: touched_rules([n.partition(":")[0]], record.source) for n in asked}
    return [n for n in asked if rules[n] and breakable(n)]


def test_of_the_rules_those_alone_are_asked_that_can_say_something_else(
    cases: list[Case], record: Record
) -> None:
    name = "checks/rules/ratio.py:ratio_share"
    told = touched(folder(cases), cases, as_if_other(record, name))
    assert told and all(t.rules == touched_rules(["checks/rules/ratio.py"], record.source) for t in told)
    before = {case.name: dict(record.cases[case.name]) for case in cases}
    others = breakable("checks/rules/score.py:score_total")
    assert others is not None
    with other_body(others, lambda *_: 1 / 0):
        assert read_recorded(told, record) == []
    for case in cases:
        after, held = record.cases[case.name], before[case.name]
        assert {**after, "checked": None} == {**held, "checked": None}
        assert set(after["checked"]) >= set(held["checked"])


def test_a_rule_that_came_or_is_weighed_otherwise_is_not_asked_alone(
    cases: list[Case], record: Record
) -> None:
    path = "checks/rules/ratio.py"
    for held in (
        as_if_other(record, f"{path}:ratio_share", f"{path}:{REST}"),
        as_if_other(replace(record, rules="others"), f"{path}:ratio_share"),
        as_if_other(record, f"{path}:ratio_share", "checks/facts.py:where"),
    ):
        assert [t.rules for t in touched(folder(cases), cases, held)] == [None] * len(cases)


@pytest.mark.long
def test_what_is_found_by_asking_some_rules_is_what_reading_whole_finds(
    cases: list[Case], record: Record
) -> None:
    """Functions of rules, drawn anew, fail or give nothing."""
    seed = random.SystemRandom().randrange(10**6)
    chosen = random.Random(seed).sample(spoken(record), FUNCTIONS)
    before, noticed = of_rules([reading for case in cases for reading in readings(case)]), 0
    for n, name in enumerate(chosen):
        told = touched(folder(cases), cases, as_if_other(record, name))
        assert all(t.rules for t in told)
        function = breakable(name)
        assert function is not None
        with other_body(function, fails if n % 2 else gives_nothing):
            short = read_recorded(told, held_record(folder(cases)))
            whole = [reading for case in cases for reading in readings(case)]
        found, wanted = of_rules(short), of_rules(whole)
        assert wanted == before | found, f"seed {seed}: {name}"
        noticed += len(found)
    assert noticed


def of_rules(found: list[Reading]) -> dict[Path, object]:
    """Document → what its reading says of the tables that rules write, or why there is none."""
    return {
        r.document: r.error or [(d.new, d.gone, d.changed) for d in r.differences if d.table in SAID_OF_ROWS]
        for r in found
    }


def test_rows_that_are_what_they_were_are_not_checked_again(cases: list[Case], record: Record) -> None:
    told = touched(folder(cases), cases, as_if_other(record, "parsers/narrative/numbers.py:is_threshold"))
    assert told == [Touched(cases[NAMES.index("narrative-dated")], rows=True, checks=False)]
    before = dict(record.cases["narrative-dated"])
    assert read_recorded(told, record) == []
    after = record.cases["narrative-dated"]
    # Of the case that was read when a module was loaded, all of the module is noted.
    assert {record.functions[n] for n in set(after["ran"]) - set(before["ran"])} == set()
    assert {**after, "ran": None} == {**before, "ran": None}


def test_rows_that_are_others_are_checked_and_compared(cases: list[Case], record: Record) -> None:
    name = "parsers/tables/fund_usage.py:read_fund_usage"
    function = breakable(name)
    assert function is not None
    told = touched(folder(cases), cases, as_if_other(record, name))
    with other_body(function, lambda *_, **__: ()):
        (found,) = read_recorded(told, record)
    assert found.case.name == "annex-usage" and any(d.gone for d in found.differences)
    assert record.cases["annex-usage"]["differs"]


def test_rows_that_are_not_kept_are_read(cases: list[Case], record: Record) -> None:
    told = [Touched(case, rows=False, checks=True) for case in cases]
    for case in cases:
        record.cases[case.name]["rows"] = ["another"]
    assert {d.table for r in read_recorded(told, record) for d in r.differences} >= {"funds", "checks"}
    assert record.cases[cases[0].name]["rows"] == held_record(folder(cases)).cases[cases[0].name]["rows"]


def test_the_cases_that_hold_a_wording(cases: list[Case], record: Record) -> None:
    path = "parsers/lexicon/columns.toml"
    record.source[path] = {WHOLE: "other"}
    record.wordings[path] = [*record.wordings[path], ".plain\t年度资金总额"]
    assert names(touched(folder(cases), cases, record)) == ["form-national"]


@pytest.mark.long
def test_what_reads_otherwise_is_read_again(cases: list[Case], record: Record) -> None:
    """Functions drawn anew are broken; every case that notices is among those that would be read."""
    seed = random.SystemRandom().randrange(10**6)
    plain = {name: held for name in record.functions if "<" not in name and (held := breakable(name))}
    chosen = random.Random(seed).sample(list(plain), FUNCTIONS)
    before = {c.name: facts(c) for c in cases}
    assert None not in before.values()
    for name in chosen:
        told = touched(folder(cases), cases, as_if_other(record, name))
        others = {c.name: found for c in cases if (found := broken(plain[name], c)) != before[c.name]}
        assert others.keys() <= set(names(told)), f"seed {seed}: {name}"
        rows = {case for case, found in others.items() if of_rows(found) != of_rows(before[case])}
        assert rows <= set(names(told, rows=True)), f"seed {seed}: {name}"


def test_what_an_entry_of_the_lexicon_changes_is_read_again(cases: list[Case], record: Record) -> None:
    """Entries drawn anew, and one that all know, are gone; every case that reads otherwise is read again."""
    seed = random.SystemRandom().randrange(10**6)
    entries = {s.name: s for s in switches(("entry",))}
    before = {c.name: facts(c) for c in cases}
    noticed = 0
    for name in (RECEPTION, *random.Random(seed).sample(sorted(entries), ENTRIES)):
        held = without_entry(record, name)
        told = set(names(touched(folder(cases), cases, held)))
        with entries[name].open():
            changed = {c.name for c in cases if facts(c) != before[c.name]}
        noticed += bool(changed)
        assert changed <= told, f"seed {seed}: {name}"
    assert noticed


def without_entry(record: Record, name: str) -> Record:
    """The record as it were had the entry not been there then."""
    file, _, place = name.partition(".")
    path = f"parsers/lexicon/{file}.toml"
    kept = [w for w in record.wordings[path] if not w.startswith((f".{place}.", f".{place}\t"))]
    assert kept != record.wordings[path]
    return replace(
        record,
        source={**record.source, path: {WHOLE: "other"}},
        wordings={**record.wordings, path: kept},
    )


def breakable(name: str) -> FunctionType | None:
    """The function of a recorded name; null for the body of a class, and for what refers to names around it."""
    path, _, function = name.partition(":")
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    held = function_of(importlib.import_module(module), function)
    return held if isinstance(held, FunctionType) and not held.__code__.co_freevars else None


def facts(case: Case) -> dict[str, object] | None:
    forget()
    try:
        rows = unchecked_rows(load_document(case.documents[0]))
    except Exception:
        return None
    try:
        said = check_rows(rows)
    except Exception:
        return {t: table_facts(rows, t) for t in TABLES if t not in SAID_OF_ROWS}
    return {t: table_facts(said, t) for t in TABLES}


def of_rows(found: dict[str, object] | None) -> object:
    """The facts without what rules say."""
    return found and {table: held for table, held in found.items() if table not in SAID_OF_ROWS}


def fails(*_: object, **__: object) -> None:
    raise LookupError


def gives_nothing(*_: object, **__: object) -> tuple[object, ...]:
    return ()


def broken(function: FunctionType, case: Case) -> dict[str, object] | None:
    """What a case reads while a function fails."""

    with other_body(function, fails):
        return facts(case)


@contextmanager
def other_body(function: FunctionType, other: FunctionType | Callable[..., object]) -> Iterator[None]:
    """While open, a function runs as another one."""
    code = function.__code__
    function.__code__ = other.__code__
    forget()
    try:
        yield
    finally:
        function.__code__ = code
        forget()


def test_the_command_says_how_many_it_reads(cases: list[Case], record: Record) -> None:
    done = CliRunner().invoke(juesuan.app, ["regress", "--changed", "--cases", str(folder(cases))])
    assert done.exit_code == 0 and "0 of 3 cases are read" in done.output
    done = CliRunner().invoke(juesuan.app, ["regress", "--changed", "--json", "--cases", str(folder(cases))])
    assert json.loads(done.stdout)["documents"] == [] and "0 of 3 cases are read" in done.stderr
    done = CliRunner().invoke(
        juesuan.app, ["regress", "--changed", "form-national", "--cases", str(folder(cases))]
    )
    assert done.exit_code != 0


def test_what_the_benchmark_takes_as_changed_is_read_again(kept: Path, cases: list[Case]) -> None:
    def told() -> list[str]:
        return names(touched(kept, cases, held_record(kept)))

    assert told() == []
    for name in ("parsers/narrative/follow.py:begin", RECEPTION):
        with as_if_changed(kept, name):
            assert told()
    assert told() == []
