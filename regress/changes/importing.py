"""`python -m regress.changes.importing`: modules, from the standard input, one path a line → the functions of
the project that run while these are imported, one a line.

What is worked out then stands in a module as if it had been written there: whoever changes such a function
changes the module.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from types import CodeType, FrameType


def run_by_imports(modules: Iterable[str]) -> list[str]:
    """The functions (path:name) that run while the modules (paths) are imported, in a process of its own."""
    from .fingerprints import ROOT

    asked = "\n".join(sorted(set(modules)))
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, input=asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def main() -> None:
    """Reads the paths and prints the functions."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    asked = sys.stdin.read().split("\n")
    sys.setprofile(note)
    for path in asked:
        import_module(path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    sys.setprofile(None)
    from .ran import name_of

    print("\n".join(sorted({name for code in seen if (name := name_of(code)) and "<module>" not in name})))


if __name__ == "__main__":
    main()
