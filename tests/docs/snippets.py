"""Runs what the documentation shows, page by page: `python -m tests.docs.snippets` writes the outputs into it anew."""

from __future__ import annotations

import contextlib
import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
WALKS = ("auditors", "data-teams", "maintainers")
CHINESE_WALKS = {f"{name}.zh.md" for name in WALKS}
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HELD_ELSEWHERE = {
    "commands.md": "tests/docs/test_pages.py holds it against what the commands print",
    "queries.md": "tests/ingest/asking/test_page.py runs its queries and holds their answers",
    "architecture.md": "tests/test_house.py holds its lists of modules",
    "dataset.md": "tests/docs/test_pages.py holds the folder that it draws",
}
BY_HAND = "tests/faults/test_cluster.py, with a cluster of its own"
NO_JOBS = "wants ray[default], which is no part of the extra"
CONTAINER = "wants podman and a base image"
NOT_RUN = {
    "make setup": "fetches packages: .ci/run begins with it",
    "make ingest": "the same call as `juesuan ingest` of the walk for data teams",
    "make test": "runs this",
    "make review": "the same call as `juesuan review` of the walk for auditors",
    "make regress": "tests/regress/test_cases.py, minutes long",
    "pip install '.[ocr,review]'": "tests/test_install.py, in make test-long",
    "uv tool install '.[ocr,review]'": "tests/test_install.py, in make test-long",
    "pipx install '.[ocr,review]'": "tests/test_install.py, in make test-long",
    "juesuan regress --against HEAD": "tests/regress/test_against.py: minutes long",
    "juesuan regress --against HEAD~3": "tests/regress/test_against.py: minutes long",
    "export RAY_USAGE_STATS_ENABLED=0 RAY_USAGE_STATS_REPORT_URL=http://127.0.0.1:9/": BY_HAND,
    "echo 'provider: {type: local}' > ~/ray_bootstrap_config.yaml": BY_HAND,
    "ray start --head --port=6379 --num-cpus=0 --include-dashboard=false": BY_HAND,
    "ray start --address=HEAD:6379": BY_HAND,
    "juesuan ingest reports --out dataset --engine ray --address HEAD:6379": BY_HAND,
    "ray job submit --address http://HEAD:8265 --no-wait -- "
    "juesuan ingest s3://bucket/reports --out s3://bucket/dataset --engine ray --address auto": NO_JOBS,
    "ray job logs --follow JOB": NO_JOBS,
    "podman build --build-arg LOCK=requirements-cluster.lock -t juesuan-cluster .": CONTAINER,
    "podman run -d --name head --network host --entrypoint ray --env-file credentials -v ./dataset:/dataset "
    "juesuan-cluster start --head --port=6379 --num-cpus=0 --include-dashboard=false --block": CONTAINER,
    "podman run -d --network host --entrypoint ray --env-file credentials juesuan-cluster "
    "start --address=HEAD:6379 --block": CONTAINER,
    "podman exec head juesuan ingest s3://bucket/reports --out /dataset --engine ray "
    "--address HEAD:6379": CONTAINER,
}
"""What no test of the documentation runs, and why. Of `make` it is held that the target is there."""
WRITTEN = {"toml": "juesuan.toml", "csv": "sources.csv"}
"""What a page shows as a file lies in its folder from then on."""
DIFFERENT = 1
"""The exit code of `diff` and `regress` where something differs."""
SECONDS = re.compile(r"\d+\.\d (?=s\b|秒)")
LONG_WAIT = 60


class Wrong(AssertionError):
    """A page shows what is not so."""


@cache
def _program() -> subprocess.Popen[str]:
    own = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": "200",
        "HOME": mkdtemp(),
    }
    command = [sys.executable, "-P", "-m", "tests.docs.program"]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own, cwd=ROOT
    )


def called(arguments: list[str], folder: Path, language: str, typed: str = "") -> dict[str, Any]:
    """What `juesuan` comes to in a folder: `code`, `out`, `err`."""
    asked = {"arguments": arguments, "folder": str(folder), "language": language, "typed": typed}
    program = _program()
    assert program.stdin is not None and program.stdout is not None
    program.stdin.write(json.dumps(asked) + "\n")
    program.stdin.flush()
    answer: dict[str, Any] = json.loads(program.stdout.readline())
    return answer


@cache
def demo(language: str) -> tuple[Path, dict[str, Any]]:
    """A folder with what `juesuan demo demo` makes, once for all pages, and what it came to."""
    folder = Path(mkdtemp())
    return folder, called(["demo", "demo"], folder, language)


def place(page: Path, folder: Path) -> Path:
    """The folder that the calls of a page are made in: of a walk an empty one, else with what they name."""
    if page.name.startswith(WALKS):
        return folder
    made = demo("C.UTF-8")[0] / "demo"
    for name in ("data/parquet", "dataset", "before", "after", "DATASET_A", "DATASET_B", "数据集目录"):
        shutil.copytree(made / "dataset", folder / name)
    for name in ("data/raw", "reports", "报告目录"):
        shutil.copytree(made / "reports", folder / name)
    shutil.copy(min((made / "reports").glob("*绩效自评表.pdf")), folder / "report.pdf")
    shutil.copy(folder / "report.pdf", folder / "报告.pdf")
    (folder / "COLLEAGUE").mkdir()
    (folder / "COLLEAGUE/verdicts.jsonl").touch()
    (folder / "tests").mkdir()
    (folder / "tests/fixtures").symlink_to(ROOT / "tests/fixtures")
    shutil.copytree(ROOT / "tests/fixtures/form-cut", folder / "DIR/form-cut")
    return folder


