"""The command line as its users meet it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import juesuan
from extract.errors import ExitCode, UsageError
from normalize.dataset import DatasetError

ROOT = Path(__file__).resolve().parents[1]
FORM = ROOT / "tests/fixtures/form-national/document.pdf"


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_help_lists_every_command() -> None:
    done = call("--help")
    assert done.returncode == 0 and all(name in done.stdout for name in juesuan.COMMANDS)


def test_version_and_quiet(tmp_path: Path) -> None:
    assert call("--version").stdout.startswith("juesuan ")
    done = call("-q", "ingest", FORM, "--out", tmp_path, "--jobs", "1")
    assert done.returncode == 0 and done.stdout == done.stderr == ""


@pytest.mark.parametrize("command", juesuan.COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = call(command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, atexit, juesuan; sys.argv = ['juesuan', '--help']; atexit.register(lambda: print(sorted({'pandas', 'pyarrow', 'pdfplumber', 'numpy', 'duckdb'} & set(sys.modules)))); juesuan.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_ingest_findings_query_schema(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("ingest", FORM, "--out", out, "--jobs", "1", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["documents"] == 1
    assert call("findings", out, "--fail-on", "error").returncode == 0
    assert (
        '"n": 1'
        in call("query", "select count(*) as n from documents", "--data", out, "--format", "json").stdout
    )
    assert "indicators" in call("schema", "--data", out).stdout


def test_findings_fail_on(tmp_path: Path) -> None:
    call(
        "ingest", ROOT / "data/raw/青禾市市场监督管理局2023年度部门决算.pdf", "--out", tmp_path, "--jobs", "1"
    )
    done = call("findings", tmp_path, "--fail-on", "error", "--json")
    assert done.returncode == 3
    assert {f["rule"] for f in json.loads(done.stdout) if f["severity"] == "error"} >= {
        "ratio.completion",
        "equality.text",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ingest", "no/such/path"),
        ("query", "select 1", "--data", "no/such"),
        ("inspect", "no.pdf"),
        ("findings", "no/such"),
        ("findings", "--severity", "loud"),
        ("findings", "--rule", "no.such.rule"),
        ("query", ""),
        ("case", "confirm", "form-national", "--table", "figures", "--row", "9999"),
        ("inspect", FORM, "--image", "no/such/folder/page.png"),
        ("ingest", FORM, "--out", "README.md/data"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: tuple[str, ...]) -> None:
    done = call(*arguments)
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset")
    juesuan.ingest(FORM, out)
    return out


@pytest.mark.parametrize("command", ["check", "findings", "query", "diff", "ingest"])
@pytest.mark.parametrize("damage", ["a table is lost", "a file is cut"])
def test_half_a_dataset_is_not_taken_for_a_whole_one(
    dataset: Path, tmp_path: Path, command: str, damage: str
) -> None:
    half = tmp_path / "half"
    shutil.copytree(dataset, half)
    if damage == "a table is lost":
        shutil.rmtree(half / ("findings" if command == "findings" else "funds"))
    else:
        for table in ("funds", "documents", "findings"):
            for file in (half / table).rglob("*.parquet"):
                file.write_bytes(file.read_bytes()[:100])
    arguments = {
        "query": ("select count(*) from funds", "--data", half),
        "diff": (dataset, half),
        "ingest": (FORM, "--out", half, "--jobs", "1"),
    }
    done = call(command, *arguments.get(command, (half,)))
    healed = command == "ingest" and damage == "a table is lost"
    assert done.returncode == (0 if healed else 2) and "Traceback" not in done.stderr
    assert healed or done.stderr.startswith("juesuan: ")
    if healed:
        assert len(juesuan.load(half, "funds")) == len(juesuan.load(dataset, "funds"))


def test_passwords_are_told_to_no_other_machine(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("hush\n")
    on = ("--engine", "ray", "--address", "127.0.0.1:1", "--out", tmp_path / "out")
    for asked in (["--password-file", tmp_path / "words"], ["--ask-password"]):
        done = call("ingest", FORM, *on, *asked)
        assert done.returncode == 2 and done.stderr.startswith("juesuan: passwords are told to no other")


def test_what_a_query_gives_is_shown_as_it_is(dataset: Path) -> None:
    assert "[/b] [bold]" in call("query", "select '[/b] [bold]' as a", "--data", dataset).stdout


def test_no_table_is_loaded_from_nowhere(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no dataset"):
        juesuan.load(tmp_path / "none", "funds")


def test_inspect(tmp_path: Path) -> None:
    image = tmp_path / "page.png"
    done = call("inspect", FORM, "--page", "1", "--image", image)
    assert (
        done.returncode == 0 and "年度资金总额" in done.stdout and image.read_bytes().startswith(b"\x89PNG")
    )
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
    asked = juesuan.query(tmp_path, "select sum(weight) as total from indicators")
    assert asked["total"].tolist() == [juesuan.load(tmp_path, "indicators")["weight"].sum()]
    with pytest.raises(UsageError):
        juesuan.query(tmp_path, "drop table indicators")


def test_the_python_interface_takes_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    url = f"file://{tmp_path}/there"
    summary = juesuan.ingest(FORM, url)
    assert [p.name for p in tmp_path.iterdir() if p.name != "cache"] == ["there"]
    assert summary.rows["indicators"] == len(juesuan.load(url, "indicators")) == 5
    assert juesuan.query(url, "select count(*) as n from indicators")["n"].tolist() == [5]


def test_without_utf8_it_begins_again_once_at_most() -> None:
    """Where Python may not use its UTF-8 mode, it goes on without."""
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}
    for switches in ([], ["-X", "utf8=0"], ["-E", "-X", "utf8=0"]):
        done = subprocess.run(
            [sys.executable, *switches, "-m", "juesuan", "--version"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
            env=plain,
            timeout=20,
        )
        assert done.returncode == 0 and done.stdout.startswith("juesuan ")


@pytest.mark.parametrize("verbose", [True, False])
def test_an_error_of_the_program_shows_its_traceback_where_asked(
    verbose: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise LookupError("a mistake of the program")

    monkeypatch.setattr(juesuan, "app", broken)
    monkeypatch.setattr("sys.argv", ["juesuan", *(["-v"] if verbose else []), "schema"])
    with pytest.raises(LookupError if verbose else SystemExit) as ended:
        juesuan.main()
    if not verbose:
        said = capsys.readouterr().err
        assert ended.value.code == ExitCode.INTERNAL and "LookupError" in said and "-v" in said
