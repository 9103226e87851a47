"""Options that a file and the environment set."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILE = """
[ingest]
jobs = 3
keep-versions = true

[findings]
severity = "error"
"""


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "juesuan", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder), **environment},
    )


def settings(folder: Path, *arguments: str, **environment: str) -> dict[str, str]:
    """What `juesuan config` prints: the option → its value and source."""
    lines = call(folder, "config", *arguments, **environment).stdout.splitlines()
    return dict(line.split(" = ", 1) for line in lines[1:])


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    assert settings(tmp_path) == {}
    (tmp_path / "juesuan.toml").write_text(FILE, "utf-8")
    set_ = {
        "ingest.jobs": "3  (juesuan.toml)",
        "ingest.keep-versions": "True  (juesuan.toml)",
        "findings.severity": "error  (juesuan.toml)",
    }
    assert settings(tmp_path) == set_
    own = settings(tmp_path, JUESUAN_INGEST_JOBS="5")
    assert own == {**set_, "ingest.jobs": "5  (JUESUAN_INGEST_JOBS)"}
    everything = settings(tmp_path, "ingest", "--all")
    assert everything.items() >= {k: v for k, v in set_.items() if k.startswith("ingest")}.items()
    assert everything["ingest.out"] == "data/parquet  (default)"


def test_a_named_file_goes_before_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "juesuan.toml").write_text(FILE, "utf-8")
    other = tmp_path / "other.toml"
    other.write_text("[query]\nformat = 'json'\n", "utf-8")
    assert settings(tmp_path, JUESUAN_CONFIG=str(other)) == {"query.format": f"json  ({other})"}


def test_an_empty_variable_is_nobodys_origin(tmp_path: Path) -> None:
    (tmp_path / "juesuan.toml").write_text("[ingest]\njobs = 3\n", "utf-8")
    told = settings(tmp_path, JUESUAN_INGEST_JOBS="", JUESUAN_INGEST_TIMEOUT="")
    assert told == {"ingest.jobs": "3  (juesuan.toml)"}


def test_options_that_may_be_given_several_times(tmp_path: Path) -> None:
    """One value needs no list; a variable holds several."""
    form = str(ROOT / "data/raw/青禾市市场监督管理局2023年度部门决算.pdf")
    call(tmp_path, "-q", "ingest", form, "--out", "data", "--jobs", "1")

    def rules(**environment: str) -> set[str]:
        done = call(tmp_path, "findings", "data", "--json", **environment)
        assert done.returncode == 0, done.stderr
        return {f["rule"] for f in json.loads(done.stdout)}

    assert rules(JUESUAN_FINDINGS_RULE="ratio.completion equality.text") == {
        "ratio.completion",
        "equality.text",
    }
    for held in ('"ratio.completion"', '["ratio.completion"]'):
        (tmp_path / "juesuan.toml").write_text(f"[findings]\nrule = {held}\n", "utf-8")
        assert rules() == {"ratio.completion"}
    assert settings(tmp_path, "review", JUESUAN_REVIEW_RAW="a b:c") == {
        "review.raw": "['a b', 'c']  (JUESUAN_REVIEW_RAW)"
    }


def test_a_command_within_a_command_has_a_table(tmp_path: Path) -> None:
    (tmp_path / "juesuan.toml").write_text("[case]\nnew = 3\n", "utf-8")
    done = call(tmp_path, "case", "new", "none")
    assert done.returncode == 2 and "[case.new]" in done.stderr and "Traceback" not in done.stderr


def test_a_command_does_what_is_set_and_what_its_call_says_first(tmp_path: Path) -> None:
    (tmp_path / "juesuan.toml").write_text("[schema]\nmarkdown = true\n[findings]\nrules = true\n", "utf-8")
    assert call(tmp_path, "schema").stdout.startswith("#")
    (tmp_path / "juesuan.toml").write_text("[query]\nformat = 'json'\n[rules]\n'sum.text' = 'off'\n", "utf-8")
    form = str(ROOT / "tests/fixtures/form-national/document.pdf")
    call(tmp_path, "-q", "ingest", form, "--out", "data", "--jobs", "1")
    asked = ("query", "select count(*) as n from checks where rule = 'sum.text'", "--data", "data")
    assert json.loads(call(tmp_path, *asked).stdout) == [{"n": 0}]
    assert call(tmp_path, *asked, "--format", "csv").stdout.split() == ["n", "0"]


@pytest.mark.parametrize(
    ("held", "environment", "said"),
    [
        ("[ingest]\njob = 3\n", {}, "job"),
        ("[ingst]\njobs = 3\n", {}, "ingst"),
        ("ingest = 3\n", {}, "[ingest]"),
        ("[ingest\n", {}, "TOML"),
        ("", {"JUESUAN_INGEST_JOB": "3"}, "JUESUAN_INGEST_JOB"),
        ("", {"JUESUAN_INGEST_JOBS": "many"}, "--jobs"),
        ("", {"JUESUAN_CONFIG": "gone.toml"}, "gone.toml"),
    ],
)
def test_what_is_not_understood_is_named(
    tmp_path: Path, held: str, environment: dict[str, str], said: str
) -> None:
    (tmp_path / "juesuan.toml").write_text(held, "utf-8")
    done = call(tmp_path, "ingest", "none", **environment)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
