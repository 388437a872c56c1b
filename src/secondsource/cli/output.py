"""Where results go: whole files or nothing, and JSON that no terminal can take for an order."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@contextmanager
def written(path: str) -> Iterator[TextIO]:
    """A text file that appears under ``path`` only when it is complete; ``-`` is stdout."""
    if path == "-":
        yield utf8_stdout()
        return
    part = f"{path}.part"
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(None, "is a directory")
        stream = open(part, "w", encoding="utf-8", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise click.UsageError(f"{path}: can't be written ({error.strerror})") from None
    try:
        with stream:
            yield stream
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def utf8_stdout() -> TextIO:
    """Standard output, in UTF-8 whatever the locale."""
    stream = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in which control and direction characters are escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
