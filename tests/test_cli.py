"""The command line as its users meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import juesuan

ROOT = Path(__file__).resolve().parents[1]
FORM = ROOT / "tests/fixtures/form-national/document.pdf"


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "juesuan", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False)


def test_help_lists_every_command() -> None:
    done = call("--help")
    assert done.returncode == 0 and all(name in done.stdout for name in juesuan.COMMANDS)


@pytest.mark.parametrize("command", juesuan.COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = call(command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, juesuan; sys.argv = ['juesuan', '--help']; juesuan.main(); print(sorted({'pandas', 'pyarrow', 'pdfplumber', 'numpy', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_ingest_findings_query_schema(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("ingest", FORM, "--out", out, "--jobs", "1", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["documents"] == 1
    assert call("findings", out, "--fail-on", "error").returncode == 0
    assert '"n": 1' in call("query", "select count(*) as n from documents", "--data", out, "--format", "json").stdout
    assert "indicators" in call("schema", "--data", out).stdout


def test_findings_fail_on(tmp_path: Path) -> None:
    call("ingest", ROOT / "data/raw/青禾市市场监督管理局2023年度部门决算.pdf", "--out", tmp_path, "--jobs", "1")
    done = call("findings", tmp_path, "--fail-on", "error", "--json")
    assert done.returncode == 3
    assert {f["rule"] for f in json.loads(done.stdout) if f["severity"] == "error"} >= {"ratio.completion", "equality.text"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ingest", "no/such/path"),
        ("query", "select 1", "--data", "no/such"),
        ("inspect", "no.pdf"),
        ("findings", "no/such"),
        ("findings", "--severity", "loud"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: tuple[str, ...]) -> None:
    done = call(*arguments)
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr


def test_inspect(tmp_path: Path) -> None:
    image = tmp_path / "page.png"
    done = call("inspect", FORM, "--page", "1", "--image", image)
    assert done.returncode == 0 and "年度资金总额" in done.stdout and image.read_bytes().startswith(b"\x89PNG")
    shown = json.loads(call("inspect", FORM, "--json").stdout)
    assert shown["format"] == "pdf" and any("table" in b for b in shown["blocks"])


def test_failing_files_give_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4")
    done = call("ingest", bad, "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 1 and "bad.pdf" in done.stdout and "Traceback" not in done.stdout + done.stderr


def test_python_interface(tmp_path: Path) -> None:
    assert juesuan.read(FORM).tables and juesuan.parse(FORM).indicators
    summary = juesuan.ingest([FORM], tmp_path)
    assert summary.rows["indicators"] == len(juesuan.load(tmp_path, "indicators")) == 5
