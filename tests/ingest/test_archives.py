"""Archives: their members are files of the dataset, under names that people can read; hostile ones are refused one by one."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from extract.archive.names import decoded, leads_outside, zip_name
from ingest.run import ingest
from normalize.dataset import read_table
from tests.ingest.rar import rar4, rar5

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national"
REPORT = (FORM / "document.docx").read_bytes()
PAGE = "<html><p>2023年度部门决算</p><p>收入总计12.30万元，比上年增加1.00万元，增长8.85%，主要是人员经费增加。</p></html>".encode()


class Unmarked(zipfile.ZipInfo):
    """A member whose name is written in GBK, without a word about it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def zipped(members: dict[str, bytes], encoding: str = "gb18030") -> bytes:
    """A ZIP as Chinese Windows writes it: names in GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = (zipfile.ZipInfo if encoding == "utf-8" else Unmarked)(name)
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def states(raw: Path, out: Path) -> dict[str, tuple[str, str]]:
    ingest([raw], out)
    return {
        s: (d["status"], d["error"] or "")
        for d in read_table(out, "documents").to_pylist()
        for s in d["sources"]
    }


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_and_members(raw: Path, tmp_path: Path, encoding: str) -> None:
    inner = zipped({"附件\\表.docx": REPORT + b" "}, encoding)
    held = {
        "2023年/青禾市决算.docx": REPORT,
        "页.html": PAGE,
        "照片.jpg": b"\xff\xd8\xff\xe0",
        "内.zip": inner,
        "__MACOSX/._x": b"x",
    }
    (raw / "全年.zip").write_bytes(zipped(held, encoding))
    (raw / "same.docx").write_bytes(REPORT)
    found = states(raw, tmp_path / "out")
    assert {n: s for n, (s, _) in found.items()} == {
        "全年.zip!/2023年/青禾市决算.docx": "ok",
        "same.docx": "ok",
        "全年.zip!/页.html": "ok",
        "全年.zip!/照片.jpg": "skipped",
        "全年.zip!/内.zip!/附件/表.docx": "ok",
    }


def test_the_same_whatever_the_folder_for_unpacking(raw: Path, tmp_path: Path) -> None:
    (raw / "a.zip").write_bytes(zipped({"b.docx": REPORT}))
    tables = []
    for name in ("one", "two"):
        ingest([raw], tmp_path / name)
        tables.append(read_table(tmp_path / name, "funds"))
    assert tables[0].equals(tables[1]) and tables[0].num_rows


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar(raw: Path, tmp_path: Path, mode: str) -> None:
    with tarfile.open(raw / "a.tar.x", mode, encoding="gb18030") as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("决算/青禾.docx")
        info.size = len(REPORT)
        archive.addfile(info, io.BytesIO(REPORT))
        link = tarfile.TarInfo("link.pdf")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = states(raw, tmp_path / "out")
    assert found["a.tar.x!/决算/青禾.docx"][0] == "ok"
    assert found["a.tar.x!/link.pdf"][0] == "skipped" and "链接" in found["a.tar.x!/link.pdf"][1]


def test_7z(raw: Path, tmp_path: Path) -> None:
    libarchive = pytest.importorskip("libarchive")
    (tmp_path / "青禾.docx").write_bytes(REPORT)
    with libarchive.file_writer(str(raw / "a.7z"), "7zip") as archive:
        archive.add_file_from_memory("决算/青禾.docx", len(REPORT), REPORT)
    assert states(raw, tmp_path / "out") == {"a.7z!/决算/青禾.docx": ("ok", "")}


@pytest.mark.parametrize("pack", [rar4, rar5])
def test_rar(raw: Path, tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    pytest.importorskip("libarchive")
    (raw / "a.rar").write_bytes(
        pack({"决算/青禾.docx": REPORT, "../out.docx": REPORT + b" ", "图.jpg": b"\xff\xd8\xff"})
    )
    found = states(raw, tmp_path / "out")
    assert {n: s for n, (s, _) in found.items()} == {
        "a.rar!/决算/青禾.docx": "ok",
        "a.rar!/../out.docx": "skipped",
        "a.rar!/图.jpg": "skipped",
    }
    assert "之外" in found["a.rar!/../out.docx"][1]


def test_a_page_knows_the_files_beside_it_in_its_archive(raw: Path, tmp_path: Path) -> None:
    coded = quote("决算公开表.docx".encode("gb18030"))
    links = f'<a href="/x/{coded}">决算公开表</a><a href="y/absent.xls">附件2</a>'.encode()
    page = PAGE.replace(b"</html>", links + b"</html>")
    (raw / "年.zip").write_bytes(zipped({"局/页.html": page, "局/决算公开表.docx": REPORT}))
    ingest([raw], tmp_path / "out")
    documents = {d["source"]: d for d in read_table(tmp_path / "out", "documents").to_pylist()}
    told = [w for w in documents["年.zip!/局/页.html"]["warnings"] if "附有文件" in w]
    assert len(told) == 1 and "附件2" in told[0]


def test_hostile_archives_are_refused_one_by_one(raw: Path, tmp_path: Path) -> None:
    slip = zipped({"../../outside.docx": REPORT, "good.docx": REPORT, "C:\\x.docx": REPORT})
    (raw / "slip.zip").write_bytes(slip)
    (raw / "bomb.zip").write_bytes(zipped({"zeros.pdf": bytes(2**28), "after.docx": REPORT + b"  "}))
    (raw / "cut.zip").write_bytes(slip[: len(slip) // 2])
    (raw / "cut.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(range(200)))
    (raw / "empty.zip").write_bytes(zipped({}))
    link = zipfile.ZipInfo("link.docx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(raw / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    deep = zipped({"x.docx": REPORT + b"   "})
    for _ in range(3):
        deep = zipped({"inner.zip": deep})
    (raw / "deep.zip").write_bytes(deep)
    found = states(raw, tmp_path / "out")
    assert found["slip.zip!/good.docx"] == ("ok", "")
    assert "之外" in found["slip.zip!/../../outside.docx"][1] and "之外" in found["slip.zip!/C:/x.docx"][1]
    assert "炸弹" in found["bomb.zip!/zeros.pdf"][1] and found["bomb.zip!/zeros.pdf"][0] == "skipped"
    assert found["cut.zip"][0] == found["cut.rar"][0] == "failed"
    assert found["empty.zip"][0] == "skipped" and "链接" in found["link.zip!/link.docx"][1]
    assert "只解压一层" in found["deep.zip!/inner.zip!/inner.zip"][1]
    assert not list(tmp_path.parent.glob("outside*"))


def test_encrypted_members_are_told(raw: Path, tmp_path: Path) -> None:
    data = bytearray(zipped({"a.docx": REPORT}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    (raw / "locked.zip").write_bytes(data)
    assert "密码" in states(raw, tmp_path / "out")["locked.zip!/a.docx"][1]


def test_an_archive_that_begins_with_a_stored_pdf_is_no_pdf(raw: Path, tmp_path: Path) -> None:
    pdf = (FORM / "document.pdf").read_bytes()
    with zipfile.ZipFile(raw / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("b.pdf", pdf)
    with tarfile.open(raw / "c.tar", "w") as tar:
        info = tarfile.TarInfo("d.pdf")
        info.size = len(pdf)
        tar.addfile(info, io.BytesIO(pdf))
    (raw / "e.rar").write_bytes(rar4({"f.pdf": pdf + b"\n"}))
    found = states(raw, tmp_path / "out")
    assert found == {name: ("ok", "") for name in ("a.zip!/b.pdf", "c.tar!/d.pdf", "e.rar!/f.pdf")}


def test_files_within_a_pdf(raw: Path, tmp_path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(FORM / "document.pdf")
    document.new_attachment("附件1.docx").set_data(REPORT)
    document.save(raw / "report.pdf")
    found = states(raw, tmp_path / "out")
    assert found == {"report.pdf": ("ok", ""), "report.pdf!/附件1.docx": ("ok", "")}


def test_zip_names() -> None:
    raw = "决算.pdf".encode("gb18030")
    shown = raw.decode("cp437")
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "真名.pdf".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert zip_name(shown, 0, b"") == "决算.pdf" and zip_name(shown, 0, extra) == "真名.pdf"
    assert zip_name("决算.pdf", 0x800, b"") == "决算.pdf"
    assert decoded("决算.pdf".encode()) == "决算.pdf"


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("a/b.pdf", False),
        ("a..b/c..pdf", False),
        ("../a", True),
        ("a/../../b", True),
        ("/etc/x", True),
        ("c:/x", True),
    ],
)
def test_names_that_lead_outside(name: str, outside: bool) -> None:
    assert leads_outside(name) is outside
