"""Persons planted in a report come out nowhere: no column, message, log, case or export holds them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

import juesuan
from normalize.schema import TABLES
from regress.stored.new import new_case
from tests.parsers.test_identifiers import card, citizen

LABELLED = {
    "name": "某某甲",
    "telephone": "000-00000000",
    "account": "0000000000000000001",
    "mail": "planted.person@example.org",
    "handle": "wx_planted_000",
    "address": "云溪路0号0单元000室",
    "citizen": citizen(110000, "19000101", 1),
    "card": card("6200000000000000"),
}
TOLD = {"titled": "王某一", "addressed": "李某二", "recipient": "张某三", "second recipient": "赵某四"}
"""Names in free sentences that something tells."""
AMOUNT = "12,345.67"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    say = document.add_paragraph
    say("青禾市水务局2023年度部门决算")
    say(f"填表人：{LABELLED['name']}　联系电话：{LABELLED['telephone']}　邮箱：{LABELLED['mail']}")
    say(f"微信号：{LABELLED['handle']}，家庭住址：{LABELLED['address']}")
    say("第三部分 2023年度部门决算情况说明")
    say(
        f"2023年度收入总计{AMOUNT}万元，由局长{TOLD['titled']}审签。经{TOLD['addressed']}同志核对，支出总计{AMOUNT}万元。"
    )
    # A contradiction beside a person, so that findings quote the sentence.
    say(
        f"由局长{TOLD['titled']}负责，收入合计{AMOUNT}万元，其中：财政拨款收入10,000.00万元，占99.00%；其他收入2,345.67万元，占1.00%。"
    )
    say(
        f"发放救助：{TOLD['recipient']}（3000元）、{TOLD['second recipient']}（2000元），证件{LABELLED['citizen']}。"
    )
    rows = (
        ("姓名", "开户账号", "金额（元）"),
        (LABELLED["name"], LABELLED["account"], "3000.00"),
        ("合计", LABELLED["card"], "3000.00"),
    )
    table = document.add_table(len(rows), 3)
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            table.cell(row, col).text = text
    path = tmp_path_factory.mktemp("planted") / "report.docx"
    document.save(path)
    return path


@pytest.fixture(scope="module")
def written(report: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that a run, its log and messages, a case and the exports of the report write, as one text."""
    out = tmp_path_factory.mktemp("out")
    data = str(out / "data")
    calls = [
        ["-v", "ingest", str(report), "--out", data, "--jobs", "1", "--log", str(out / "run.log")],
        *(["findings", data, "--all", "--format", form] for form in ("table", "csv", "json", "jsonl")),
        *(
            ["query", f"select * from {table}", "--data", data, "--format", form]
            for table in TABLES
            for form in ("table", "csv", "json")
        ),
        *(["find", number, "--data", data] for number in (AMOUNT, "3000", "99.00")),
    ]
    said = [CliRunner().invoke(juesuan.app, call) for call in calls]
    assert [s.output for s in said if s.exit_code not in (0, 1)] == []
    findings = json.loads(said[3].output)
    assert findings
    said += [CliRunner().invoke(juesuan.app, ["show", f["finding_id"], "--data", data]) for f in findings]
    new_case(report, "planted", out / "cases", False)
    frames = [juesuan.load(out / "data", table).to_csv() for table in TABLES]
    texts = [
        (gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes()).decode("utf-8", "replace")
        for p in out.rglob("*")
        if p.is_file() and p.suffix != ".parquet"
    ]
    return "\n".join([*frames, *texts, *(s.output for s in said)])


@pytest.mark.parametrize("kind", LABELLED)
def test_what_has_a_label_or_a_check_digit_is_covered(written: str, kind: str) -> None:
    assert LABELLED[kind] not in written


@pytest.mark.parametrize("kind", TOLD)
def test_names_that_a_sentence_tells_are_covered(written: str, kind: str) -> None:
    assert TOLD[kind] not in written


def test_amounts_bodies_and_places_stay(written: str) -> None:
    assert "12345.67" in written and "青禾市水务局" in written and "3000" in written


def test_they_are_there_where_they_are_asked_for(report: Path, tmp_path: Path) -> None:
    juesuan.ingest(report, tmp_path, keep_personal_data=True)
    kept = "\n".join(juesuan.load(tmp_path, table).to_csv() for table in TABLES)
    assert TOLD["addressed"] in kept
