"""Any record at all, generated from the same type hints that the forms are generated from."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from secondsource.records.shape import Many, Nullable, Scalar, Shape, record_shape

SCALARS: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(min_value=0, max_value=2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**9),
    bool: st.booleans(),
}


def records(cls: type) -> st.SearchStrategy[Any]:
    """Records of a class, filled with anything their hints allow."""
    columns = record_shape(cls).columns
    return st.builds(cls, **{column.attribute: _values(column.shape) for column in columns})


def _values(shape: Shape) -> st.SearchStrategy[Any]:
    if isinstance(shape, Scalar):
        return st.sampled_from(shape.choices) if shape.choices else SCALARS[shape.type]
    if isinstance(shape, Nullable):
        return st.none() | _values(shape.item)
    if isinstance(shape, Many):
        return st.lists(_values(shape.item), max_size=2).map(tuple)
    return records(shape.type)
