"""The classification's data and how it is asked."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from extract.fold import fold
from parsers import classification
from parsers.classification import (
    ClassificationKind,
    ClassificationLevel,
    classification_entries,
    names,
    of_code,
    of_name,
    sources,
)
from tests.conftest import ABSENT

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT.parent / "shared/reports"
KINDS: dict[str, ClassificationKind] = {"2": "function", "3": "department", "5": "government"}
PARENTS_NOT_PRINTED = set(
    [
        "20101",
        "20502",
        "20699",
        "20812",
        "20817",
        "20818",
        "20819",
        "20820",
        "20821",
        "21002",
        "21003",
        "21004",
        "21012",
        "21013",
        "21302",
        "21599",
        "304",
        "503",
        "510",
    ]
)
"""Codes above others that no source prints with a name."""


def test_an_entry_has_sources_and_their_years() -> None:
    for entry in classification_entries():
        assert entry.sources and set(entry.sources) <= set(sources()), entry
        assert entry.name == "".join(entry.name.split()) and not set("()") & set(entry.name), entry
        if entry.first_year is None:
            assert entry.last_year is None, entry
            assert {sources()[s].kind for s in entry.sources} <= {"list", "program"}, entry
        else:
            assert entry.last_year is not None and 2007 <= entry.first_year <= entry.last_year, entry


def test_codes_are_well_formed_and_stand_below_others() -> None:
    for entry in (e for e in classification_entries() if e.code):
        assert entry.code and re.fullmatch(r"2\d\d(\d\d){0,2}|[35]\d\d(\d\d)?", entry.code), entry
        assert entry.kind == KINDS[entry.code[0]], entry
        assert entry.parent is None or entry.parent in PARENTS_NOT_PRINTED or of_code(entry.parent), entry


def test_parents_that_are_said_not_to_be_printed_are_not_there() -> None:
    assert not [code for code in PARENTS_NOT_PRINTED if of_code(code)]


def test_entries_are_sorted_and_different() -> None:
    assert len({(e.code, e.name) for e in classification_entries()}) == len(classification_entries())
    assert all((a.code or "9") <= (b.code or "9") for a, b in pairwise(classification_entries()))
    assert {s for e in classification_entries() for s in e.sources} == set(sources()), (
        "a source that prints nothing"
    )


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("210", None, "卫生健康支出"),
        ("210", 2026, "卫生健康支出"),
        ("215", 2020, "资源勘探信息等支出"),
        ("215", 2019, "资源勘探信息等支出"),
        ("215", 2025, "资源勘探工业信息等支出"),
        ("30104", 2023, "社会保障缴费"),
        ("2080505", 2023, "机关事业单位基本养老保险缴费支出"),
        ("2070199", 2015, "其他文化支出"),
        ("2070199", 2024, "其他文化和旅游支出"),
        ("50101", 2020, "工资奖金津补贴"),
    ],
)
def test_a_code_in_a_year(code: str, year: int | None, name: str) -> None:
    found = of_code(code, year)
    assert found is not None and found.name == name


@pytest.mark.parametrize("code", ["", "9", "999", "2019999", "20", "行政运行"])
def test_an_unknown_code_or_name_is_no_error(code: str) -> None:
    assert of_code(code) is None and of_code(code, 2024) is None
    assert of_name(code + "?") == ()


def test_one_name_of_many_codes() -> None:
    found = of_name("行政运行")
    assert len(found) >= 5 and all(e.name == "行政运行" and e.level == "项" for e in found)
    assert [e.code for e in found] == sorted(e.code for e in found if e.code)
    assert {e.kind for e in of_name("住房公积金")} == {"function", "department", "government"}
    assert [e.code for e in of_name("住房公积金", "function")] == ["2210201"]


@pytest.mark.parametrize("spelling", ["维修（护）费", "维修(护)费", " 维修 （护） 费"])
def test_a_name_in_any_spelling(spelling: str) -> None:
    assert [e.code for e in of_name(spelling)] == ["30213"]


@pytest.mark.parametrize(("level", "digits"), [("类", 3), ("款", 5), ("项", 7)])
def test_names_of_a_level_the_longest_first(level: ClassificationLevel, digits: int) -> None:
    found = names(level)
    assert set(found) == {fold(e.name) for e in classification_entries() if len(e.code or "...") == digits}
    assert all(len(a) >= len(b) for a, b in pairwise(found))
    assert set(found) <= set(names()) and "工资福利支出" not in names(kind="function")


def test_nothing_is_read_on_import() -> None:
    code = "import parsers.classification as c, sys; sys.exit(c.classification_entries.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_data_is_what_the_script_builds() -> None:
    path = Path(str(classification.__file__)).parent / "codes.csv"
    before = path.read_bytes()
    try:
        subprocess.run([sys.executable, "scripts/classification.py", "build"], cwd=ROOT, check=True)
        assert path.read_bytes() == before
    finally:
        path.write_bytes(before)


@pytest.mark.skipif(not REPORTS.exists(), reason=ABSENT)
def test_what_a_sample_report_prints_is_known() -> None:
    report = REPORTS / "putuo/shegongbu-2024-final.pdf"
    done = subprocess.run(
        [sys.executable, "scripts/classification.py", "collect", str(report)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    printed = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(printed) > 100
    unknown = [row for row in printed if row[0] not in ("", *(e.code for e in of_name(row[1])))]
    assert not unknown
