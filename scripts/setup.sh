#!/bin/sh
# Set .venv/ up from the lock: Python 3.11 or later is all that must be there.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

python=""
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    say "Sésame needs Python 3.11 or later; none was found. On Debian 12: apt-get install python3"
    exit 2
fi

# Debian ships venv apart; install it where we may, else say how.
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing python3-venv ..."
        apt-get update -qq >/dev/null && apt-get install -y -qq python3-venv >/dev/null
    else
        say "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"
        exit 2
    fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
say "Installing the locked dependencies into .venv/ ..."
# The lock names every package: left to look for itself, pip may take a newer one.
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --require-hashes --requirement requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation --editable .
