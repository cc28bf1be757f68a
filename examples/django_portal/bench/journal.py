"""The log, kept in memory so that the bench can read it."""

from __future__ import annotations

import logging

lines: list[str] = []


class MemoryHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        lines.append(self.format(record))
