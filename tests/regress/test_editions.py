"""What a corrected report says otherwise than the one that it corrects, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from extract.errors import UsageError
from normalize.dataset import read_table
from regress.between.editions import compare_editions

FIRST = (
    "青禾市水务局2023年度部门决算\n第二部分 2023年度部门决算情况说明\n二、收入决算情况说明\n"
    "2023年度收入合计1,200.00万元，其中：财政拨款收入1,000.00万元，占83.33%；其他收入200.00万元，占16.67%。\n"
    "三、“三公”经费支出决算情况说明\n2023年度“三公”经费支出决算为13.00万元，其中公务接待费3.00万元。\n"
)
CORRECTED = FIRST.replace("部门决算\n第", "部门决算（更正后）\n第").replace("3.00万元。", "4.00万元。")
OTHER = FIRST.replace("水务局", "财政局")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    for name, text in (("first", FIRST), ("again", CORRECTED), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    juesuan.ingest(folder, folder / "data")
    return folder / "data"


def test_a_correction_is_an_edition_of_its_report(data: Path) -> None:
    rows = {d["source"]: d for d in read_table(data, "documents").to_pylist()}
    first, again, other = (rows[f"{name}.txt"] for name in ("first", "again", "other"))
    assert first["edition_of"] == again["doc_id"] and again["edition_of"] is None
    assert first["report_id"] == again["report_id"] != other["report_id"]
    assert again["corrected"] and first["corrected"] is None


@pytest.mark.parametrize(
    ("named", "other"), [("first.txt", None), ("again.txt", None), ("first.txt", "again.txt")]
)
def test_the_rows_that_it_changes_are_named(data: Path, named: str, other: str | None) -> None:
    found = compare_editions(data, named, other)
    assert (found.before.source, found.after.source) == ("first.txt", "again.txt")
    changed = {d.table: [c.cells for c in d.changed] for d in found.differences if d}
    assert changed["funds"] == [{"value": ("3", "4")}] and "corrected" in changed["documents"][0]
    assert not any(d.gone or d.new for d in found.differences if d.table == "funds")


def test_the_other_way_round_and_a_table_alone(data: Path) -> None:
    found = compare_editions(data, "again.txt", "first.txt", ["funds"])
    (funds,) = found.differences
    assert [c.cells for c in funds.changed] == [{"value": ("4", "3")}]
    assert not compare_editions(data, "first.txt", "first.txt")


def test_what_is_not_clear_is_refused_with_a_word(data: Path) -> None:
    for named, word in (("none.txt", "no document"), ("other.txt", "--with")):
        with pytest.raises(UsageError, match=word):
            compare_editions(data, named, None)


def test_the_command(data: Path) -> None:
    told = CliRunner().invoke(juesuan.app, ["diff", str(data), "--doc", "first.txt"])
    assert told.exit_code == 1 and "value 3 → 4" in told.output and "again.txt" in told.output
    held = CliRunner().invoke(juesuan.app, ["diff", str(data), "--doc", "first.txt", "--json"])
    assert json.loads(held.output)["tables"]["funds"]["changed"][0]["cells"] == {"value": ["3", "4"]}
