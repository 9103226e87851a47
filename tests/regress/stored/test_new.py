"""A case of a file holds its rows and none of its persons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.read import read_document
from regress.cases import CaseError, find_cases, readings
from regress.rows import CORE, read_facts
from regress.stored.masking import masked
from regress.stored.new import doubts, new_case

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# Nobody is called so, and no telephone rings there.
NAME, OTHER, MOBILE, PHONE = "欧阳某甲", "某乙", "13" + 9 * "0", "0000-" + 8 * "0"


def planted(layout: Any, folder: Path, form: str) -> Path:
    """A report that names two persons and their telephones behind labels, beside them, below them and in its sentences."""
    grid = layout.Grid(
        (
            ("项目名称", "质量抽查", "项目负责人", NAME, "联系电话", MOBILE),
            (
                "主管部门",
                "云溪省市场监督管理局",
                "实施单位",
                "云溪省青禾市市场监督管理局",
                "填表人",
                "某　乙",
            ),
            ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率", ""),
            ("年度资金总额", "80.00", "80.00", "76.40", "95.50%", ""),
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"),
            ("产出指标", "数量指标", "抽查批次", "≥120批次", "126批次", "20"),
        ),
        (70, 80, 80, 90, 80, 80),
        header=0,
    )
    blocks = [
        layout.Para("2023年度项目支出绩效自评表", "title"),
        layout.Para(f"填报单位：云溪省青禾市市场监督管理局　联系人：{NAME}　电话：{PHONE}", "unit"),
        grid,
        layout.Para(f"抽查由{NAME}、{OTHER}两位同志牵头，全年支出76.40万元，联系手机{MOBILE}。"),
        layout.Para(f"单位负责人（签字）：{NAME}　填表人：{OTHER}　联系电话：{MOBILE}", "note"),
    ]
    path = folder / f"{NAME}填报的自评表.{form}"
    path.write_bytes(
        layout.render_pdf(blocks, layout.Options()) if form == "pdf" else layout.render_docx(blocks)
    )
    return path


def everything(folder: Path) -> str:
    return "".join(
        str(p.relative_to(folder)) + p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()
    )


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_nobody_is_named_anywhere_in_a_case(tmp_path: Path, layout: Any, form: str) -> None:
    file = planted(layout, tmp_path, form)
    said = "".join(p.text.chars for p in read_document(file).paragraphs)
    assert NAME in said and OTHER in said and MOBILE in said and PHONE in said
    held = everything(new_case(file, "form", tmp_path / "cases").folder)
    assert "76.40" in held and "抽查批次" in held
    for secret in (NAME, "欧阳", OTHER, "某　乙", MOBILE, PHONE, 8 * "0"):
        assert secret not in held, secret


def test_masks_are_as_long_as_what_they_cover(tmp_path: Path, layout: Any) -> None:
    document = read_document(planted(layout, tmp_path, "pdf"))
    hidden = masked(document)
    assert [len(p.text.chars) for p in hidden.paragraphs] == [len(p.text.chars) for p in document.paragraphs]
    assert [len(c.text.chars) for t in hidden.tables for c in t.cells] == [
        len(c.text.chars) for t in document.tables for c in t.cells
    ]
    assert masked(hidden) == hidden


def test_a_new_case_is_read_as_it_was(tmp_path: Path) -> None:
    file = FIXTURES / "annex-usage/document.pdf"
    case = new_case(file, "annex", tmp_path)
    assert {p.name for p in case.folder.iterdir()} == {"case.json", "document.json", "expected"}
    made = json.loads((case.folder / "case.json").read_text("utf-8"))
    assert made["sha256"] == read_document(file).sha256 and made["file_format"] == "pdf"
    assert find_cases(tmp_path) == [case]
    (reading,) = readings(case)
    assert not reading and len(reading.differences) == len(CORE)
    assert not any(r.get("confirmed") for t in case.tables for r in read_facts(case.expectation(t)))


def test_a_document_can_be_kept(tmp_path: Path, layout: Any) -> None:
    file = planted(layout, tmp_path, "docx")
    case = new_case(file, "kept", tmp_path / "cases", keep=True)
    assert (case.folder / "document.docx").read_bytes() == file.read_bytes()
    assert not any(readings(case))


def test_doubtful_rows_are_named_until_they_are_confirmed(tmp_path: Path) -> None:
    from regress.update import confirm

    report = next((FIXTURES.parents[1] / "data/raw").glob("青禾*.pdf"))
    case = new_case(report, "spoiled", tmp_path)
    found = [(number, row["item"], why) for table, number, row, why in doubts(case) if table == "funds"]
    assert "a finding of equality.text cites it" in {why for _, item, why in found if item == "人员经费"}
    number = next(n for n, item, _ in found if item == "人员经费")
    assert confirm(case, "funds", [number]) == 1 and confirm(case, "funds", [number]) == 0
    assert {n for table, n, _, _ in doubts(case) if table == "funds"} == {n for n, _, _ in found} - {number}


def test_wrong_names_are_refused(tmp_path: Path) -> None:
    file = FIXTURES / "form-national/document.docx"
    for name in ("../out", "", "a b"):
        with pytest.raises(CaseError):
            new_case(file, name, tmp_path)
    new_case(file, "表一", tmp_path)
    with pytest.raises(CaseError, match="there already"):
        new_case(file, "表一", tmp_path)
