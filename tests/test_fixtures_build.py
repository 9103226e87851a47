"""The committed fixtures are what the builder makes, byte for byte, and hold nothing personal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import regex

ROOT = Path(__file__).resolve().parents[1]


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'tests/fixtures')!r}); from pathlib import Path; import build; build.main(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True)
    built = [p.relative_to(tmp_path) for p in sorted(tmp_path.rglob("*")) if p.is_file()]
    assert len(built) > 40
    for name in built:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_faces_are_small_and_licensed() -> None:
    fonts = ROOT / "tests/fixtures/fonts"
    assert all(p.stat().st_size <= 3_000_000 for p in fonts.glob("*.ttf"))
    assert "licence" in (fonts / "README.md").read_text("utf-8") and (fonts / "ARPHICPL.txt").is_file()


def test_no_telephone_numbers() -> None:
    for path in (ROOT / "tests/fixtures").rglob("*.jsonl"):
        assert not regex.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", path.read_text("utf-8"))
