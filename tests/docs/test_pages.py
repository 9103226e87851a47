"""What the documentation shows works: its commands and options exist, their output is what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from scripts.commands import page
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^\$ juesuan (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
CALL = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?juesuan +([a-z]+)(.*)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
WRITTEN = {path.name: path.read_text("utf-8") for path in PAGES}
BLOCKS = [(name, kind, text) for name, page_ in WRITTEN.items() for kind, text in FENCED.findall(page_)]
SHOWN = [(name, call, output) for name, _, text in BLOCKS for call, output in SESSION.findall(text)]


@lru_cache
def options() -> dict[str, set[str]]:
    """The options of each command, with those of the commands within it."""
    sections = re.split(r"^##+ juesuan ", WRITTEN["commands.md"], flags=re.MULTILINE)[1:]
    found: dict[str, set[str]] = {}
    for section in sections:
        name = section.split()[0]
        found.setdefault(name, set()).update(OPTION.findall(section))
    return found


def test_the_page_of_commands_is_what_they_print() -> None:
    assert WRITTEN["commands.md"] == page(), "docs/commands.md: python scripts/commands.py > docs/commands.md"


def test_every_command_and_option_that_is_named_exists() -> None:
    calls = [
        (name, command, OPTION.findall(rest))
        for name, _, text in BLOCKS
        if name != "commands.md"
        for command, rest in CALL.findall(text)
    ]
    assert len(calls) > 20
    for name, command, named in calls:
        assert command in options(), f"{name}: juesuan {command}"
        for option in named:
            assert option in options()[command], f"{name}: juesuan {command} {option}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample reports and their dataset, as `make ingest` leaves the project's."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    called("ingest data/raw", folder)
    return folder


def called(arguments: str, folder: Path) -> str:
    """What a command prints in a folder."""
    code = "import shlex, sys; sys.argv[1:] = shlex.split(sys.argv[1]); import juesuan; juesuan.main()"
    run = subprocess.run(
        [sys.executable, "-P", "-c", code, arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    return run.stdout


@pytest.mark.parametrize(("name", "call", "output"), SHOWN, ids=[f"{n}: {c}" for n, c, _ in SHOWN])
def test_the_output_that_is_shown_is_printed(name: str, call: str, output: str, sample: Path) -> None:
    found = [line.rstrip() for line in called(call, sample).splitlines()]
    assert [line.rstrip() for line in output.splitlines()] == found


def test_the_site_is_built_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for language in ("index.html", "zh/index.html"):
        html = (tmp_path / language).read_text("utf-8")
        assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+\.(?:js|css|woff2?)""", html)
