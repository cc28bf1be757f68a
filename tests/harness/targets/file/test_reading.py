"""Target files that say what is meant, and those that do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.labels import LABELS, Stage
from harness.target import Capability
from harness.targets.file.reading import read_target_file
from harness.targets.file.settings import (
    LoadConsent,
    NoCaptcha,
    Siteverify,
    SmtpMailbox,
    Token,
)
from harness.targets.mail_sources.imap_line import ImapSettings
from harness.targets.mail_sources.mailpit_api import MailpitSettings

PORTAL = '[portal]\nname = "Recette"\nhome = "http://127.0.0.1:8080/"\n'
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a target file; the portal's table comes first."""

    def written(text: str) -> Path:
        path = tmp_path / "cible.toml"
        path.write_text(PORTAL + text, encoding="utf-8")
        return path

    return written


def refusal(path: Path, requirements: list[str] | None = None) -> str:
    """Return how a file is refused, its folder left out."""
    with pytest.raises(ConfigurationError) as refused:
        read_target_file(path, requirements)
    return str(refused.value).replace(f"{path.parent}/", "")


def test_the_least_file_is_a_name_and_a_home(write: Write) -> None:
    """Everything else is absent: no bench, no mailbox, no CAPTCHA, no accounts."""
    read = read_target_file(write(""))

    assert ("Recette", "http://127.0.0.1:8080/") == (read.name, read.home)
    assert (None, None, None, None) == (
        read.bench,
        read.mailbox,
        read.captcha,
        read.accounts,
    )
    assert LABELS == read.labels


def test_a_whole_file_is_read(write: Write, tmp_path: Path) -> None:
    """Every table and key of the guide; files are found beside the target file."""
    (tmp_path / "comptes.csv").write_text("x", encoding="utf-8")
    read = read_target_file(
        write(
            'hosts = ["sso.recette.test"]\n'
            '[portal.rewrite]\n"https://www.a.test/" = "http://127.0.0.1:8080/"\n'
            '[bench]\nurl = "http://127.0.0.1:8080/_bench"\n'
            'capabilities = ["clock", "letters"]\n'
            '[mailbox]\nkind = "smtp"\nlisten = "127.0.0.1:2525"\npatience_s = 1.5\n'
            '[captcha]\nkind = "siteverify"\nlisten = "[::1]:2526"\nhost = "a.test"\n'
            '[accounts]\nfile = "comptes.csv"\n'
            '[accepted]\n"P4.6" = "Pied de page 2026"\n'
            '[labels]\nreset = "Envoyer"\n[labels.headings]\ntaken = "Bientôt fini"\n'
        ),
        ["P4.6"],
    )

    assert {"https://www.a.test": "http://127.0.0.1:8080"} == read.rewrite
    assert {"sso.recette.test"} == read.hosts
    assert frozenset({Capability.CLOCK, Capability.LETTERS}) == read.bench_capabilities
    assert SmtpMailbox(("127.0.0.1", 2525)) == read.mailbox
    assert 1.5 == read.patience_s
    assert Siteverify(("::1", 2526), "a.test") == read.captcha
    assert tmp_path / "comptes.csv" == read.accounts
    assert {"P4.6": "Pied de page 2026"} == read.accepted
    assert "Envoyer" == read.labels.reset
    assert LABELS.validate == read.labels.validate
    assert "Bientôt fini" == read.labels.heading(Stage.TAKEN)
    assert Stage.LOGIN.value == read.labels.heading(Stage.LOGIN)


