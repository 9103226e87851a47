"""What is noted of a run is what a profiler sees of it, and afterwards every function is what it was."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

from extract.read import read_document
from normalize.schema import Rows
from regress.cases import rows_of
from regress.changes.forgetting import _caches, forget
from regress.changes.importing import run_by_imports
from regress.changes.ran import Ran, living, name_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def read(name: str) -> Rows:
    return rows_of(read_document(FIXTURES / name / "document.docx"))


def profiled(name: str) -> set[str]:
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    forget()
    sys.setprofile(note)
    try:
        read(name)
    finally:
        sys.setprofile(None)
    names = {name_of(code) or "<elsewhere>" for code in seen}
    return {name for name in names if "<" not in name}


def bodies() -> dict[FunctionType, CodeType]:
    """What is alive is held, since functions within functions come and go as Python collects them."""
    return {f: f.__code__ for f in living() if type(f) is FunctionType and name_of(f.__code__)}


def still_telling() -> list[FunctionType]:
    held = (f for f in living() if type(f) is FunctionType)
    return [f for f in held if any(isinstance(const, partial) for const in f.__code__.co_consts)]


@pytest.mark.parametrize("name", ["form-national", "narrative-dated"])
def test_it_notes_what_a_profiler_sees(name: str) -> None:
    rows = read(name)
    seen, before = profiled(name), bodies()
    ran = Ran()
    try:
        for _ in range(2):
            forget()
            ran.begin()
            assert read(name) == rows
            assert {n for n in ran.end() if "<" not in n} == seen
        assert still_telling()
    finally:
        ran.close()
    assert {f: f.__code__ for f in before} == before
    assert not still_telling()


def test_a_module_that_is_loaded_while_it_notes_ran_as_a_whole() -> None:
    held = sys.modules.pop("normalize.share", None)
    ran = Ran()
    try:
        ran.begin()
        import normalize.share

        assert "normalize/share.py:little_read" in ran.end()
        ran.begin()
        assert not ran.end()
    finally:
        ran.close()
        sys.modules |= {"normalize.share": held} if held else {}
    assert normalize.share.little_read.__code__.co_name == "little_read"


def test_what_is_never_collected_is_found_and_stays_so() -> None:
    gc.freeze()
    try:
        assert _caches.__wrapped__(0)
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_the_functions_that_run_as_modules_are_loaded() -> None:
    ran = run_by_imports(["checks/rules/ratio.py", "parsers/memo.py"])
    assert {"checks/registry.py:rule", "parsers/memo.py:remembered"} <= set(ran)
    assert "checks/rules/ratio.py:ratio_share" not in ran
