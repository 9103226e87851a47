"""Members of archives: their bytes as they went in, and why some are not unpacked."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.archive.members import ENCRYPTED, LINK, OUTSIDE, PIECE, SPECIAL, members
from tests.ingest.rar import rar4, rar5

HELD = {"决算/a.pdf": b"%PDF-1", "b.txt": b"x" * (PIECE + 1)}


def read(path: Path, kind: str) -> dict[str, bytes | str]:
    """What each member holds, or why it is refused."""
    return {m.name: m.refused or b"".join(m.pieces()) for m in members(path, kind, path.name)}


def zipped(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(held: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize(
    ("pack", "kind"),
    [
        (zipped, "zip"),
        (tarred, "tar"),
        (lambda held: tarred(held, "w:gz"), "tar"),
        (lambda held: tarred(held, "w:xz"), "tar"),
        (rar4, "rar"),
        (rar5, "rar"),
    ],
)
def test_what_went_in_comes_out(tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes], kind: str) -> None:
    held = {k: v[:1000] for k, v in HELD.items()} if kind == "rar" else HELD
    path = tmp_path / "a"
    path.write_bytes(pack(held))
    assert read(path, kind) == held


@given(st.binary(max_size=50), st.sampled_from([gzip.compress, bz2.compress, lzma.compress]))
def test_a_single_compressed_file_is_named_by_its_archive(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path_factory.mktemp("single") / "决算.txt.gz"
    path.write_bytes(pack(content))
    assert read(path, "tar") == {"决算.txt": content}


def test_folders_are_no_members_and_links_and_ways_out_are_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "a.zip", io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("d/", b"")
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"/etc/passwd")
        archive.writestr("../out.pdf", b"x")
        locked = zipfile.ZipInfo("locked.pdf")
        archive.writestr(locked, b"x")
    # The flag of an encrypted member, in its own header and in the directory.
    data = out.getvalue()
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :])
    assert read(path, "zip") == {"link.pdf": LINK, "../out.pdf": OUTSIDE, "locked.pdf": ENCRYPTED}


def test_a_device_in_a_tar_is_no_file(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind in (("pipe", tarfile.FIFOTYPE), ("d", tarfile.DIRTYPE), ("l", tarfile.LNKTYPE)):
            info = tarfile.TarInfo(name)
            info.type = kind
            archive.addfile(info)
    assert read(tmp_path / "a.tar", "tar") == {"pipe": SPECIAL, "l": LINK}


def test_files_within_a_pdf(tmp_path: Path) -> None:
    new = pypdfium2.PdfDocument.new()
    new.new_page(100, 100)
    for name, content in HELD.items():
        new.new_attachment(name).set_data(content)
    new.save(tmp_path / "a.pdf")
    assert read(tmp_path / "a.pdf", "pdf") == HELD
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    assert read(tmp_path / "bad.pdf", "pdf") == {}
