"""The ways to install juesuan without make, each into an empty environment: what is installed reads the sample reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.release import build
from tests.conftest import ROOT

WAYS = {
    "pip": ("env/bin/python", "-m", "pip", "install", "-q", "{wheel}[ocr,review]"),
    "uv": ("env/bin/uv", "tool", "install", "-q", "{wheel}"),
    "pipx": ("env/bin/pipx", "install", "{wheel}"),
}
SETTINGS = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS"}
"""What pip is told of where packages are, and the variables by which uv is."""


def places() -> dict[str, str]:
    """For uv, which does not read pip's configuration, where pip looks for packages."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    held = dict(line.split("=", 1) for line in told.stdout.splitlines())
    found = {
        SETTINGS[key]: value.strip("'")
        for name, value in held.items()
        if (key := name.rpartition(".")[2]) in SETTINGS
    }
    return {**found, "UV_INDEX_STRATEGY": "unsafe-best-match"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    return next(f for f in build(ROOT, out) if f.suffix == ".whl")


@pytest.mark.long
@pytest.mark.long_alone
@pytest.mark.parametrize("way", WAYS)
def test_what_is_installed_reads_the_sample_reports(way: str, wheel: Path, tmp_path: Path) -> None:
    own = {
        "HOME": str(tmp_path),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "env/bin"),
        "UV_TOOL_DIR": str(tmp_path / "tools"),
        "UV_TOOL_BIN_DIR": str(tmp_path / "env/bin"),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "UV_PYTHON": sys.executable,
        **places(),
    }
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | own

    def call(*command: str) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=600
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call(sys.executable, "-m", "venv", "env")
    if way != "pip":
        call("env/bin/python", "-m", "pip", "install", "-q", way)
    call(*(word.format(wheel=wheel) for word in WAYS[way]))
    call("env/bin/juesuan", "demo", "demo")
    parts = {p["name"]: p for p in json.loads(call("env/bin/juesuan", "doctor", "--json"))["parts"]}
    assert all(p["found"] for p in parts.values() if p["required"])
    assert bool(parts["OCR"]["found"]) is bool(parts["review"]["found"]) is (way == "pip")
    assert "ratio.completion" in call("env/bin/juesuan", "findings", "demo/dataset")
    asked = call(
        "env/bin/juesuan", "ask", "q02", "--param", "soft=99", "--data", "demo/dataset", "--format", "csv"
    )
    assert len(asked.splitlines()) == 3
    call("env/bin/juesuan", "report", "demo/dataset", "--html", "page.html", "--raw", "demo/reports")
    assert "94.19%" in (tmp_path / "page.html").read_text("utf-8")