def test_other_mailboxes_and_captchas_are_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """IMAP, Mailpit, a test key, no CAPTCHA; a password may stay in the environment."""
    monkeypatch.setenv("SECRET_DE_RECETTE", "x y")
    imap = write(
        '[mailbox]\nkind = "imap"\nhost = "imap.test"\nuser = "u"\n'
        'password_env = "SECRET_DE_RECETTE"\n[captcha]\nkind = "token"\n'
        'response = "oui"\n'
    )
    read = read_target_file(imap)
    assert Token("oui") == read.captcha
    assert isinstance(read.mailbox, ImapSettings)
    assert ("imap.test", 993, "u", "x y", "ssl") == (
        read.mailbox.host,
        read.mailbox.port,
        read.mailbox.user,
        read.mailbox.password,
        read.mailbox.tls,
    )
    assert f"{imap}:4: [mailbox]" == read.mailbox.origin

    read = read_target_file(
        write(
            '[mailbox]\nkind = "mailpit"\nurl = "http://127.0.0.1:8025"\n'
            '[captcha]\nkind = "none"\n'
        )
    )
    assert isinstance(read.mailbox, MailpitSettings)
    assert "http://127.0.0.1:8025" == read.mailbox.url
    assert NoCaptcha() == read.captcha


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[benc]\n", "4: [benc]: unknown table; did you mean 'bench'?"),
        ("[zzzzzz]\n", "4: [zzzzzz]: unknown table; known are accepted, accounts"),
        ("hom = 1\n", "4: [portal] hom: unknown key; did you mean 'home'?"),
        ("bench = 3\n", "4: [portal] bench: unknown key"),
        ("[bench]\n", "4: [bench]: url is missing; write url ="),
        ("[bench]\nurl = 3\n", "5: [bench] url: must be a text in quotes, not a whole"),
        ('[bench]\nurl = "ftp://a"\n', "5: [bench] url: 'ftp://a' is no address"),
        ('[bench]\nurl = "http://u:p@a/"\n', "holds a user name"),
        ('[bench]\nurl = "http://é..fr/"\n', "5: [bench] url: 'http://é..fr/' is no"),
        ('[bench]\nurl = "http://a:99999/"\n', "5: [bench] url: 'http://a:99999/' is"),
        (
            '[bench]\nurl = "http://a/"\ncapabilities = ["clok"]\n',
            "6: [bench] capabilities: unknown capability 'clok'; known are accounts",
        ),
        ("[mailbox]\n", "4: [mailbox]: kind is missing; choose among smtp, imap"),
        ('[mailbox]\nkind = "pop"\n', "5: [mailbox] kind: is 'pop'; choose among"),
        (
            '[mailbox]\nkind = "smtp"\nlisten = "0.0.0.0:25"\n',
            "6: [mailbox] listen: '0.0.0.0' is not of this machine alone",
        ),
        (
            '[mailbox]\nkind = "smtp"\nlisten = "recette.test:25"\n',
            "6: [mailbox] listen: 'recette.test' is not of this machine alone",
        ),
        (
            '[mailbox]\nkind = "smtp"\nlisten = "2525"\n',
            "6: [mailbox] listen: is '2525'; write it as",
        ),
        (
            '[mailbox]\nkind = "smtp"\nlisten = "127.0.0.1:70000"\n',
            "6: [mailbox] listen: a port is at most 65535",
        ),
        (
            '[mailbox]\nkind = "smtp"\npatience_s = -1\n[bench]\nurl = "http://a"\n',
            "6: [mailbox] patience_s: must be a number of seconds from 0 to 300",
        ),
        (
            '[mailbox]\nkind = "imap"\nuser = "u"\npassword = "p"\n',
            "4: [mailbox]: host is missing",
        ),
        (
            '[mailbox]\nkind = "imap"\nhost="h"\nuser="u"\npassword_env="NO_SUCH"\n',
            "8: [mailbox] password_env: the environment has no variable NO_SUCH",
        ),
        (
            '[mailbox]\nkind = "imap"\nlisten = "127.0.0.1:1"\n',
            "6: [mailbox] listen: unknown key",
        ),
        ('[captcha]\nkind = "token"\n', "4: [captcha]: response is missing"),
        ("[accounts]\n", "4: [accounts]: file is missing"),
        ('[accounts]\nfile = "no.csv"\n', "5: [accounts] file: there is no file"),
        ('[accepted]\n"P4.66" = "x"\n', "did you mean 'P4.6'?"),
        ('[accepted]\n"P4.6" = ""\n', "5: [accepted] P4.6: must be a text in quotes"),
        ('[labels]\ndossie = "x"\n', "5: [labels] dossie: unknown key; did you mean"),
        ('[labels.headings]\nfini = "x"\n', "5: [labels.headings] fini: unknown key"),
        ("[labels]\nheadings = 3\n", "[labels] headings: must be a table"),
        (
            '[portal.rewrite]\n"www.a.test" = "http://127.0.0.1"\n',
            "5: [portal.rewrite] www.a.test: 'www.a.test' is no address",
        ),
        (
            '[captcha]\nkind = "siteverify"\n[mailbox]\nkind = "smtp"\n',
            "[captcha] listen: must name a port",
        ),
        ("rewrite = 3\n", "4: [portal] rewrite: must be a table"),
        ('certificate = "no.pem"\n', "4: [portal] certificate: there is no file"),
        ('browser = "firefox"\n', "4: [portal] browser: is 'firefox'; choose among"),
    ],
)
def test_a_mistake_is_named_with_its_line(write: Write, text: str, said: str) -> None:
    """File, line, table, key and what to do."""
    assert said in refusal(write(text), ["P4.6"])


