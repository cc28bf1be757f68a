#!/bin/sh
# Get swaks, the SMTP client of the mail server's tests, where we may: as root on Debian.
set -eu

if command -v swaks >/dev/null 2>&1 || [ "${SESAME_WITHOUT_SWAKS:-}" = 1 ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf '%s\n' "Installing swaks ..." >&2
    apt-get update -qq >/dev/null &&
        apt-get install -y -qq --no-install-recommends swaks libnet-ssleay-perl >/dev/null ||
        printf '%s\n' "swaks could not be installed: its tests will fail." >&2
fi
# Without it the tests fail, and say what to install.
