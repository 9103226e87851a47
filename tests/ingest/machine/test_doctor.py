"""What is missing is told with the command that installs it."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from ingest.machine import doctor


def told(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(juesuan.app, ["doctor", *arguments])
    return done.exit_code, done.output


def test_what_is_there_and_what_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, text = told()
    assert code == 0 and "missing  LibreOffice" in text and "apt-get install libreoffice-writer" in text
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    found = {p["name"]: p["found"] for p in json.loads(told("--json")[1])["parts"]}
    assert found["LibreOffice"] == str(program) and found["pyarrow"]


def test_without_what_it_cannot_work_without_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    known = doctor.version

    def version(package: str) -> str:
        if package in ("pyarrow", "onnxruntime", "ray"):
            raise PackageNotFoundError(package)
        return known(package)

    monkeypatch.setattr(doctor, "version", version)
    code, text = told()
    assert code == 1 and "missing  pyarrow" in text and "missing  OCR" in text and "'.[ocr]'" in text
    assert "missing  cluster" in text and "'.[cluster]'" in text
