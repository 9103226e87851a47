"""Recall and precision on the real reports, by their own scorer, where they are at hand; nothing may fall below the floors of gold.toml."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from extract.settings import Ocr, OcrMode
from ingest.run import ingest
from ingest.worker import Settings
from tests.conftest import SHARED

FLOORS = Path(__file__).with_name("gold.toml")
WEIGHTED_BY = {"recall": "gold", "precision": "found", "cells": "gold", "details": "gold"}


def test_quality_floors(reports: Path, tmp_path: Path) -> None:
    ingest([reports], tmp_path, settings=Settings(Ocr(OcrMode.OFF)))
    command = [
        sys.executable,
        str(SHARED / "score.py"),
        str(tmp_path),
        str(SHARED / "gold"),
        "--group",
        "text",
        "--json",
    ]
    results = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    by_table = defaultdict(list)
    for result in results:
        by_table[result["table"]].append(result)
    below = []
    for table, floors in tomllib.loads(FLOORS.read_text("utf-8")).items():
        for measure, floor in floors.items():
            held = [
                (r[measure], r[WEIGHTED_BY[measure]]) for r in by_table[table] if r.get(measure) is not None
            ]
            reached = sum(share * weight for share, weight in held) / sum(weight for _, weight in held)
            if reached < floor:
                below.append(f"{table} {measure} {reached:.4f} < {floor}")
    assert below == []
    assert not sum(r.get("tolerated_reported", 0) for r in by_table["findings"])
