"""The wheel holds all that is needed: installed into an environment of its own it ingests a report from another folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("extract", "parsers", "normalize", "checks", "ingest", "regress", "review", "queries")


def test_the_wheel_ingests_a_report(tmp_path: Path) -> None:
    # From a bare copy: build/lib and the egg-info that earlier builds left would put files into the wheel that the configuration forgets.
    source = shutil.copytree(
        ROOT,
        tmp_path / "source",
        ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "*.egg-info", "parquet", "tests"),
    )
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
    # Lexicon, classification, regions, labels, queries, templates, styles: all that lies beside the modules.
    beside = [
        str(p.relative_to(source))
        for package in PACKAGES
        for p in (source / package).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    ]
    assert len(beside) > 300 and set(beside) <= set(names)
    reports = [name for name in names if "/share/juesuan/reports/" in name]
    assert len(reports) == len(list((ROOT / "data/raw").iterdir()))
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # The dependencies come from here. A plain path does not bring this environment's editable install of the project along.
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    found = subprocess.run(
        [python, "-c", "import juesuan; print(juesuan.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout.strip()
    assert found.startswith(str(environment))
    report = ROOT / "data/raw/产品质量抽查项目绩效自评表.pdf"
    done = subprocess.run(
        [environment / "bin/juesuan", "ingest", report, "--out", "data", "--jobs", "1"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    funds = list((tmp_path / "data/funds").rglob("*.parquet"))
    assert sum(pq.read_metadata(f).num_rows for f in funds) >= 1
    shown = subprocess.run(
        [environment / "bin/juesuan", "demo", "shown"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert len(list((tmp_path / "shown/reports").iterdir())) == len(list((ROOT / "data/raw").iterdir()))
    # The views and the questions are files beside the modules.
    asked = subprocess.run(
        [
            environment / "bin/juesuan",
            "ask",
            "q02",
            "--param",
            "soft=100",
            "--data",
            "data",
            "--format",
            "csv",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert len(asked.stdout.splitlines()) == 2
