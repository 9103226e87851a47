"""The workbook: the same bytes, numbers as printed, read back, opened and saved by LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import juesuan
from extract.errors import UsageError
from review.book.read import import_book, read_book
from review.book.rows import Chosen
from review.book.sheets import ID, ISSUES, REASON, SHEETS, STATE
from review.book.write import write_book
from review.index.index import Index
from review.verdicts.entry import Verdict
from review.verdicts.log import log_of, read_log
from tests.review.conftest import BAD_NAME, SPOILED, Corpus

ISSUED = [s for s in SHEETS if s.name == ISSUES]
FUNDS = [s for s in SHEETS if s.name == "资金"]


@pytest.fixture(scope="module")
def book(built: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_book(built.data, file)
    return file


def fill(source: Path, target: Path, states: list[tuple[str, str]]) -> list[str]:
    """Fills in the first rows of the findings; returns their ids."""
    held = openpyxl.load_workbook(source)
    sheet = held[ISSUES]
    head = [c.value for c in sheet[1]]
    for row, (state, reason) in enumerate(states, 2):
        sheet.cell(row, head.index(STATE) + 1).value = state
        sheet.cell(row, head.index(REASON) + 1).value = reason
    ids = [str(sheet.cell(row, head.index(ID) + 1).value) for row in range(2, 2 + len(states))]
    held.save(target)
    return ids


def test_the_same_data_gives_the_same_bytes(built: Corpus, book: Path, tmp_path: Path) -> None:
    write_book(built.data, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def test_every_sheet_has_its_columns_and_rows(built: Corpus, book: Path) -> None:
    held = openpyxl.load_workbook(book)
    assert held.sheetnames == [s.name for s in SHEETS]
    for sheet in SHEETS:
        made = held[sheet.name]
        assert [c.value for c in made[1]] == [c.title for c in sheet.columns]
        assert made.freeze_panes and made.auto_filter.ref
    led = [f for f in juesuan.load(built.data, "findings").to_dict("records") if f["leading"]]
    assert held[ISSUES].max_row == 1 + len(led) and held["资金"].max_row > 300


def test_numbers_are_numbers_as_printed(built: Corpus, book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["资金"]
    head = [c.value for c in sheet[1]]
    value, raw = head.index("数值"), head.index("原文")
    seen = 0
    for row in sheet.iter_rows(min_row=2):
        cell = row[value]
        if cell.value is None:
            continue
        places = len(cell.number_format.partition(".")[2])
        printed = f"{Decimal(str(cell.value)):.{places}f}"
        assert isinstance(cell.value, int | float)
        if (text := str(row[raw].value).replace(",", "").strip()).replace(".", "").isdigit():
            assert printed == text
            seen += 1
    assert seen > 200


def test_places_are_told_in_words(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["资金"]
    places = next(c for c in sheet.iter_cols(values_only=True) if c[0] == "位置")
    assert all(re.fullmatch(r"表\d+第\d+行第\d+列|第\d+段", str(place)) for place in places[1:])


def test_indicators_stand_in_the_order_in_which_they_are_printed(tmp_path: Path) -> None:
    form = SPOILED.parent / "form-national/document.docx"
    juesuan.ingest(form, tmp_path / "data")
    write_book(tmp_path / "data", tmp_path / "book.xlsx")
    held = openpyxl.load_workbook(tmp_path / "book.xlsx")["指标与得分"]
    listed = [str(row[6]) for row in held.iter_rows(min_row=2, values_only=True)]
    printed = [i.level3 for i in juesuan.parse(form).indicators]
    assert len(printed) > 4 and [name for name in listed if name in printed] == printed


def test_a_place_where_no_file_can_be_is_told(built: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="写不进去（文件不存在）"):
        write_book(built.data, tmp_path / "none/book.xlsx")


def test_text_of_documents_is_text(book: Path) -> None:
    held = openpyxl.load_workbook(book)
    cells = [c for s in held for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert cells == []
    names = {str(c.value) for c in held["来源"]["A"]}
    assert BAD_NAME.replace("\u202e", "\\u202e") in names


def test_more_rows_than_a_sheet_takes_go_to_the_next(built: Corpus, tmp_path: Path) -> None:
    counts = write_book(built.data, tmp_path / "split.xlsx", rows=100, sheets=FUNDS)
    held = openpyxl.load_workbook(tmp_path / "split.xlsx", read_only=True)
    parts = [s for s in held.sheetnames if s.startswith("资金")]
    assert len(parts) == -(-counts["资金"] // 100) > 2 and parts[1] == "资金2"


def test_a_unit_and_a_year(built: Corpus, tmp_path: Path) -> None:
    write_book(built.data, tmp_path / "unit.xlsx", Chosen("script", 2023), sheets=[*ISSUED, SHEETS[-1]])
    units = {c.value for c in openpyxl.load_workbook(tmp_path / "unit.xlsx")["来源"]["A"][1:]}
    assert units == {BAD_NAME.replace("\u202e", "\\u202e")}
    assert write_book(built.data, tmp_path / "none.xlsx", Chosen("", 1999), sheets=ISSUED)[ISSUES] == 0


def test_verdicts_make_the_round_trip(corpus: Corpus, tmp_path: Path) -> None:
    file, filled = tmp_path / "book.xlsx", tmp_path / "filled.xlsx"
    write_book(corpus.data, file, sheets=ISSUED)
    ids = fill(file, filled, [("属实", "=cmd|' /c calc'!A0"), ("排除", "口径不同")])
    assert import_book(corpus.data, filled, "乙").new == 2
    again = import_book(corpus.data, filled, "乙")
    assert (again.new, again.same) == (0, 2)
    entries = read_log(log_of(corpus.data)).entries
    assert [(e.finding_id, e.verdict, e.who) for e in entries] == [
        (ids[0], Verdict.REAL, "乙"),
        (ids[1], Verdict.DISMISSED, "乙"),
    ]
    index = Index(corpus.data)
    assert index.carried[ids[1]].entry.reason == "口径不同" and not index.carried[ids[1]].changed
    index.close()
    write_book(corpus.data, file, sheets=ISSUED)
    shown = {f.id: (f.state, f.reason) for f in read_book(file)}
    assert shown[ids[1]] == ("排除", "口径不同") and shown[ids[0]][0] == "属实"


def test_what_is_no_state_is_not_entered(corpus: Corpus, book: Path, tmp_path: Path) -> None:
    fill(book, tmp_path / "wrong.xlsx", [("属实", ""), ("也许", "")])
    with pytest.raises(UsageError, match="第 3 行"):
        import_book(corpus.data, tmp_path / "wrong.xlsx", "乙")
    assert not log_of(corpus.data).exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_workbook_is_told(corpus: Corpus, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.xlsx").write_bytes(content)
    with pytest.raises(UsageError, match="工作簿"):
        import_book(corpus.data, tmp_path / "bad.xlsx", "乙")


def test_libreoffice_opens_and_saves_it(corpus: Corpus, book: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice")
    fill(book, tmp_path / "filled.xlsx", [("存疑", "需询问")])
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path / "saved", tmp_path / "filled.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = tmp_path / "saved" / "filled.xlsx"
    assert zipfile.is_zipfile(saved)
    before, after = (openpyxl.load_workbook(f, data_only=True) for f in (tmp_path / "filled.xlsx", saved))
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        pairs = zip(
            before[name].iter_rows(values_only=True), after[name].iter_rows(values_only=True), strict=True
        )
        assert all(a[: len(b)] == b or a == b for a, b in pairs), name
    assert after[ISSUES].data_validations.dataValidation
    assert import_book(corpus.data, saved, "乙").new == 1
