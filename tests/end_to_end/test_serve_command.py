"""``sesame serve`` as a command: what it prints, refuses, and how it ends."""

from __future__ import annotations

import re
import signal
import socket
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.serving import PATIENCE_S, Serve


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_everything_is_and_ends_cleanly(
    serve: Serve, how: signal.Signals
) -> None:
    """One line for each address; Ctrl-C and SIGTERM end it with 0, without a word."""
    serving = serve("--port", "0")
    for line in ("Portal", "Tester's desk", "Mail server", "Kept", "Stop"):
        assert re.search(rf"^{line} ", serving.said, re.MULTILINE), serving.said
    assert "this world ends with the command" in serving.said
    assert httpx.get(f"{serving.url}/").is_success
    assert httpx.get(f"{serving.url}/_bench/").json()["version"] == 1
    assert httpx.get(f"{serving.url}/_monde/").is_success
    assert serving.end(how) == 0
    assert "Traceback" not in serving.said
    assert serving.said.endswith("Stopping.\nStopped.\n")


def test_what_the_page_of_step_4_needs_is_served(serve: Serve) -> None:
    """The widget's script and frame are where the page says, and its policy agrees."""
    serving = serve("--port", "0")
    page = httpx.get(f"{serving.url}/Comptes/MotDePasseOublie")
    found = re.search(r'<script src="([^"]+)"', page.text)
    assert found
    origin = found[1].partition("/recaptcha/")[0]
    assert f"script-src {origin}" in page.headers["Content-Security-Policy"]
    assert httpx.get(found[1]).is_success
    frame = f"{origin}/recaptcha/api2/anchor?k=x&co={serving.url}"
    assert httpx.get(frame).is_success


def test_a_world_that_is_kept_goes_on(serve: Serve, tmp_path: Path) -> None:
    """The clock that was held stands there after kill -9."""
    first = serve("--port", "0", "--data", str(tmp_path / "new" / "world"))
    wanted = {"now": "2030-01-01T00:00:00+00:00"}
    assert httpx.put(f"{first.url}/_bench/clock", json=wanted).is_success
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second = serve("--port", "0", "--data", str(tmp_path / "new" / "world"))
    assert "1er janvier 2030" in httpx.get(f"{second.url}/_monde/").text


def test_a_folder_in_use_is_refused(serve: Serve, tmp_path: Path) -> None:
    """Two processes would spoil each other's world."""
    serve("--port", "0", "--data", str(tmp_path))
    second = serve("--port", "0", "--data", str(tmp_path))
    assert second.process.wait(PATIENCE_S) == 2
    assert f"Error: {tmp_path} is in use" in second.said


def test_a_port_in_use_is_refused(serve: Serve) -> None:
    """With a sentence and exit code 2."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        serving = serve("--port", str(port))
        assert serving.process.wait(PATIENCE_S) == 2
    assert serving.said.startswith(f"Error: 127.0.0.1:{port} is taken")
    assert "Traceback" not in serving.said


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--host", "192.0.2.7"), "--allow-remote"),
        (("--host", "0.0.0.0"), "names no address"),  # noqa: S104 - refused
        (("--host", "0.0.0.0", "--allow-remote"), "names no address"),  # noqa: S104 - refused
        (("--host", "::1"), "only IPv4"),
        (("--host", "192.0.2.7", "--allow-remote"), "cannot be listened at"),
        (("--database", "nonsense"), "no database URL"),
        (("--data", __file__), "is a file"),
        (("--data", f"{__file__}/below"), "cannot be used"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    serve: Serve, options: tuple[str, ...], why: str
) -> None:
    """Nothing is served, nothing but the sentence is said."""
    serving = serve("--port", "0", *options)
    assert serving.process.wait(PATIENCE_S) == 2, serving.said
    assert why in serving.said
    assert "Traceback" not in serving.said


def test_open_to_others_everything_asks_for_the_token(serve: Serve) -> None:
    """Portal, desk, bench API, CAPTCHA and FranceConnect; the token lets in."""
    serving = serve("--port", "0", "--allow-remote")
    found = re.search(r"\?token=(\S+)", serving.said)
    assert found, serving.said
    token = {"Authorization": f"Bearer {found[1]}"}
    page = httpx.get(f"{serving.url}/Comptes/MotDePasseOublie", headers=token)
    script = re.search(r'<script src="([^"]+)"', page.text)
    assert script
    going = httpx.get(f"{serving.url}/FranceConnect/Connexion", headers=token)
    addresses = [f"{serving.url}/", f"{serving.url}/_bench/", f"{serving.url}/_monde/"]
    addresses += [script[1], going.headers["Location"]]
    assert {httpx.get(address).status_code for address in addresses} == {401}
    for address in addresses:
        assert httpx.get(address, headers=token).status_code in {200, 303}
    with httpx.Client(follow_redirects=True) as browser:
        assert browser.get(f"{serving.url}/_monde/?token={found[1]}").is_success
        assert browser.get(script[1]).is_success