def words(line: str) -> list[str]:
    """What a shell makes of a call: its words, without the comment behind it."""
    return shlex.split(line.replace("\\\n", " "), comments=True)


def calls(text: str) -> list[str]:
    """The calls of a block that shows no outputs, each with the lines that it goes on in."""
    return re.findall(r"(?:.*\\\n)*.*\n", text)


class Reader:
    """One who types what a page shows, from its top to its end, in a folder."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.language = "zh_CN.UTF-8" if page.name.endswith(".zh.md") else "C.UTF-8"
        self.names: dict[str, Any] = {}

    def read(self) -> str:
        """The page with the outputs that there were. Raises Wrong where something fails."""
        return FENCED.sub(self._block, self.page.read_text("utf-8"))

    def _block(self, found: re.Match[str]) -> str:
        kind, text = found[1], found[2]
        if kind in ("sh", "console"):
            return f"```{kind}\n{''.join(self._lines(text, kind == 'console'))}```"
        if kind == "python":
            with contextlib.chdir(self.folder):
                exec(compile(text, str(self.page), "exec"), self.names)
        elif kind == "pycon":
            self._prompt(text)
        elif kind in WRITTEN:
            (self.folder / WRITTEN[kind]).write_text(text, "utf-8")
            if kind == "toml" and "juesuan.toml" not in self._call(["config", "ingest"]):
                raise Wrong(f"{self.page.name}: juesuan config does not see what is set")
        elif self.page.name not in HELD_ELSEWHERE:
            raise Wrong(f"{self.page.name}: nothing holds the block that begins {text[:60]!r}")
        return found[0]

    def _prompt(self, text: str) -> None:
        """Types what stands behind `>>>`. Raises Wrong where something else is printed than is shown."""
        examples = doctest.DocTestParser().get_doctest(text, self.names, self.page.name, None, 0)
        told: list[str] = []
        with contextlib.chdir(self.folder):
            failed, tried = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
        if failed or not tried:
            raise Wrong("".join(told))

    def _lines(self, text: str, shown: bool) -> Iterator[str]:
        """The lines of a block; with `shown`, calls behind `$` and what each prints."""
        pieces = re.split(r"^(?=\$ )", text, flags=re.MULTILINE) if shown else calls(text)
        for piece in filter(None, pieces):
            line, _, output = piece.removeprefix("$ ").partition("\n") if shown else (piece, "", "")
            printed = self._type(line)
            yield f"$ {line}\n" if shown else piece
            if shown:
                yield output if not output or same(output, printed) else printed

    def _type(self, line: str) -> str:
        """What a call prints. Raises Wrong where it fails."""
        typed = words(line)
        if not typed:
            return ""
        if typed[0] == "make":
            subprocess.run(["make", "-n", *typed[1:]], cwd=ROOT, check=True, capture_output=True)
        if typed in map(words, NOT_RUN):
            return ""
        if typed[0] == "cd":
            self.folder /= typed[1]
            return ""
        if Path(typed[0]).name != "juesuan":
            raise Wrong(f"{self.page.name}: `{line}` is run by nothing: name it in NOT_RUN, with a reason")
        return self._call(typed[1:])

    def _call(self, arguments: list[str]) -> str:
        if arguments[0] == "review":
            return self._review(arguments)
        if arguments == ["demo", "demo"]:
            made, done = demo(self.language)
            shutil.copytree(made / "demo", self.folder / "demo")
        else:
            done = called(arguments, self.folder, self.language, "y\n" * 1000)
        fine = (0, DIFFERENT) if arguments[0] in ("diff", "regress") else (0,)
        if done["code"] not in fine:
            raise Wrong(f"{self.page.name}: juesuan {shlex.join(arguments)}: {done['code']}\n{done['err']}")
        return "".join(f"{line.rstrip()}\n" for line in done["out"].splitlines())

    def _review(self, arguments: list[str]) -> str:
        """Opens the link that it prints, and ends it."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": self.language, "PYTHONUTF8": "1"}
        command = [sys.executable, "-P", "-m", "juesuan", *arguments, "--port", "0"]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as serving:
            assert serving.stdout is not None
            try:
                link = serving.stdout.readline().strip()
                opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
                if "问题" not in opener.open(link, timeout=LONG_WAIT).read().decode():
                    raise Wrong(f"{self.page.name}: {link} shows no findings")
            finally:
                serving.terminate()
        return ""


def same(shown: str, printed: str) -> bool:
    """Whether an output is what is shown of it: `…` stands for any lines, at the end of a line for the rest of
    it, and seconds for any.
    """
    pattern = "".join(map(_pattern, _lines_of(shown)))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines_of(printed))) is not None


def _pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*"
    return re.escape(line.removesuffix("…")) + (r".*\n" if line.endswith("…") else r"\n")


def _lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in SECONDS.sub("0.0 ", text).splitlines()]


def main() -> None:
    """Writes every page with the outputs that there are now."""
    named = sys.argv[1:]
    for page in (p for p in PAGES if p.name not in HELD_ELSEWHERE and (not named or p.name in named)):
        page.write_text(Reader(page, place(page, Path(mkdtemp()))).read(), "utf-8")
        print(page.name)


if __name__ == "__main__":
    main()
