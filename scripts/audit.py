"""Holds the locked dependencies against known advisories, and says so where those cannot be reached."""

from __future__ import annotations

import subprocess
import sys

AUDIT = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-r", "requirements.lock"]


def main() -> int:
    """1 where a locked version has a known vulnerability, 0 where none has or nothing could be learnt."""
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *AUDIT], capture_output=True, text=True, check=False
    )
    told = done.stdout + done.stderr
    if done.returncode and " known vulnerabilit" not in told:
        print(f"skipped: the advisories cannot be reached ({told.strip().splitlines()[-1][:200]})")
        return 0
    if unknown := told.count("could not be audited"):
        print(f"skipped: {unknown} dependencies, of which the index knows no advisories")
    print("\n".join(line for line in told.strip().splitlines() if "could not be audited" not in line))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
