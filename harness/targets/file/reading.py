"""Reading a target file: every mistake is named, with its line and what to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from harness.labels import LABELS, Labels, Stage
from harness.target import Capability
from harness.targets.file.mailboxes import read_captcha, read_mailbox
from harness.targets.file.problems import Problems
from harness.targets.file.settings import (
    LoadConsent,
    Siteverify,
    SmtpMailbox,
    TargetFile,
)
from harness.targets.file.tables import Table, no_address
from harness.targets.file.toml_file import read_text, read_toml

_TABLES = (
    "portal", "bench", "mailbox", "captcha", "accounts", "accepted", "labels", "load",
)  # fmt: skip
_PORTAL = ("name", "home", "rewrite", "hosts", "certificate", "browser")
_LOAD = ("allowed_by", "max_users", "max_rate", "max_minutes")
_BROWSERS = ("http", "chromium")
_BENCH = frozenset(
    {
        Capability.CLOCK,
        Capability.ACCOUNTS,
        Capability.ROUTES,
        Capability.LETTERS,
        Capability.LOG,
        Capability.OUTBOX,
        Capability.RESTART,
        Capability.FRANCE_CONNECT,
    }
)
_Listening = SmtpMailbox | Siteverify
_HEADINGS = {stage.name.lower(): stage for stage in Stage if stage.value}
_WORDS = tuple(one.name for one in fields(Labels) if one.name != "headings")

_WHAT = "target file"


def read_target_file(
    path: Path, requirements: Collection[str] | None = None
) -> TargetFile:
    """Return the portal that the file at *path* describes.

    Args:
        path: the file.
        requirements: the ids that [accepted] may name; None: they are not looked at.

    Raises:
        ConfigurationError: it cannot be read, or says something wrong; the message has
            a line for each mistake.
    """
    document, problems = read_toml(path, _WHAT)
    tables = _tables(document, problems)
    read = _read(path, tables, problems)
    if read.bench is None and "bench" not in tables:
        _check_ports(read, problems)
    for name in read.accepted:
        if requirements is not None and name not in requirements:
            problems.unknown(("accepted", name), requirements, "requirement")
    problems.raise_any()
    return read


def require_ports(file: TargetFile) -> None:
    """See to it that *file* names the ports, for a portal that is told of none.

    Raises:
        ConfigurationError: it leaves one to chance.
    """
    listens = (file.mailbox, file.captcha)
    if any(isinstance(one, _Listening) and not one.listen[1] for one in listens):
        problems = Problems(file.path, read_text(file.path, _WHAT))
        _check_ports(file, problems)
        problems.raise_any()


def _check_ports(read: TargetFile, problems: Problems) -> None:
    """Without routes the portal is told of no port: it must be a fixed one."""
    for table, one in (("mailbox", read.mailbox), ("captcha", read.captcha)):
        key = (table, "listen")
        if isinstance(one, _Listening) and not one.listen[1] and key not in problems:
            problems.add(
                key,
                'must name a port, as "127.0.0.1:2525": without [bench], or without '
                "its capability routes, the portal sends to where it is configured to.",
            )


def _tables(
    document: Mapping[str, Any], problems: Problems
) -> dict[str, Mapping[str, Any]]:
    tables: dict[str, Mapping[str, Any]] = {}
    for name, value in document.items():
        if name not in _TABLES:
            problems.unknown((name,), _TABLES, "table")
        elif not isinstance(value, Mapping):
            problems.add((name,), f"must be a table: write [{name}] on its own line.")
        else:
            tables[name] = value
    return tables


def _read(
    path: Path, tables: Mapping[str, Mapping[str, Any]], problems: Problems
) -> TargetFile:
    def table(name: str, known: Collection[str]) -> Table:
        return Table(problems, (name,), tables.get(name, {}), known)

    folder = path.resolve().parent
    portal = table("portal", _PORTAL)
    bench = table("bench", ("url", "capabilities"))
    accounts = table("accounts", ("file",))
    url = bench.url("url", '"http://127.0.0.1:8080/_bench"' * ("bench" in tables))
    if "accounts" in tables and "file" not in accounts:
        accounts.missing("file", '"accounts.csv"')
    mailbox, patience_s = read_mailbox(tables.get("mailbox"), folder, problems)
    accepted = table("accepted", tuple(tables.get("accepted", {})))
    return TargetFile(
        path=path,
        name=portal.text("name", '"Recette"') or "",
        home=portal.url("home", '"http://127.0.0.1:8080/"') or "",
        rewrite=_rewrite(tables.get("portal", {}).get("rewrite", {}), problems),
        hosts=frozenset(portal.strings("hosts") or ()),
        certificate=portal.file("certificate", folder),
        browser=portal.choice("browser", _BROWSERS, "http"),
        bench=url,
        bench_capabilities=_capabilities(bench),
        mailbox=mailbox,
        patience_s=patience_s,
        captcha=read_captcha(tables.get("captcha"), problems),
        accounts=accounts.file("file", folder),
        accepted=dict(accepted.texts()),
        labels=_labels(tables.get("labels", {}), problems),
        load=_load(table("load", _LOAD)) if "load" in tables else None,
    )


def _load(table: Table) -> LoadConsent:
    users = table.above_zero("max_users")
    if users is not None and users != int(users):
        table.wrong("max_users", "must be a whole number.")
    return LoadConsent(
        allowed_by=table.text("allowed_by", '"who allows it, and when"') or "",
        max_users=None if users is None else int(users),
        max_rate=table.above_zero("max_rate"),
        max_minutes=table.above_zero("max_minutes"),
    )


def _rewrite(given: Any, problems: Problems) -> dict[str, str]:
    """Return which public origin is served where, both without a last slash."""
    name = ("portal", "rewrite")
    if not isinstance(given, Mapping):
        problems.add(name, "must be a table: write [portal.rewrite].")
        return {}
    table = Table(problems, name, given, tuple(given))
    served = {}
    for public, local in table.texts():
        for one in (public, local):
            if why := no_address(one):
                table.wrong(public, f"{one!r} {why}")
        served[public.rstrip("/")] = local.rstrip("/")
    return served


def _capabilities(bench: Table) -> frozenset[Capability] | None:
    names = bench.strings("capabilities")
    if names is None:
        return None
    known = {one.value: one for one in _BENCH}
    for name in names:
        if name not in known:
            bench.wrong(
                "capabilities",
                f"unknown capability {name!r}; known are {', '.join(sorted(known))}.",
            )
    return frozenset(known[name] for name in names if name in known)


def _labels(given: Mapping[str, Any], problems: Problems) -> Labels:
    words = {key: value for key, value in given.items() if key != "headings"}
    table = Table(problems, ("labels",), words, (*_WORDS, "headings"))
    told = {key: value for key, value in table.texts() if key in _WORDS}
    name, headings = ("labels", "headings"), given.get("headings", {})
    if not isinstance(headings, Mapping):
        problems.add(name, "must be a table: write [labels.headings].")
        headings = {}
    shown = {
        _HEADINGS[key].name: value
        for key, value in Table(problems, name, headings, _HEADINGS).texts()
        if key in _HEADINGS
    }
    return LABELS.with_words(told, shown)
