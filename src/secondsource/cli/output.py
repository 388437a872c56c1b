"""Where results go: whole files or nothing, and JSON that no terminal can take for an order."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_writable(path: str) -> None:
    """UsageError where no file can be made under ``path``; ``-`` is stdout."""
    folder = os.path.dirname(path) or "."
    if path == "-":
        return
    if os.path.isdir(path):
        raise click.UsageError(f"{path}: is a folder")
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK):
        raise click.UsageError(f"{path}: can't be written there")


@contextmanager
def written(path: str) -> Iterator[TextIO]:
    """A text file that appears under ``path`` only when it is complete; ``-`` is stdout."""
    if path == "-":
        yield utf8_stdout()
        return
    check_writable(path)
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.part")  # hidden: it may lie in a folder that is read
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.unlink(part)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """An empty line, a title and its lines."""
    yield f"\n{title}"
    yield from lines


def utf8_stdout() -> TextIO:
    """Standard output, in UTF-8 whatever the locale."""
    stream = sys.stdout
    if stream is None:
        raise OSError(errno.EBADF, "standard output is closed")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in which control and direction characters are escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
