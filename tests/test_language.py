"""What is said on a terminal is said in its language; what is stored and what is data is the same in each."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from checks.codes import SEVERITIES
from extract.errors import UsageError
from extract.terminal import CATALOGUE, INSERTED, PLACE, catalogue, in_chinese, speaks_chinese
from ingest.machine.spoken import help_in_chinese
from ingest.query import query
from ingest.worker import read_rows
from normalize.writing import write_rows
from tests.texts import said_in_code, with_inserted_texts

ROOT = Path(__file__).resolve().parents[1]
FORM = ROOT / "tests/fixtures/form-national/document.pdf"
NOT_OF_THE_CODE = {"counted", "system", "library", "database", "values"}
"""Sections with words that are put together from codes, or that the system and libraries say."""


def sections() -> dict[str, dict[str, str]]:
    return tomllib.loads(CATALOGUE.read_text("utf-8"))


def call(*arguments: str | Path, language: str = "zh_CN.UTF-8") -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JUESUAN_"))}
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env=plain | {"LANG": language, "PYTHONUTF8": "1"},
    )


def test_no_text_lacks_its_chinese_one() -> None:
    said = said_in_code()
    assert len(said) > 300
    assert {text: place for text, place in said.items() if text not in catalogue()} == {}


def test_the_catalogue_has_nothing_that_nobody_says() -> None:
    said = said_in_code()
    held = [text for name, section in sections().items() if name not in NOT_OF_THE_CODE for text in section]
    assert [text for text in held if text not in said] == []


def test_texts_within_texts_are_translated_too() -> None:
    held = list(with_inserted_texts())
    assert len(held) > 5
    assert [place for text, place in held if "!}" not in catalogue().get(text, "")] == []


def test_no_text_stands_in_the_catalogue_twice() -> None:
    assert sum(map(len, sections().values())) == len(catalogue())


def test_library_words_are_those_of_the_library() -> None:
    source = "".join(p.read_text("utf-8") for p in Path(typer.__file__).parent.rglob("*.py"))
    fixed = [part.strip() for text in sections()["library"] for part in INSERTED.split(text)]
    assert [part for part in fixed if part not in source] == []


def test_words_of_the_system_are_those_it_says() -> None:
    known = {os.strerror(number) for number in range(1, 134)}
    assert set(sections()["system"]) - known == set()


def filled() -> Iterator[tuple[str, list[str]]]:
    for text in catalogue():
        values = [f"10{n}7" for n, _ in enumerate(INSERTED.findall(text))]
        given = iter(values)
        yield INSERTED.sub(lambda _, given=given: next(given), text), values  # type: ignore[misc]


@pytest.mark.parametrize(("english", "values"), list(filled()))
def test_a_translation_holds_each_value_once(english: str, values: list[str]) -> None:
    chinese = in_chinese(english)
    assert [chinese.count(value) for value in values] == [1] * len(values)
    assert not PLACE.search(chinese)


@pytest.mark.parametrize(("english", "chinese"), catalogue().items())
def test_both_texts_have_the_same_values(english: str, chinese: str) -> None:
    places = [number for number, _ in PLACE.findall(chinese)]
    order = [int(number) if number else n for n, number in enumerate(places)]
    assert sorted(order) == list(range(len(INSERTED.findall(english))))


def test_commands_options_and_files_are_the_same_in_both() -> None:
    typed = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
    lost = [
        e for e, zh in catalogue().items() if sorted(set(typed.findall(e))) != sorted(set(typed.findall(zh)))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.GBK"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_language_is_that_of_the_first_variable_set(environment: dict[str, str], chinese: bool) -> None:
    assert speaks_chinese(environment) is chinese


def test_chinese_and_unknown_texts_pass_through() -> None:
    for text in (
        "报告.pdf 是空文件：请从来源重新获取",
        "a text that nobody says",
        "",
        "\n",
        '{"a": "none "}',
    ):
        assert in_chinese(text) == text


def test_what_a_library_says_within_a_chinese_text_stays() -> None:
    told = (
        "甲.docx 不完整或已损坏（Start tag expected, line 1, column 1 (<string>, line 1)）：请从来源重新获取"
    )
    assert in_chinese(f"juesuan: {told}") == f"juesuan：{told}"
    assert in_chinese(f"failed: 甲.docx: {told}") == f"读取失败：甲.docx：{told}"


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("select * from nix", "SQL 有误：没有表或视图 nix\n是否要用 "),
        ("select itm from funds", 'SQL 有误：没有列 "itm"\n名称相近的列："item"'),
        ("select f.nix from funds f", 'SQL 有误："f" 没有列 "nix"'),
        ("select g.item from funds f", 'SQL 有误：没有表 "g"'),
        ("select item, sum(value) from funds", 'SQL 有误：列 "item" 应列入 GROUP BY'),
        ("select unit_id from funds, units", 'SQL 有误：几个表都有列 "unit_id"'),
        ("select nix(item) from funds", "SQL 有误：没有函数 nix"),
        ("select sum(item) from funds", "SQL 有误：没有适用于 'sum(VARCHAR)' 的函数"),
        ("selec 1", 'SQL 语法有误："selec" 附近'),
        ("select 'a", "SQL 语法有误：引号没有成对"),
        ("select * from funds where", "SQL 语法有误："),
        ("select * from read_csv('/etc/hosts')", '不允许读取文件 "/etc/hosts"'),
    ],
)
def test_what_the_database_says_of_a_query_is_chinese(sql: str, told: str, empty: Path) -> None:
    with pytest.raises(UsageError) as refused:
        query(sql, empty)
    assert in_chinese(f"juesuan: {refused.value}").startswith(f"juesuan：{told}")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of one document that states nothing."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "a.txt").write_text("本页没有数字。", "utf-8")
    write_rows(folder / "dataset", [read_rows(folder / "a.txt", "a.txt")])
    return folder / "dataset"


def test_lines_are_translated_one_by_one() -> None:
    assert in_chinese("failed: a.pdf: 报告.pdf 是空文件\n  3 rows are confirmed now") == (
        "读取失败：a.pdf：报告.pdf 是空文件\n  已确认 3 行"
    )
    assert in_chinese("4 documents checked; findings: 1 error, 2 warning, 0 info") == (
        "检查文件 4 份；问题：错误 1，警示 2，提示 0"
    )
    assert all(f"{{d}} {severity}" in catalogue() for severity in SEVERITIES)


def test_help_is_translated_by_paragraphs() -> None:
    told = help_in_chinese("Check a dataset again from its tables,\nwithout reading the documents.\n\nOther.")
    assert told == "不重读文件，只按已有各表重新检查数据集。\n\nOther."


def test_tables_of_differences_are_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    made = call("case", "new", FORM, "--name", "a", "--cases", cases)
    assert made.returncode == 0, made.stderr
    funds = cases / "a/expected/funds.jsonl"
    _, *others = funds.read_text("utf-8").splitlines(keepends=True)
    funds.write_text("".join(others), "utf-8")
    chinese, english = (
        call("regress", "--cases", cases, "--table", "funds", language=language).stdout
        for language in ("zh_CN.UTF-8", "C.UTF-8")
    )
    assert chinese.startswith("funds：新增 1 行\n") and english.startswith("funds: 1 gained\n")
    assert "查全率" in chinese and "funds：消失 0，新增 1，变动 0" in chinese and "用例 1 个" in chinese
    assert "recall" in english and "funds: 0 gone, 1 new, 0 changed" in english and "1 cases" in english
    assert english_words(chinese) == set()


def english_words(text: str) -> set[str]:
    """Small English words, which a Chinese page has only in what is typed."""
    return set(re.findall(r"\b(?:the|of|and|is|are|with|which|only|no|not|to)\b", text))


def test_help_is_chinese() -> None:
    done = call("--help")
    assert done.returncode == 0 and "用法：juesuan" in done.stdout and "列出报告自相矛盾之处" in done.stdout
    assert english_words(done.stdout) == set()
    assert "Usage: juesuan" in call("--help", language="en_US.UTF-8").stdout


@pytest.mark.parametrize("command", [["ingest"], ["findings"], ["query"], ["case", "new"], ["export"]])
def test_help_of_a_command_is_chinese_and_whole(command: list[str]) -> None:
    done = call(*command, "--help")
    assert done.returncode == 0 and "选项" in done.stdout
    # No line is cut off, though Chinese has no spaces to break it at.
    assert "…" not in done.stdout
    assert english_words(done.stdout) == set()


def test_errors_are_chinese(tmp_path: Path) -> None:
    assert call("findings", tmp_path).stderr.startswith(f"juesuan：{tmp_path} 不是数据集：")
    assert "错误：没有选项 --nix" in call("findings", "--nix").stderr
    assert "错误：没有命令 'nix'" in call("nix").stderr
    assert "错误：'--limit' 的值无效：应为整数" in call("case", "triage", "--limit", "x").stderr
    assert "x 不是内存大小" in call("ingest", "--memory", "x", FORM).stderr
    (tmp_path / "none").mkdir()
    assert (
        f"{tmp_path}/none 中没有文件\n" in call("ingest", tmp_path / "none", "--out", tmp_path / "out").stderr
    )
    assert (
        f"{tmp_path}/none 中没有可建立用例的"
        in call("case", "new", tmp_path / "none", "--cases", tmp_path).stderr
    )
    assert "x 不是比例" in call("ingest", "--fail-over", "x", FORM).stderr
    assert "nix 不能按 TOML 读取：文件不存在" in call("ingest", "--config", "nix", FORM).stderr
    assert (
        "nix.xlsx 打不开（文件不存在）" in call("verdicts", "import", "nix.xlsx", "--data", tmp_path).stderr
    )
    assert call("findings", tmp_path, language="C.UTF-8").stderr.startswith(
        f"juesuan: {tmp_path} is no dataset"
    )


def test_summary_is_chinese_and_the_dataset_the_same(tmp_path: Path) -> None:
    told = {
        language: call("ingest", FORM, "--out", tmp_path / language, "--jobs", "1", language=language)
        for language in ("zh_CN.UTF-8", "C.UTF-8")
    }
    assert told["zh_CN.UTF-8"].stdout.startswith("文件 1 份（已读取 1），")
    assert "问题：错误 0，" in told["zh_CN.UTF-8"].stdout
    assert told["C.UTF-8"].stdout.startswith("1 documents (1 ok), ")
    chinese, english = (
        {
            p.relative_to(tmp_path / language): p.read_bytes()
            for p in sorted((tmp_path / language).rglob("*.parquet"))
        }
        for language in told
    )
    assert chinese and chinese == english
    answers = [
        call(
            "query",
            "select * from funds",
            "--data",
            tmp_path / "C.UTF-8",
            "--format",
            "json",
            language=language,
        ).stdout
        for language in told
    ]
    assert json.loads(answers[0]) and answers[0] == answers[1]
