"""The cases that are read again are those that a change can touch."""

from __future__ import annotations

import importlib
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path
from types import FunctionType

import pytest
from typer.testing import CliRunner

import juesuan
from regress.ablation.bodies import function_of
from regress.ablation.switches import switches
from regress.cases import Case, load_document, rows_of
from regress.changes.record import Record, forget, held_record, keep, read_recorded, touched
from regress.rows import table_facts
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
    assert touched(folder(cases), cases, record) == cases
    read_recorded(cases, record)
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


def names(cases: list[Case]) -> list[str]:
    return [c.name for c in cases]


def test_nothing_changed_nothing_is_read(cases: list[Case], record: Record) -> None:
    assert touched(folder(cases), cases, record) == []


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
    ],
)
def test_the_function_that_changed_ran(
    cases: list[Case], record: Record, path: str, function: str, read: list[str]
) -> None:
    record.source[path] = {**record.source[path], "whole": "other", function: "other"}
    assert names(touched(folder(cases), cases, record)) == read


def test_the_cases_that_hold_a_wording(cases: list[Case], record: Record) -> None:
    path = "parsers/lexicon/columns.toml"
    record.source[path] = {"whole": "other"}
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
        path, _, function = name.partition(":")
        other = {**record.source, path: {**record.source[path], "whole": "other", function: "other"}}
        told = names(touched(folder(cases), cases, Record(**{**record.__dict__, "source": other})))
        assert {c.name for c in cases if broken(plain[name], c) != before[c.name]} <= set(told), (
            f"seed {seed}: {name}"
        )


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
        source={**record.source, path: {"whole": "other"}},
        wordings={**record.wordings, path: kept},
    )


def breakable(name: str) -> FunctionType | None:
    """The function of a recorded name; null for the body of a class, and for what refers to names around it."""
    path, _, function = name.partition(":")
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    held = function_of(importlib.import_module(module), function)
    return held if isinstance(held, FunctionType) and not held.__code__.co_freevars else None


def facts(case: Case) -> object:
    forget()
    try:
        rows = rows_of(load_document(case.documents[0]))
        return {t: table_facts(rows, t) for t in TABLES}
    except Exception:
        return None


def broken(function: FunctionType, case: Case) -> object:
    """What a case reads while a function fails."""

    def fails(*_: object, **__: object) -> None:
        raise LookupError

    code = function.__code__
    function.__code__ = fails.__code__
    try:
        return facts(case)
    finally:
        function.__code__ = code
        forget()


def test_the_command_says_how_many_it_reads(cases: list[Case], record: Record) -> None:
    done = CliRunner().invoke(juesuan.app, ["regress", "--changed", "--cases", str(folder(cases))])
    assert done.exit_code == 0 and "0 of 3 cases are read" in done.output
    done = CliRunner().invoke(
        juesuan.app, ["regress", "--changed", "form-national", "--cases", str(folder(cases))]
    )
    assert done.exit_code != 0
