"""From a target file to the portal, and to what surrounds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import httpx

from harness.addresses import served
from harness.errors import BenchRefusal, ConfigurationError, Unreachable
from harness.extras import require_extra
from harness.journeys.surroundings import (
    CaptchaTold,
    MailSource,
    Neighbours,
    Surroundings,
    open_surroundings,
)
from harness.target import Capability
from harness.targets.chromium.executable import find_chromium
from harness.targets.file.reading import require_ports
from harness.targets.file.settings import (
    Mailbox,
    NoCaptcha,
    Siteverify,
    SmtpMailbox,
    TargetFile,
    Token,
)
from harness.targets.file.target import FileTarget, trust_of
from harness.targets.mail_sources.imap import ImapSource
from harness.targets.mail_sources.imap_line import ImapSettings
from harness.targets.mail_sources.mailpit import MailpitSource
from harness.targets.mail_sources.mailpit_api import MailpitSettings
from simulator.listening import PortInUse

_AT_ONCE_S = 5.0
"""How long a portal may take to show its home page before a run (real seconds)."""

_CHROMIUM = "chromium"
_OWN_PATIENCE_S = 3.0
_OTHERS_PATIENCE_S = 10.0


def open_file_target(file: TargetFile) -> tuple[Surroundings, FileTarget]:
    """Reach the portal of *file*, and start what the bench plays around it.

    Raises:
        ConfigurationError: a port is taken, the mailbox refuses the log-in …
        Unreachable: the bench API or the mailbox does not answer.
        BenchRefusal: what answers there is no bench API.
    """
    target = _target(file)
    return _open_around(file, target), target


def _open_around(file: TargetFile, target: FileTarget) -> Surroundings:
    """Start what the bench plays around *target*, which is closed if that fails."""
    try:
        if Capability.ROUTES not in target.capabilities:
            require_ports(file)
        return open_surroundings(_neighbours(file, target))
    except PortInUse as taken:
        target.close()
        raise ConfigurationError(_taken(file, str(taken.filename))) from taken
    except BaseException:
        target.close()
        raise


def require_reachable(file: TargetFile) -> None:
    """Try the portal's home, its bench API, its mailbox and the ports, once, quickly.

    Raises:
        Unreachable: one of them does not answer; the message names its address.
        ConfigurationError: the mailbox refuses the log-in, a port is taken or left to
            chance, what answers is no bench API, or there is no Chromium.
    """
    home, trust = served(file.home, file.rewrite), trust_of(file)
    try:
        with httpx.Client(verify=trust, trust_env=False, timeout=_AT_ONCE_S) as client:
            client.get(home)
    except httpx.HTTPError as failed:
        raise Unreachable(
            f"{file.path}: [portal] home: {home} does not answer: {failed}"
        ) from failed
    if file.browser == _CHROMIUM:
        require_extra(
            "browser", "playwright", needed_by=f"{file.path}: [portal] browser"
        )
        find_chromium()
    # No need of the file's browser: it would be started for nothing.
    with _silence_of(f"{file.path}: [bench] url"):
        target = FileTarget(file)
    with _silence_of(f"{file.path}: [mailbox]"):
        _open_around(file, target).stop()
    target.close()


@contextmanager
def _silence_of(key: str) -> Iterator[None]:
    """Put file and key before what is said of who does not answer, or wrongly."""
    try:
        yield
    except Unreachable as silent:
        raise Unreachable(f"{key}: {silent}") from silent
    except BenchRefusal as wrong:
        raise ConfigurationError(f"{key}: {wrong}") from wrong


def _target(file: TargetFile) -> FileTarget:
    """Return the portal, through the browser that the file names."""
    if file.browser != _CHROMIUM:
        return FileTarget(file)
    require_extra("browser", "playwright", needed_by=f"{file.path}: [portal] browser")
    from harness.targets.file.chromium import (  # noqa: PLC0415 - an optional extra
        ChromiumFileTarget,
    )

    return ChromiumFileTarget(file)


def _neighbours(file: TargetFile, target: FileTarget) -> Neighbours:
    mailbox, captcha = file.mailbox, file.captcha
    return Neighbours(
        smtp=mailbox.listen if isinstance(mailbox, SmtpMailbox) else None,
        siteverify=captcha.listen if isinstance(captcha, Siteverify) else None,
        mails=_source(mailbox),
        patience_s=_patience(file, told_where=Capability.ROUTES in target.capabilities),
        captcha=CaptchaTold(
            response=captcha.response if isinstance(captcha, Token) else None,
            host=captcha.host if isinstance(captcha, Siteverify) else None,
            asked=not isinstance(captcha, NoCaptcha),
        ),
    )


def _source(mailbox: Mailbox | None) -> Callable[[], MailSource] | None:
    if isinstance(mailbox, ImapSettings):
        return partial(ImapSource, mailbox)
    if isinstance(mailbox, MailpitSettings):
        return partial(MailpitSource, mailbox)
    return None


def _taken(file: TargetFile, address: str) -> str:
    """Return a sentence: which key of *file* names the *address* that is taken."""
    listens = {"mailbox": file.mailbox, "captcha": file.captcha}
    for table, one in listens.items():
        if isinstance(one, SmtpMailbox | Siteverify):
            host, port = one.listen
            if f"{host}:{port}" == address:
                return (
                    f"{file.path}: [{table}] listen: another program listens at "
                    f"{address} already; end it, or write another port there and in "
                    "the portal's settings."
                )
    return f"{file.path}: another program listens at {address} already."


def _patience(file: TargetFile, *, told_where: bool) -> float:
    """Return how long a mail may take, as the file says or as such portals do.

    A portal that is told where the bench's mail server is hands its mails over before
    it answers, or when the bench asks for it; others have a queue of their own.
    """
    if file.patience_s is not None:
        return file.patience_s
    if isinstance(file.mailbox, SmtpMailbox):
        return 0.0 if told_where else _OWN_PATIENCE_S
    return 0.0 if file.mailbox is None else _OTHERS_PATIENCE_S
