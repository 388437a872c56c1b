"""Records to plain mappings (what JSON holds) and back.

A converter is put together once per class and layer from the class's shape and then only runs:
a reading has thousands of tokens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast

from secondsource.records.shape import (
    LAYERS,
    Column,
    Many,
    Nullable,
    Record,
    Scalar,
    Shape,
    record_shape,
)

R = TypeVar("R")
Convert = Callable[[Any], Any]


class FormError(ValueError):
    """A mapping that is no such record; the message opens with the path of the field."""

    def __init__(self, reason: str) -> None:
        self.reason, self.path = reason, ""
        super().__init__(reason)

    def within(self, place: str) -> FormError:
        """The same error seen from one level up."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        self.path = f"{place}{joint}{self.path}"
        return self

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


def to_dict(record: Any, *, layers: Iterable[str] = LAYERS) -> dict[str, Any]:
    """A record as JSON's types, columns in the order of the definitions.

    A field that belongs to a layer which isn't in ``layers`` is left out.
    """
    cls: Any = type(record)
    return _record_writer(cls, frozenset(layers))(record)


def from_dict(cls: type[R], data: Mapping[str, Any]) -> R:
    """The record that ``data`` describes; keys that the record doesn't know are ignored.

    Raises ValueError, naming the field (``claims[3].predicate.start: missing``).
    """
    read: Callable[[Any], R] = _record_reader(cast(Any, cls))
    return read(data)


# ------------------------------------------------------------------ writing


@cache
def _record_writer(cls: type, layers: frozenset[str]) -> Callable[[Any], dict[str, Any]]:
    record = record_shape(cls)
    columns = [column for column in record.columns if column.layer in layers | {None}]
    names = tuple(column.name for column in columns)
    attributes = _attributes(column.attribute for column in columns)
    inner = [(c.name, write) for c in columns if (write := _writer(c.shape, layers))]
    flattened = {column.name for column in columns if column.flatten}
    opening = {"schema": record.schema} if record.schema else {}

    def write_record(value: Any) -> dict[str, Any]:
        data = dict(zip(names, attributes(value), strict=True))
        for name, write in inner:
            data[name] = write(data[name])
        return {**opening, **data} if opening else data

    def write_flat(value: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, item in write_record(value).items():
            data.update(item if name in flattened else {name: item})
        return data

    return write_flat if flattened else write_record


def _attributes(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """``attrgetter`` that returns a tuple for a single name as well."""
    first, *rest = names
    if rest:
        return attrgetter(first, *rest)
    one = attrgetter(first)
    return lambda value: (one(value),)


def _writer(shape: Shape, layers: frozenset[str]) -> Convert | None:
    """What turns a value into JSON's types; None where it is one already."""
    if isinstance(shape, Scalar):
        return _write_number if shape.type is float else None
    if isinstance(shape, Record):
        return _record_writer(shape.type, layers)
    write = _writer(shape.item, layers)
    if isinstance(shape, Many):
        return (lambda items: [write(item) for item in items]) if write else list
    return (lambda value: None if value is None else write(value)) if write else None


def _write_number(value: float) -> float:
    # 57 people, not 57.0: the same text whether the number came from JSON, Arrow or a reader
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


# ------------------------------------------------------------------ reading


@cache
def _record_reader(cls: type) -> Convert:
    record = record_shape(cls)
    plan = [(c, _reader(c.shape)) for c in record.columns]

    def read(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise FormError(f"should be an object, is {_kind(data)}")
        if record.schema and data.get("schema") != record.schema:
            raise FormError(f"should be {record.schema!r}, is {data.get('schema')!r}").within(
                "schema"
            )
        values = {}
        for column, convert in plan:
            if column.flatten:
                values[column.attribute] = convert(data)
            elif column.name in data and not (column.layer and data[column.name] is None):
                values[column.attribute] = _read_column(column, convert, data[column.name])
            elif column.required:
                raise FormError("missing").within(column.name)
        return cls(**values)

    return read


def _read_column(column: Column, convert: Convert, value: Any) -> Any:
    try:
        return convert(value)
    except FormError as error:
        raise error.within(column.name) from None


def _reader(shape: Shape) -> Convert:
    """What turns JSON's types into the value, or raises FormError."""
    if isinstance(shape, Scalar):
        return _scalar_reader(shape)
    if isinstance(shape, Record):
        return _record_reader(shape.type)
    read = _reader(shape.item)
    if isinstance(shape, Nullable):
        return lambda value: None if value is None else read(value)
    return lambda value: _read_many(value, read)


def _read_many(values: Any, read: Convert) -> tuple[Any, ...]:
    if not isinstance(values, list | tuple):
        raise FormError(f"should be a list, is {_kind(values)}")
    items: list[Any] = []
    try:
        for value in values:
            items.append(read(value))
    except FormError as error:
        raise error.within(f"[{len(items)}]") from None
    return tuple(items)


def _scalar_reader(scalar: Scalar) -> Convert:
    check = {str: _text, int: _whole, float: _number, bool: _truth}[scalar.type]
    if not scalar.choices:
        return check
    choices = frozenset(scalar.choices)

    def read(value: Any) -> Any:
        if isinstance(value, str) and value in choices:
            return value
        raise FormError(f"{value!r} is none of {', '.join(scalar.choices)}")

    return read


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _refuse("text", value)


def _whole(value: Any) -> int:
    # every whole number in the records is an offset, an index or a code
    if type(value) is int and value >= 0:
        return value
    return _refuse("a whole number from 0", value)


def _number(value: Any) -> float:
    if type(value) in (int, float) and abs(value) <= sys.float_info.max:
        return value  # type: ignore[no-any-return]
    return _refuse("a number", value)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse("true or false", value)


def _refuse(wanted: str, value: Any) -> NoReturn:
    raise FormError(f"should be {wanted}, is {_kind(value)}")


def _kind(value: Any) -> str:
    """What a value is, in JSON's words and never longer than a line."""
    if value is None:
        return "null"
    if isinstance(value, int | float):
        return repr(value)[:40]
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list | tuple) else "an object"
