"""Records as Arrow: the columns of the JSON form, inner records as structs and lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from secondsource.records.mapping import from_dict, to_dict
from secondsource.records.shape import LAYERS, Many, Nullable, Record, Scalar, Shape, record_shape

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")


def arrow_schema(cls: type) -> pa.Schema:
    """The Arrow schema of a record: text is string, offsets int32, numbers float64.

    Columns of every layer are in it; those of a layer that isn't written are null.
    """
    import pyarrow as pa

    return pa.schema(_fields(record_shape(cls)))


def to_arrow(
    cls: type[R], records: Iterable[R], *, layers: Iterable[str] = LAYERS
) -> pa.RecordBatch:
    """One row a record."""
    import pyarrow as pa

    rows = [to_dict(record, layers=layers) for record in records]
    return pa.RecordBatch.from_pylist(rows, schema=arrow_schema(cls))


def from_arrow(cls: type[R], rows: pa.RecordBatch | pa.Table) -> list[R]:
    """The records of a batch or table. ValueError as from ``from_dict``."""
    return [from_dict(cls, row) for row in rows.to_pylist()]


def _fields(record: Record) -> list[pa.Field]:
    import pyarrow as pa

    found = [pa.field("schema", pa.string())] if record.schema else []
    for column in record.columns:
        if column.flatten and isinstance(column.shape, Record):
            found += _fields(column.shape)
        else:
            found.append(pa.field(column.name, _type(column.shape)))
    return found


def _type(shape: Shape) -> Any:
    import pyarrow as pa

    if isinstance(shape, Nullable):
        return _type(shape.item)
    if isinstance(shape, Many):
        return pa.list_(_type(shape.item))
    if isinstance(shape, Record):
        return pa.struct(_fields(shape))
    return _scalar(shape)


def _scalar(scalar: Scalar) -> Any:
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
    return types[scalar.type]
