"""`juesuan findings` lists what leads, by what is asked for; `--fail-on` tells by its exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from checks.cli import findings
from checks.places import describe, finding_of
from checks.run import check_rows
from extract.errors import ExitCode, UsageError
from normalize.writing import write_rows
from tests.checks.cases.words import filled_in
from tests.checks.culprits.test_clusters import spending

APP = typer.Typer()
APP.command()(findings)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents: one with a wrong total in the text, which breaks two relations, and one with a wrong date."""
    out = tmp_path_factory.mktemp("data")
    rows = [spending(told="20.00"), filled_in("2022-03-28")]
    named = [
        replace(r, document=replace(r.document, doc_id=n, unit_name=n))
        for r, n in zip(rows, ("甲局", "乙局"), strict=True)
    ]
    write_rows(out, [check_rows(r) for r in named])
    return out


def run(data: Path, *options: str) -> Result:
    return CliRunner().invoke(APP, [str(data), *options])


def listed(data: Path, *options: str) -> list[dict[str, Any]]:
    return list(json.loads(run(data, "--json", *options).stdout))


def test_leaders_are_listed_and_the_rest_on_demand(data: Path) -> None:
    assert sorted(f["rule"] for f in listed(data)) == ["equality.text", "period.form_date"]
    assert len(listed(data, "--all")) == 3
    assert "2 findings, and 1 that follow from them (--all)" in run(data).stdout
    assert run(data, "--all").stdout.endswith("3 findings\n")


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (("--unit", "乙"), ["period.form_date"]),
        (("--rule", "equality.text"), ["equality.text"]),
        (("--rule", "sum.text"), []),
        (("--rule", "sum.text", "--all"), ["sum.text"]),
        (("--severity", "error", "--unit", "甲局"), ["equality.text"]),
    ],
)
def test_findings_are_chosen(data: Path, options: tuple[str, ...], rules: list[str]) -> None:
    assert [f["rule"] for f in listed(data, *options)] == rules


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), ExitCode.DONE),
        (("--fail-on", "error"), ExitCode.FOUND),
        (("--fail-on", "error", "--unit", "丙"), ExitCode.DONE),
    ],
)
def test_the_exit_code_tells(data: Path, options: tuple[str, ...], code: ExitCode) -> None:
    assert run(data, *options).exit_code == code


def test_a_name_that_no_document_has_is_not_taken_for_one_without_findings(data: Path) -> None:
    for nothing in (
        ("--unit", "丙"),
        ("--year", "1999"),
        ("--doc", "丙"),
        ("--unit", "甲局", "--year", "1999"),
    ):
        done = run(data, *nothing)
        assert done.stdout == "0 findings\n" and done.stderr.startswith("no document is so: ")
    done = run(data, "--unit", "甲局", "--rule", "period.form_date")
    assert (done.stdout, done.stderr) == ("0 findings\n", "")


def test_an_unknown_severity_is_named(data: Path) -> None:
    error = run(data, "--fail-on", "no").exception
    assert isinstance(error, UsageError) and "'no'" in str(error)


def test_several_rules_and_a_document(data: Path) -> None:
    both = ("--rule", "equality.text", "--rule", "period.form_date")
    assert len(listed(data, *both)) == 2
    assert [f["rule"] for f in listed(data, *both, "--doc", "甲局")] == ["equality.text"]


def test_what_was_known_before_is_not_shown_again(data: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "before.json"
    baseline.write_text(run(data, "--json", "--unit", "甲局").stdout, "utf-8")
    assert [f["rule"] for f in listed(data, "--since", str(baseline))] == ["period.form_date"]
    baseline.write_text("no list", "utf-8")
    assert isinstance(run(data, "--since", str(baseline)).exception, UsageError)


@pytest.mark.parametrize(("form", "lines"), [("csv", 3), ("jsonl", 2)])
def test_formats(data: Path, form: str, lines: int) -> None:
    assert len(run(data, "--format", form).stdout.splitlines()) == lines


def test_a_workbook_and_a_file_hold_what_is_listed(data: Path, tmp_path: Path) -> None:
    import openpyxl

    book, csv = tmp_path / "a.xlsx", tmp_path / "a.csv"
    assert isinstance(run(data, "--format", "xlsx").exception, UsageError)
    assert run(data, "--format", "xlsx", "--out", str(book)).exit_code == ExitCode.DONE
    names, *rows = openpyxl.load_workbook(book).active.values
    assert names[:2] == ("严重程度", "规则") and rows[0][:2] == ("错误", "填报日期")
    assert [r[5] for r in rows] == [f["message"] for f in listed(data)]
    run(data, "--format", "csv", "--out", str(csv))
    assert csv.read_text("utf-8") == run(data, "--format", "csv").stdout


def test_copies_of_a_report_are_one(tmp_path: Path) -> None:
    rows = [spending(told="20.00")] * 2
    copies = [
        replace(r, document=replace(r.document, doc_id=n, source=n, unit_id="u"))
        for r, n in zip(rows, ("a.pdf", "a.docx"), strict=True)
    ]
    write_rows(tmp_path, [check_rows(r) for r in copies])
    (only,) = listed(tmp_path)
    assert {only["source"], *only["also_in"]} == {"a.pdf", "a.docx"}


def test_a_finding_leads_to_its_places(data: Path) -> None:
    found = listed(data, "--rule", "equality.text")[0]
    shown = describe(finding_of(data, found["finding_id"][:12]))
    assert found["message"] in shown and shown.count("\n  ") >= len(found["evidence"])
    with pytest.raises(UsageError, match="no finding"):
        finding_of(data, "0" * 40)


def test_no_findings_are_no_lines_of_data(data: Path) -> None:
    none = ("--unit", "丙局")
    assert run(data, *none, "--format", "jsonl").stdout == ""
    assert json.loads(run(data, *none, "--format", "json").stdout) == []
    assert len(run(data, *none, "--format", "csv").stdout.splitlines()) == 1
