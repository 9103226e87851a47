"""`juesuan regress`, `case` and `diff` as their users meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from regress.cases import Case
from regress.rows import read_facts, write_facts

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national/document.docx"


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case whose first fund is expected with another value."""
    done = call("case", "new", FORM, "--name", "form", "--cases", tmp_path)
    assert done.returncode == 0 and "want a human's confirmation" in done.stdout
    made = Case(tmp_path / "form")
    rows = read_facts(made.expectation("funds"))
    write_facts(made.expectation("funds"), [{**rows[0], "value": "1.00"}, *rows[1:]])
    return made


def test_a_difference_is_shown_and_gives_one(case: Case) -> None:
    assert call("regress", "--cases", case.folder.parent).returncode == 0
    rows = read_facts(case.expectation("funds"))
    number = next(n for n, r in enumerate(rows, 1) if r["value"] == "1.00")
    said = call(
        "case", "confirm", "form", "--cases", case.folder.parent, "--table", "funds", "--row", str(number)
    )
    assert said.returncode == 0
    done = call("regress", "--cases", case.folder.parent)
    assert done.returncode == 1 and done.stdout.startswith("funds: 1 cells changed")
    assert (
        "form/document.json" in done.stdout
        and "funds: 0 gone, 0 new, 1 changed" in done.stdout
        and "value 1.00 → " in done.stdout
    )
    assert "1 cases, 1 documents, 1 differ" in done.stdout
    assert call("regress", "form", "--cases", case.folder.parent, "--table", "units").returncode == 0


def test_json(case: Case) -> None:
    shown = json.loads(call("regress", case.folder, "--json").stdout)
    (change,) = shown["documents"][0]["tables"]["funds"]["changed"]
    assert change["cells"]["value"][0] == "1.00" and change["raw"] and change["locator"]
    assert (
        shown["parsers"]["funds"]["self_evaluation"]["recall"]
        < 1
        == shown["parsers"]["units"]["units"]["recall"]
    )


def test_update_and_force(case: Case) -> None:
    assert call("case", "confirm", "form", "--table", "funds", "--cases", case.folder.parent).returncode == 0
    assert "✓" in call("case", "show", "form", "--cases", case.folder.parent).stdout
    refused = call("regress", "--cases", case.folder.parent, "--update")
    assert (
        refused.returncode == 1
        and "confirmed rows of funds would change" in refused.stderr
        and "1 changed" in refused.stdout
    )
    forced = call("regress", "--cases", case.folder.parent, "--update", "--force")
    assert forced.returncode == 0 and "value 1.00 → " in forced.stdout
    assert call("regress", "--cases", case.folder.parent).returncode == 0


def test_coverage(case: Case) -> None:
    done = call("regress", "--cases", case.folder.parent, "--coverage")
    assert done.returncode == 0 and "table kinds: 1 of " in done.stdout and "- income" in done.stdout
    shown = json.loads(call("regress", case.folder, "--coverage", "--json").stdout)
    assert {i["name"] for i in shown["table_kinds"] if i["exercised"]} == {"self_evaluation"}


def test_keeping_a_document_is_said(tmp_path: Path) -> None:
    done = call("case", "new", FORM, "--name", "kept", "--cases", tmp_path, "--keep-document")
    assert (
        done.returncode == 0
        and "telephone numbers in it stay" in done.stderr
        and (tmp_path / "kept/document.docx").is_file()
    )


def test_diff(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    for out, documents in ((a, [FORM]), (b, [FORM, ROOT / "tests/fixtures/form-sichuan/document.docx"])):
        assert call("ingest", *documents, "--out", out, "--jobs", "1").returncode == 0
    same = call("diff", a, a)
    assert same.returncode == 0 and "1 documents in both datasets, 0 differ" in same.stdout
    assert call("diff", a, b).returncode == 1
    assert len(json.loads(call("diff", a, b, "--json").stdout)["only_b"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("regress", "no-such-case"),
        ("regress", "--cases", "no/such"),
        ("regress", "--table", "nonsense"),
        ("case", "new", "no.pdf", "--name", "x"),
        ("case", "new", FORM, "--name", "../x"),
        ("case", "show", "no-such-case"),
        ("case", "confirm", "form-national", "--table", "nonsense"),
        ("diff", "no/such", "data/parquet"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: tuple[str | Path, ...]) -> None:
    done = call(*arguments)
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr
