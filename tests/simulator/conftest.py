"""A PostgreSQL server of our own, for whoever keeps something in one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

_UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root; every Debian has this user."""


class _PostgreSQL:
    """The binaries that the package pgserver brings along, run in *home*.

    ``pgserver.get_server()`` is not called: as root it adds a user to the machine and
    opens every folder above the data to everybody, and merely importing it warns
    where XDG_RUNTIME_DIR is not set.
    """

    def __init__(self, home: Path) -> None:
        spec = find_spec("pgserver")
        assert spec is not None
        assert spec.submodule_search_locations
        self._install = Path(spec.submodule_search_locations[0]) / "pginstall"
        self._home = home
        self._data, self._socket = home / "data", home / "run"
        self._user = _UNPRIVILEGED if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        """Address of its first database."""
        return f"postgresql://postgres@/postgres?host={self._socket}"

    def start(self) -> None:
        """Make a cluster and start it. Nothing is kept safe: it is thrown away."""
        self._home.chmod(0o711)
        for folder in (self._data, self._socket):
            folder.mkdir(mode=0o700)
            if self._user:
                shutil.chown(folder, self._user)
        if self._user and not self._is_open_to_all(self._install):
            copy = self._home / "pginstall"
            shutil.copytree(self._install, copy)
            self._install = copy
        self._run("initdb", "--username=postgres", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -k {self._socket} -c fsync=off"
        log = str(self._data / "log")
        self._run("pg_ctl", "--log", log, "--wait", "-o", options, "start")

    def stop(self) -> None:
        """Stop it, whoever is still connected."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # No pipe: the server would inherit it and keep it open.
        output = self._home / "output"
        with output.open("w") as said:
            done = subprocess.run(  # noqa: PLW1510 - checked below
                [self._install / "bin" / program, "-D", self._data, *arguments],
                user=self._user,
                cwd=self._home,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        assert 0 == done.returncode, f"{program}: {output.read_text()}"

    @staticmethod
    def _is_open_to_all(folder: Path) -> bool:
        return all(each.stat().st_mode & 1 for each in (folder, *folder.parents))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a real PostgreSQL, running as long as the session."""
    # Not tmp_path_factory: only root may enter its folders, and they are too deep for
    # the name of a socket.
    home = Path(tempfile.mkdtemp(prefix="sesame-pg-"))
    server = _PostgreSQL(home)
    try:
        server.start()
        yield server.url
        server.stop()
    finally:
        shutil.rmtree(home)
