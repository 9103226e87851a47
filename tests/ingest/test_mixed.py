"""A folder as it comes from the web: every kind of file is listed, and no file is uncounted."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ingest.run import ingest
from normalize.dataset import read_table
from tests.ingest.rar import rar5

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
sys.path.insert(0, str(FIXTURES))

from build import CASES  # noqa: E402
from builder.sheets import render_xls, render_xlsx  # noqa: E402
from builder.web import render_html, render_mht  # noqa: E402

FORM = FIXTURES / "form-national"
BLOCKS = CASES["form-national"]().blocks
COPIES = 8


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def kinds() -> dict[str, tuple[bytes, str]]:
    """What lies in the folder: by name the content, and the status that its row has."""
    pdf, docx = (FORM / "document.pdf").read_bytes(), (FORM / "document.docx").read_bytes()
    office = "ok" if shutil.which("soffice") else "failed"
    return {
        "a.pdf": (pdf, "ok"),
        "b.docx": (docx, "ok"),
        "wrong.doc": (docx + b" ", "ok"),
        "c.html": (render_html(BLOCKS), "ok"),
        "d.htm": (render_html(BLOCKS, "gb18030"), "ok"),
        "e.mht": (render_mht(BLOCKS), "ok"),
        "f.xlsx": (render_xlsx(BLOCKS), "ok"),
        "g.xls": (render_xls(BLOCKS), "ok"),
        "page.xls": (render_html(BLOCKS) + b" ", "ok"),
        "h.csv": ("项目,决算数\n基本支出,12.30\n项目支出,4.00\n".encode(), "ok"),
        "i.txt": ("2023年度收入总计12.30万元。".encode(), "ok"),
        "j.rtf": (b"{\\rtf1\\ansi Revenue 12.30}", office),
        "k.ofd": (zipped({"OFD.xml": b"<x/>"}), "skipped"),
        "l.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), "skipped"),
        "m.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "skipped"),
        "n.pptx": (zipped({"ppt/presentation.xml": b"<x/>"}), "skipped"),
        "o.json": (b'{"a": 1}', "skipped"),
        "p.mp4": (bytes(range(256)) * 8, "skipped"),
        "q.html": (b"<html><body>404 Not Found</body></html>", "skipped"),
        "r.pdf": (b"%PDF-1.4 cut", "failed"),
        "s.docx": (b"", "failed"),
        "t.zip!/年/u.docx": (docx + b"  ", "ok"),
        "t.zip!/v.gif": (b"GIF89a" + bytes(50), "skipped"),
        "w.rar!/年/x.docx": (docx + b"   ", "ok"),
        "w.rar!/y.png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "skipped"),
        "z.7z!/年/z.docx": (docx + b"    ", "ok"),
    }


def packed(name: str, members: dict[str, bytes]) -> bytes:
    """An archive by its extension."""
    if name.endswith(".7z"):
        libarchive = pytest.importorskip("libarchive")
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            with libarchive.file_writer(str(path), "7zip") as archive:
                for member, data in members.items():
                    archive.add_file_from_memory(member, len(data), data)
            return path.read_bytes()
    return rar5(members) if name.endswith(".rar") else zipped(members)


def test_a_folder_of_two_hundred_files(tmp_path: Path) -> None:
    raw, expected, hidden = tmp_path / "raw", {}, 0
    held = kinds()
    members: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name, (data, _) in held.items():
        holder, inside, member = name.partition("!/")
        if inside:
            members[holder][member] = data
    for copy in range(COPIES):
        folder = raw / f"第{copy}批"
        folder.mkdir(parents=True)
        for name, (data, status) in held.items():
            expected[f"第{copy}批/{name}"] = status
            if "!/" not in name:
                (folder / name).write_bytes(data)
        for holder, inside in members.items():
            (folder / holder).write_bytes(packed(holder, inside))
        for name in (".DS_Store", "~$b.docx", "Thumbs.db"):
            (folder / name).write_bytes(b"x")
            hidden += 1
    assert sum(1 for p in raw.rglob("*") if p.is_file()) >= 200
    summary = ingest([raw], tmp_path / "out", jobs=2)
    documents = read_table(tmp_path / "out", "documents").to_pylist()
    assert {s: d["status"] for d in documents for s in d["sources"]} == expected
    assert all(d["error"] for d in documents if d["status"] in ("failed", "skipped"))
    assert summary.hidden == hidden
    assert summary.documents == len(documents) == len({data for data, _ in held.values()})
    assert summary.status == Counter(d["status"] for d in documents)


@pytest.mark.parametrize("name", ["page.html", "report.docx", "table.xlsx"])
def test_one_report_in_many_formats_is_one_report(tmp_path: Path, name: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.pdf").write_bytes((FORM / "document.pdf").read_bytes())
    made = {"page.html": render_html, "report.docx": None, "table.xlsx": render_xlsx}[name]
    data = (FORM / "document.docx").read_bytes() if made is None else made(BLOCKS)
    (tmp_path / "raw" / name).write_bytes(data)
    ingest([tmp_path / "raw"], tmp_path / "out")
    documents = {d["source"]: d for d in read_table(tmp_path / "out", "documents").to_pylist()}
    assert documents["a.pdf"]["report_id"] == documents[name]["report_id"]
    assert documents["a.pdf"]["edition_of"] is None
    assert documents[name]["edition_of"] == documents["a.pdf"]["doc_id"]


def test_an_archive_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    docx = (FORM / "document.docx").read_bytes()
    (raw / "a.zip").write_bytes(zipped({"x.docx": docx, "y.docx": docx + b" "}))
    assert ingest([raw], tmp_path / "out").unchanged == 0
    again = ingest([raw], tmp_path / "out")
    assert (again.unchanged, again.changed, again.renamed, again.gone) == (2, 0, 0, 0)
    (raw / "a.zip").write_bytes(zipped({"x.docx": docx}))
    less = ingest([raw], tmp_path / "out")
    assert (less.unchanged, less.gone) == (1, 1)
