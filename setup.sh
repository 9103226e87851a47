#!/bin/sh
# Makes a virtual environment with the locked dependencies and the project, with the newest Python that is at hand.
set -eu
target=$1

python=
bare=
# 3.14 is the newest for which every locked package has wheels.
for name in python3.14 python3.13 python3.12 python3.11 python3; do
    # A name may be there without working (a version manager's shim), so each is tried.
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if "$name" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        python=$name
        break
    fi
    bare=${bare:-$name}
done
if [ -z "$python" ] && [ -n "$bare" ]; then
    echo "$bare has no venv module: install it (Debian, Ubuntu: apt install python3-venv)" >&2
    exit 1
fi
if [ -z "$python" ]; then
    echo "juesuan needs Python 3.11 or newer, and none was found: install one (Debian, Ubuntu: apt install python3 python3-venv)" >&2
    exit 1
fi

echo "setting up $target with $("$python" --version)"
"$python" -m venv --clear "$target"
"$target/bin/python" -m pip install -q --require-hashes -r requirements.lock
"$target/bin/python" -m pip install -q --no-deps --no-build-isolation -e .
