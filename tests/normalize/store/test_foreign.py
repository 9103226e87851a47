"""What Arrow does not open fsspec does, and who cannot be told why is told what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pyarrow.fs import FileSelector

from extract.errors import UsageError
from normalize.store.foreign import PREFIX, opened_by_fsspec
from normalize.store.objects import files_below, opened, path_of, root_of, told, url_of


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "nowhere://host/x?a=secret",
            "^nowhere://host/x cannot be opened: no filesystem nowhere:// is known",
        ),
        ("memory://x?token=secret", r"^memory://x cannot be opened: options .* \(FSSPEC_MEMORY_…\)"),
        ("memory://me:secret@x", "credentials are taken from the environment alone"),
        ("simplecache://x/secret", r"cannot be opened \(ValueError\): see to .* FSSPEC_SIMPLECACHE_…"),
    ],
)
def test_what_cannot_be_opened_says_so(url: str, said: str) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match=said) as raised:
        opened(url)
    assert "secret" not in str(raised.value).replace(told(url), "")


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra, and the package that one filesystem needs besides."""
    pytest.importorskip("fsspec")
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "paramiko", None)
        patched.delitem(sys.modules, "fsspec.implementations.sftp", raising=False)
        with pytest.raises(UsageError, match=r"^sftp://host/x cannot be opened: .* requires \"paramiko\""):
            opened("sftp://host/x")


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(
        UsageError, match=r"^sftp://host/x cannot be opened: sftp:// needs the extra: .*cluster"
    ):
        opened("sftp://host/x")


def test_what_is_opened_is_as_arrow_has_it() -> None:
    pytest.importorskip("fsspec")
    files, path = opened_by_fsspec("memory://云溪/2023/", "memory://云溪/2023")
    assert path == "/云溪/2023" and files.type_name.startswith(PREFIX)
    files.create_dir(path)
    files.create_dir(path)
    for content in (b"a", b"b"):
        with files.open_output_stream(f"{path}/x.put") as stream:
            stream.write(content)
        files.move(f"{path}/x.put", f"{path}/x")
    with files.open_input_stream(f"{path}/x") as stream:
        assert bytes(stream.read()) == b"b"
    assert [f.base_name for f in files.get_file_info(FileSelector(path))] == ["x"]


def test_a_path_of_this_machine_keeps_its_slash_and_its_question_mark(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "完成?100%#1").mkdir()
    (tmp_path / "完成?100%#1" / "决算 1.txt").write_text("x")
    url = f"local://{tmp_path}/完成?100%#1"
    assert url_of(Path(url)) == url == told(url) == root_of(url) and path_of(Path(url)) == Path(url)
    (found,) = files_below(url)
    assert (found.url, found.name, found.size) == (f"{url}/决算 1.txt", "决算 1.txt", 1)
    # fsspec has it in floating point, which is the same each time.
    there = (tmp_path / "完成?100%#1" / "决算 1.txt").stat().st_mtime_ns
    assert found.changed == files_below(url)[0].changed == pytest.approx(there, abs=1000)


def test_each_thread_has_a_filesystem_of_its_own() -> None:
    """A connection is not asked two things at once."""
    pytest.importorskip("fsspec")
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(lambda: opened("local:///tmp")[0].handler.fs).result()
    here = opened("local:///tmp")[0].handler.fs
    assert other is not here and here is opened("local:///tmp")[0].handler.fs
