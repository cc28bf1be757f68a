"""One set of cookies for a browser and for what is sent without it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from http.cookiejar import Cookie, CookieJar
from typing import Any

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from simulator.clock import SystemClock, real_now

_SAME_SITE = {"lax": "Lax", "strict": "Strict", "none": "None"}
_DOTLESS = ".local"
"""What http.cookiejar hangs on names without a dot."""

Key = tuple[str, str, str]


async def jar_of(context: BrowserContext) -> CookieJar:
    """Return the cookies of *context* in a jar of their own."""
    jar = CookieJar()
    for kept in await context.cookies():
        jar.set_cookie(_to_jar(dict(kept)))
    return jar


async def keep_changes(
    context: BrowserContext, before: Iterable[Cookie], after: Iterable[Cookie]
) -> None:
    """Put into *context* what changed in a jar: cookies set, and cookies deleted.

    Those that a browser refuses (SameSite=None without Secure …) it refuses here, too.
    """
    known = {_key(cookie): cookie.value for cookie in before}
    left = {_key(cookie): cookie for cookie in after}
    for name, domain, path in known.keys() - left.keys():
        await context.clear_cookies(name=name, domain=domain, path=path)
    for key, cookie in left.items():
        if key not in known or known[key] != cookie.value:
            with suppress(PlaywrightError):
                await context.add_cookies([_to_context(cookie)])


def _key(cookie: Cookie) -> Key:
    return cookie.name, cookie.domain.removesuffix(_DOTLESS), cookie.path


def _to_jar(kept: dict[str, Any]) -> Cookie:
    domain = kept["domain"] if "." in kept["domain"] else kept["domain"] + _DOTLESS
    return Cookie(
        version=0,
        name=kept["name"],
        value=kept["value"],
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=domain.startswith("."),
        domain_initial_dot=domain.startswith("."),
        path=kept["path"],
        path_specified=True,
        secure=kept["secure"],
        expires=None,  # the browser knows when; here it lives for one request
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )


def _to_context(cookie: Cookie) -> Any:
    given: dict[str, object] = {
        "name": cookie.name,
        "value": cookie.value or "",
        "domain": _key(cookie)[1],
        "path": cookie.path,
        "secure": cookie.secure,
        "httpOnly": cookie.has_nonstandard_attr("HttpOnly"),
    }
    if cookie.expires is not None:
        # The jar reckons in the scenario's time, browsers in the machine's.
        left = cookie.expires - SystemClock().now().timestamp()
        given["expires"] = real_now().timestamp() + left
    same_site = str(cookie.get_nonstandard_attr("SameSite", "")).lower()
    if same_site in _SAME_SITE:
        given["sameSite"] = _SAME_SITE[same_site]
    return given
