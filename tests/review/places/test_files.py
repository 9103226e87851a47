"""A document's file is known by its content, wherever it lies; a masked name by the private map."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from review.places.files import Files

CONTENT = b"%PDF-1.7 a report"
DOC = hashlib.sha256(CONTENT).hexdigest()


def test_a_path_leads_to_a_file_only_with_its_content(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.pdf").write_bytes(CONTENT)
    assert Files(tmp_path, [raw]).find(DOC, ["a.pdf"]) == raw / "a.pdf"
    (raw / "a.pdf").write_bytes(b"another report")
    assert Files(tmp_path, [raw]).find(DOC, ["a.pdf"]) is None
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    assert Files(tmp_path, [raw]).find(DOC, ["../secret.pdf", "/etc/hostname"]) is None


def test_a_masked_name_is_looked_up_in_the_map(tmp_path: Path) -> None:
    file, names = tmp_path / "自评表-赵某某.pdf", tmp_path / "names.json"
    file.write_bytes(CONTENT)
    names.write_text(
        json.dumps({"salt": "00", "files": {"自评表-＊＊＊.pdf": str(file)}, "keys": {}}), "utf-8"
    )
    sources = ["自评表-＊＊＊.pdf"]
    assert Files(tmp_path, [tmp_path / "none"]).find(DOC, sources) is None
    assert Files(tmp_path, [tmp_path / "none"], names).find(DOC, sources) == file