def test_every_mistake_is_told_at_once(write: Write) -> None:
    """A line for each, in the order of the file."""
    told = refusal(
        write('[accepted]\n"Z9" = "x"\n[mailbox]\nkind = "pop"\n[benc]\n'), ["P4.6"]
    )

    assert ["5", "7", "8"] == [line.split(":")[1] for line in told.splitlines()]


def test_a_mistake_is_told_once(write: Write) -> None:
    """An address that was refused does not lack its port besides."""
    told = refusal(write('[mailbox]\nkind = "smtp"\nlisten = "0.0.0.0:2525"\n'))

    assert ["6"] == [line.split(":")[1] for line in told.splitlines()]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[portal\n", "is not TOML: Expected"),
        (b"a = 1\na = 2\n", "is not TOML: Cannot overwrite a value (at line 2"),
        (b'name = "\xff"\n', "is not UTF-8 text (byte 8)"),
        (b"", "[portal]: name is missing"),
        (b"portal = 3\n", "1: [portal]: must be a table: write [portal]"),
    ],
)
def test_what_is_no_target_file_is_refused(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    """Malformed TOML, another encoding, an empty file."""
    path = tmp_path / "cible.toml"
    path.write_bytes(raw)

    assert said in refusal(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file, and a folder in its place."""
    assert "There is no target file no.toml." == refusal(tmp_path / "no.toml")
    (tmp_path / "x.toml").mkdir()
    assert "x.toml cannot be read" in refusal(tmp_path / "x.toml")


def test_the_owners_word_on_load_is_read(write: Write) -> None:
    """Who allows it, and how far."""
    read = read_target_file(
        write(
            '[load]\nallowed_by = "A. Petit, le 3 mars"\nmax_users = 20\n'
            "max_rate = 2.5\nmax_minutes = 10\n"
        )
    )

    assert LoadConsent("A. Petit, le 3 mars", 20, 2.5, 10.0) == read.load
    assert read_target_file(write("")).load is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "cible.toml:4: [load]: allowed_by is missing"),
        ('allowed_by = ""\n', "[load] allowed_by: is empty"),
        ("allowed_by = true\n", "[load] allowed_by: must be a text in quotes"),
        ('allowed_by = "x"\nmax_users = 1.5\n', "max_users: must be a whole number"),
        ('allowed_by = "x"\nmax_rate = 0\n', "max_rate: must be a number greater"),
        ('allowed_by = "x"\nmax_minutes = "10"\n', "max_minutes: must be a number"),
        ('allowed_by = "x"\nmax_user = 1\n', "did you mean 'max_users'?"),
    ],
)
def test_a_wrong_word_on_load_is_named(write: Write, table: str, said: str) -> None:
    """Line, key, and what to write."""
    assert said in refusal(write(f"[load]\n{table}"))
