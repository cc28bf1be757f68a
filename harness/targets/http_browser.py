"""A browser without a screen: httpx, over a socket or straight into a WSGI app."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

import httpx

from harness.drawing import Inspector
from harness.errors import NotObservable, Unreachable
from harness.forms import Submission
from harness.pages import Page
from harness.target import LACKS, Capability, Seen

_HEADERS = {
    "accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "accept-language": "fr-FR,fr;q=0.9",
}
SYSTEMS = (
    "X11; Linux x86_64",
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
)
"""Where browsers say that they run: one is not told from another by cookies alone."""
_TIMEOUT_S = 30.0
_WAIT_S = 10.0
_SHOWN = 80
"""Characters of an address that a message shows."""


class HttpBrowser:
    """Keeps cookies, follows redirections, tells *seen* of every page.

    Args:
        transport: how the portal is reached; None for a socket.
        seen: is told of every page.
        mounts: other ways, for the addresses that match (httpx's patterns).
        rank: which browser of the scenario this is; the next calls itself otherwise.
        agent: what it calls itself; None for a name that follows from its rank.
        cookies: the jar in which it keeps its cookies; None for one of its own.
    """

    def __init__(
        self,
        transport: httpx.BaseTransport | None,
        seen: Seen,
        mounts: Mapping[str, httpx.BaseTransport] | None = None,
        *,
        rank: int = 0,
        agent: str | None = None,
        cookies: CookieJar | None = None,
    ) -> None:
        self._seen = seen
        ranked = f"Mozilla/5.0 ({SYSTEMS[rank % len(SYSTEMS)]}) Sesame/1"
        self._client = httpx.Client(
            transport=transport,
            mounts=mounts,
            headers=_HEADERS | {"user-agent": agent or ranked},
            cookies=cookies,
            follow_redirects=True,
            timeout=_TIMEOUT_S,
            trust_env=False,
        )

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url* and return the page on which the browser ends up."""
        with _readable(url):
            request = self._client.build_request(method, url, headers=headers)
        return self._send(request)

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form as browsers do, and return the page that answers."""
        form = submission.form
        if form.method == "GET":
            with _readable(form.action):
                request = self._client.build_request(
                    "GET", form.action, params=list(submission.pairs), headers=headers
                )
            return self._send(request)
        address = urlsplit(form.action)
        origin = {"origin": f"{address.scheme}://{address.netloc}"}
        with _readable(form.action):
            request = self._client.build_request(
                "POST",
                form.action,
                data=_grouped(submission.pairs),
                headers=origin | _lower(headers),
            )
        return self._send(request)

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant, each from a thread of its own."""
        return at_once(self.submit, submissions)

    def solve_captcha(self, submission: Submission) -> None:  # noqa: ARG002 - no widget
        """Solve nothing: no widget runs here."""
        return

    def inspector(self) -> Inspector:
        """Refuse: nothing is drawn here.

        Raises:
            NotObservable: always.
        """
        raise NotObservable(LACKS[Capability.BROWSER])

    def resize(self, width: int) -> None:
        """Refuse: nothing is drawn here.

        Raises:
            NotObservable: always.
        """
        raise NotObservable(f"{LACKS[Capability.BROWSER]} (largeur {width})")

    def close(self) -> None:
        """Close the connections; the cookies are gone."""
        self._client.close()

    def _send(self, request: httpx.Request) -> Page:
        _require_page(request.url)
        try:
            response = self._client.send(request)
        except httpx.TooManyRedirects as endless:
            raise Unreachable(f"{request.url} redirige sans fin.") from endless
        except httpx.TransportError as failed:
            raise Unreachable(f"{request.url} ne répond pas : {failed}") from failed
        page = Page(
            url=str(response.url),
            status=response.status_code,
            headers=tuple(response.headers.multi_items()),
            body=response.content,
            via=tuple(str(step.url) for step in response.history),
            via_headers=tuple(
                header
                for step in response.history
                for header in step.headers.multi_items()
            ),
        )
        self._seen(page)
        return page


def require_visitable(url: str) -> None:
    """Raise NotObservable where *url* is no page, or none that can be asked for."""
    with _readable(url):
        _require_page(httpx.URL(url))


def at_once(
    send: Callable[[Submission], Page], submissions: Sequence[Submission]
) -> tuple[Page, ...]:
    """Send *submissions* from as many threads, which start at the same instant."""
    barrier = threading.Barrier(len(submissions))

    def wait_and_send(submission: Submission) -> Page:
        barrier.wait(timeout=_WAIT_S)
        return send(submission)

    with ThreadPoolExecutor(len(submissions)) as pool:
        return tuple(pool.map(wait_and_send, submissions))


def _require_page(url: httpx.URL) -> None:
    if url.scheme not in {"http", "https"}:
        raise NotObservable(f"{url} n'est pas une page : un script, un mail.")


@contextmanager
def _readable(url: str) -> Iterator[None]:
    """Raise NotObservable where *url* is none that can be asked for."""
    try:
        yield
    except httpx.InvalidURL as invalid:
        raise NotObservable(
            f"cette adresse de {len(url)} caractères ne peut pas être demandée : "
            f"« {url[:_SHOWN]} » ({invalid})"
        ) from invalid


def _lower(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {name.lower(): value for name, value in (headers or {}).items()}


def _grouped(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
