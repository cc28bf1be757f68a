"""The whole address, which no answer may hold."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import pytest

from harness.checks.address import is_nowhere_in_clear
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
ADDRESS = "camille.moreau@example.org"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>c*****@e*****.org</p>",
        "<p>camille.moreau</p><p>example.org</p>",
        "<p>contact@carpimko.com</p>",
        "<p>camille.moreau@example.com</p>",
        "<script>var a = 'c***@e***.org'</script>",
    ],
)
def test_masked_pages_pass(page: MakePage, markup: str) -> None:
    """Masks, parts of the address and other addresses are no leak."""
    is_nowhere_in_clear([page(markup)], ADDRESS)


@pytest.mark.parametrize(
    ("markup", "how"),
    [
        ("<p>camille.moreau@example.org</p>", "en clair"),
        ("<p>Camille.Moreau@Example.ORG</p>", "en clair"),
        ("<p>camille.moreau&#64;example.org</p>", "en entités"),
        ("<p>camille.moreau&commat;example&period;org</p>", "en entités"),
        ("<p><!-- camille.moreau@example.org --></p>", "en clair"),
        ("<input type=hidden value=camille.moreau@example.org>", "en clair"),
        ("<p title='camille.moreau@example.org'>c***@e***.org</p>", "en clair"),
        ("<p hidden>camille.moreau@example.org</p>", "en clair"),
        ("<a href='mailto:camille.moreau@example.org'>x</a>", "en clair"),
        ("<a href='/x?m=camille.moreau%40example.org'>x</a>", "dans une adresse"),
        (
            "<script>m='camille.moreau\\u0040example.org'</script>",
            "échappé dans un script",
        ),
        (base64.b64encode(ADDRESS.encode()).decode(), "en base 64"),
        ("<template><p>camille.moreau@example.org</p></template>", "en clair"),
    ],
)
def test_an_address_in_the_source_fails(page: MakePage, markup: str, how: str) -> None:
    """Defect 23: text, attribute, comment, script, whatever the spelling."""
    with pytest.raises(CheckFailed, match=f"L'adresse complète .*{how}.*statut 200"):
        is_nowhere_in_clear([page("<p>x</p>"), page(markup)], ADDRESS)


@pytest.mark.parametrize(
    "header",
    [
        ("set-cookie", "mail=camille.moreau@example.org; Path=/"),
        ("set-cookie", "mail=camille.moreau%40example.org; Path=/"),
        ("x-user", "CAMILLE.MOREAU@EXAMPLE.ORG"),
    ],
)
def test_an_address_in_a_header_fails(page: MakePage, header: tuple[str, str]) -> None:
    """A cookie or any header may give the address away."""
    with pytest.raises(CheckFailed, match="L'adresse complète se trouve dans la page"):
        is_nowhere_in_clear([page("<p>x</p>", headers=(header,))], ADDRESS)


@pytest.mark.parametrize("address", [ADDRESS, "camille.moreau%40example.org"])
def test_an_address_in_the_address_bar_fails(page: MakePage, address: str) -> None:
    """The address of the page may give the mail address away."""
    with pytest.raises(CheckFailed, match="L'adresse complète"):
        is_nowhere_in_clear([page("", url=f"https://a.test/?m={address}")], ADDRESS)


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("camille.moreau<!-- -->@<!-- -->example.org", ADDRESS),
        ("camille.moreau<span>@</span>example.org", ADDRESS),
        ("camille.moreau<wbr>@<wbr>example.org", ADDRESS),
        ("<script>'camille.moreau\\x40example.org'</script>", ADDRESS),
        ("camille%2Emoreau%40example%2Eorg", ADDRESS),
        (json.dumps({"mail": "hélène@example.org"}), "hélène@example.org"),
        ("'camille\\u002Bcarpimko@example.org'", "camille+carpimko@example.org"),
        ("'jean\\u002Dpaul@example.org'", "jean-paul@example.org"),
        ('"o\\u0027camille@example.org"', "o'camille@example.org"),
        ('<a href="/?m=o\'camille%40example.org">', "o'camille@example.org"),
        (base64.b64encode(b'{"email":"camille.moreau@example.org"}').decode(), ADDRESS),
        (base64.urlsafe_b64encode(b"m:camille.moreau@example.org").decode(), ADDRESS),
    ],
)
def test_more_spellings_of_the_address_fail(
    page: MakePage, markup: str, address: str
) -> None:
    """React's comments, escapes of JSON and of templates, and longer base 64."""
    with pytest.raises(CheckFailed):
        is_nowhere_in_clear([page(f"<p>{markup}</p>")], address)


@pytest.mark.parametrize(
    "passed",
    [
        {"via": ("https://a.test/suite?m=camille.moreau%40example.org",)},
        {"via_headers": (("set-cookie", "m=camille.moreau@example.org"),)},
        {"via_headers": (("location", "/suite?m=camille.moreau%40example.org"),)},
    ],
    ids=["address", "cookie", "location"],
)
def test_an_address_in_a_redirection_fails(
    page: MakePage, passed: dict[str, tuple[object, ...]]
) -> None:
    """What the browser was sent through, or given on the way, is seen by others."""
    with pytest.raises(CheckFailed, match="L'adresse complète"):
        is_nowhere_in_clear([page("<p>x</p>", **passed)], ADDRESS)
