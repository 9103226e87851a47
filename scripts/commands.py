"""The help of every command as the page docs/commands.md: `python scripts/commands.py > docs/commands.md`."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from juesuan import COMMANDS

HEAD = """# Commands

Made by `make docs` from what `juesuan COMMAND --help` prints.
"""
COMMAND = re.compile(r"^  (\w[\w-]*)  ", re.MULTILINE)


def help_of(*command: str) -> str:
    """What `--help` of a command prints, 100 characters wide, without colours and frames."""
    plain = {**os.environ, "TYPER_USE_RICH": "0", "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    run = [sys.executable, "-m", "juesuan", *command, "--help"]
    return subprocess.run(run, env=plain, check=True, capture_output=True, text=True).stdout.strip()


def page() -> str:
    """The page, with a section for each command and one for each command within it."""
    out = [HEAD, f"```text\n{help_of()}\n```\n"]
    for name in COMMANDS:
        text = help_of(name)
        out.append(f"## juesuan {name}\n\n```text\n{text}\n```\n")
        _, _, inner = text.partition("\nCommands:\n")
        for sub in COMMAND.findall(inner):
            out.append(f"### juesuan {name} {sub}\n\n```text\n{help_of(name, sub)}\n```\n")
    return "\n".join(out)


if __name__ == "__main__":
    sys.stdout.write(page())
