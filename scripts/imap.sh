#!/bin/sh
# Get Dovecot, the mail server of the IMAP tests, where we may: as root on Debian.
set -eu

PATH=$PATH:/usr/sbin
if [ "${SESAME_WITHOUT_DOVECOT:-}" = 1 ] ||
    { command -v dovecot >/dev/null 2>&1 &&
        [ -x /usr/lib/dovecot/imap ] && [ -x /usr/lib/dovecot/lmtp ]; }; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf '%s\n' "Installing Dovecot ..." >&2
    # Only its programs are wanted: the tests start one of their own, for a while.
    apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq \
            --no-install-recommends dovecot-imapd dovecot-lmtpd >/dev/null ||
        printf '%s\n' "Dovecot could not be installed: its tests will fail." >&2
fi
# Without it the tests fail, and say what to install.
