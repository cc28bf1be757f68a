#!/bin/sh
# Get the browser of --target chromium where we may: as root on Debian.
set -eu

for name in "${SESAME_CHROMIUM:-chromium-headless-shell}" chromium google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf '%s\n' "Installing Chromium ..." >&2
    # The fonts matter: without any, nothing is drawn where text should be.
    apt-get update -qq >/dev/null &&
        apt-get install -y -qq --no-install-recommends \
            chromium-headless-shell fonts-dejavu-core >/dev/null ||
        printf '%s\n' "Chromium could not be installed: its tests will fail." >&2
else
    printf '%s\n' "Install Debian's packages chromium-headless-shell and" \
        "fonts-dejavu-core, or name a Chromium in SESAME_CHROMIUM." >&2
fi
# Without it the tests fail, and say what to install.
