"""Files of object stores by their URLs: what is one, which files lie below it, and a copy of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReportError, UsageError
from normalize.store.objects import (
    CopyError,
    StoreAddress,
    fetch,
    files_below,
    opened,
    path_of,
    root_of,
    told,
    url_of,
)

names = st.text("甲乙a1 -（）", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.sampled_from(["s3", "gs", "file"]), st.lists(names, min_size=1, max_size=3))
def test_a_url_stays_one_when_a_path_took_a_slash_of_it(scheme: str, parts: list[str]) -> None:
    url = f"{scheme}://{'/' * (scheme == 'file')}{'/'.join(parts)}"
    assert url_of(url) == url_of(Path(url)) == url
    assert url_of("/".join(parts)) is None


@pytest.mark.parametrize(
    ("given", "url", "shown"),
    [
        ("s3://bucket/a?endpoint_override=h:1", "s3://bucket/a?endpoint_override=h:1", "s3://bucket/a"),
        ("s3:/bucket/a/", "s3://bucket/a/", "s3://bucket/a"),
        ("file:/tmp/决算", "file:///tmp/决算", "file:///tmp/决算"),
        ("file:/tmp/x?y", "file:///tmp/x?y", "file:///tmp/x?y"),
        ("local:/tmp/x?y", "local:///tmp/x?y", "local:///tmp/x?y"),
        ("/tmp/x?y", None, "/tmp/x?y"),
        ("a:b", None, "a:b"),
    ],
)
def test_a_message_does_not_say_how_a_store_is_reached(given: str, url: str | None, shown: str) -> None:
    assert url_of(given) == url and told(given) == shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("乙/决算.pdf", "甲 1.docx", "乙/附件（2）.xlsx", "丁?完成 100%#1@a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def test_the_files_below_a_url_by_name(folder: Path) -> None:
    url = f"file://{folder}"
    found = files_below(url)
    wanted = sorted(p for p in folder.rglob("*") if p.is_file())
    assert [f.name for f in found] == [p.relative_to(folder).as_posix() for p in wanted]
    assert [(f.size, f.changed) for f in found] == [(p.stat().st_size, p.stat().st_mtime_ns) for p in wanted]
    assert [Path(f.url.removeprefix("file://")) for f in found] == wanted and not any(f.named for f in found)
    assert root_of(url) == url == f"file://{opened(url)[1]}" and path_of(Path(url)) == folder


def test_a_file_that_is_named_is_the_only_one(folder: Path) -> None:
    (found,) = files_below(f"file://{folder}/甲 1.docx")
    assert found.named and found.name == "甲 1.docx"


def test_a_copy_is_the_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy") / "x"
    for found in files_below(f"file://{folder}"):
        fetch(found.stored, found.name, copy)
        assert copy.read_text("utf-8") == found.name
    with pytest.raises(CopyError):
        fetch(found.stored, found.name, copy / "none")
    gone = StoreAddress(f"file://{folder}", f"{folder}/丙.pdf")
    with pytest.raises(ReportError, match=r"丙\.pdf 没能从对象存储取到（FileNotFoundError）"):
        fetch(gone, "丙.pdf", copy)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://key:secret@bucket/x", "give the URL without them"),
        ("s3://key:se/secret@bucket/x", "give the URL without them"),
        ("s3://bucket/x?token=secret", "give the URL without them"),
        ("abfs://a.dfs.core.windows.net/c?client_secret=secret", "give the URL without them"),
        ("s3://bucket/x?unknown=secret", "^s3://bucket/x cannot be opened"),
        ("nowhere://bucket/x?a=secret", "^nowhere://bucket/x cannot be opened"),
    ],
)
def test_what_cannot_be_opened_says_so(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        opened(url)
    assert "secret" not in str(error.value)


def test_a_name_in_a_store_may_hold_what_is_no_secret() -> None:
    files, path = opened("s3://bucket/完成 100%#1@a.pdf?region=us-east-1")
    assert files.type_name == "s3" and path == "bucket/完成 100%#1@a.pdf"


def test_what_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="/none does not exist"):
        files_below(f"file://{tmp_path}/none")
