"""Parquet files: the columns a report may come from, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from secondsource.errors import InputError
from secondsource.ingest.decode import LIMIT_BYTES
from secondsource.ingest.failure import Failure
from secondsource.ingest.rows import known_columns, read_row
from secondsource.ingest.unpack import check_ratio
from secondsource.records.report import Report

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 16  #: rows held: each may be as large as a report may be


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """A report for each row; damage ends the table with a Failure, after the rows before it."""
    import pyarrow

    table = _open(stream, source)
    columns = [name for name in table.schema_arrow.names if name in known_columns()]
    if not columns:
        raise InputError(source, "a table without a text column")
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _read(row, source, f"row {number}")
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(source, _plain(error), f"after row {number}") from None
    if not number:
        raise InputError(source, "no rows")


def _open(stream: BinaryIO, source: str) -> ParquetFile:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(source, _plain(error)) from None
    for group in range(table.metadata.num_row_groups):
        facts = table.metadata.row_group(group)
        for column in range(facts.num_columns):
            chunk = facts.column(column)
            check_ratio(
                chunk.total_compressed_size,
                chunk.total_uncompressed_size,
                source,
                f"row group {group + 1}",
            )
    return table


def _read(row: dict[str, Any], source: str, place: str) -> Report | Failure:
    size = max((len(value) for value in row.values() if isinstance(value, str | bytes)), default=0)
    if size > LIMIT_BYTES:
        reason = f"longer than {LIMIT_BYTES // 1_000_000} MB"
        return Failure(source=source, place=place, reason=reason)
    try:
        return read_row(row, source, place)
    except InputError as error:
        return Failure(source=source, place=place, reason=error.reason)


def _plain(error: Exception) -> str:
    return f"a damaged Parquet table ({' '.join(str(error).split())[:120]})"
