"""URLs are told from paths, and are told without how their stores are reached."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("given", "url", "shown"),
    [
        ("s3://bucket/a?endpoint_override=h:1", "s3://bucket/a?endpoint_override=h:1", "s3://bucket/a"),
        ("s3:/bucket/a/", "s3://bucket/a/", "s3://bucket/a"),
        ("file:/tmp/决算", "file:///tmp/决算", "file:///tmp/决算"),
        ("/tmp/x?y", None, "/tmp/x?y"),
        ("a:b", None, "a:b"),
    ],
)
def test_what_is_a_url_and_how_it_is_told(given: str, url: str | None, shown: str) -> None:
    assert url_of(given) == url and told(given) == shown


def test_a_url_of_this_machine_is_a_path(tmp_path: Path) -> None:
    place = tmp_path / "市 局"
    assert path_of(Path(f"file://{place}")) == place and path_of(place) == place
    assert root_of(f"file://{place}") == f"file://{place}"


def test_files_are_listed_below_a_folder_and_fetched(tmp_path: Path) -> None:
    (tmp_path / "in/市 局").mkdir(parents=True)
    (tmp_path / "in/市 局/b.txt").write_text("乙")
    (tmp_path / "in/a.txt").write_text("甲")
    url = f"file://{tmp_path}/in"
    found = files_below(url)
    assert [(f.name, f.size, f.named) for f in found] == [("a.txt", 3, False), ("市 局/b.txt", 3, False)]
    assert [(f.name, f.named) for f in files_below(f"{url}/a.txt")] == [("a.txt", True)]
    fetch(found[1].stored, "b.txt", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "乙"
    with pytest.raises(ReportError, match="b"):
        fetch(StoreAddress(url, f"{tmp_path}/in/c.txt"), "b.txt", tmp_path / "copy")
    with pytest.raises(CopyError):
        fetch(found[0].stored, "a.txt", tmp_path / "no folder" / "copy")


@pytest.mark.parametrize("bad", ["s3://key:secret@bucket/x", "nosuch://bucket/x"])
def test_what_no_store_is(bad: str) -> None:
    with pytest.raises(UsageError) as raised:
        opened(bad)
    assert "secret" not in str(raised.value)
