"""The map of masked names gives each name its file; what is no map says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import UsageError
from normalize.store.masked_names import NameMap, file_of, read_map

names = st.dictionaries(st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9), max_size=4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("map") / "names.json"


@given(names, names)
def test_a_name_stands_for_its_file(path: Path, files: dict[str, str], keys: dict[str, str]) -> None:
    path.write_text(json.dumps({"salt": "00", "files": files, "keys": keys}), "utf-8")
    assert read_map(path) == NameMap("00", files, keys)
    assert all(file_of(path, name) == Path(held) for name, held in files.items())


def test_what_no_map_names_lies_below_the_root(path: Path) -> None:
    path.write_text('{"salt": "00", "files": {"甲": "/x/乙.pdf"}, "keys": {}}', "utf-8")
    assert file_of(path, "丙.pdf", Path("raw")) == file_of(None, "丙.pdf", Path("raw")) == Path("raw/丙.pdf")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"salt": "0", "files": 3, "keys": {}}'])
def test_what_is_no_map_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "names.json").write_text(text, "utf-8")
    with pytest.raises(UsageError, match="is no map of masked names"):
        read_map(tmp_path / "names.json")
    with pytest.raises(UsageError, match="cannot be read"):
        read_map(tmp_path / "none.json")
