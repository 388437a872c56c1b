"""The shape of a record, read once from its type hints.

A record is a dataclass of text, numbers, choices, other records and tuples of these. JSON, its
schema and Arrow (``mapping``, ``schema``, ``arrow``) all follow this one description, so that a
column is named in one place only. Two things are said in a field's ``metadata``:
``{"flatten": True}`` (a record whose columns stand among its owner's) and ``{"layer": NAME}``
(a field that is only written where that layer is asked for).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from secondsource.records.changes import SCHEMA as CHANGES_SCHEMA
from secondsource.records.changes import Changes
from secondsource.records.reading import SCHEMA as READING_SCHEMA
from secondsource.records.reading import Reading
from secondsource.records.story import SCHEMA as STORY_SCHEMA
from secondsource.records.story import Story

SCHEMA_NAMES: dict[type, str] = {
    Reading: READING_SCHEMA,
    Story: STORY_SCHEMA,
    Changes: CHANGES_SCHEMA,
}
"""The records that open with a ``schema`` column, and what it says."""

LAYERS = frozenset({"full", "syntax"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text, a whole number, a number or a truth value; with ``choices`` one of these texts."""

    type: type
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nullable:
    """``item`` or nothing."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of ``item``."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Column:
    """One field: its column's ``name``, the Python ``attribute`` and what it holds."""

    name: str
    attribute: str
    shape: Shape
    required: bool
    layer: str | None = None
    flatten: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A dataclass; ``schema`` is the text of its ``schema`` column, if it has one."""

    type: type
    columns: tuple[Column, ...]
    schema: str | None = None


Shape: TypeAlias = Scalar | Nullable | Many | Record


@cache
def record_shape(cls: type) -> Record:
    """Describe a dataclass. TypeError for a hint no record may have, naming the field."""
    hints = get_type_hints(cls)
    columns = tuple(
        Column(
            name=field.name.removesuffix("_"),
            attribute=field.name,
            shape=_shape(hints[field.name], f"{cls.__name__}.{field.name}"),
            required=field.default is MISSING and field.default_factory is MISSING,
            layer=field.metadata.get("layer"),
            flatten=field.metadata.get("flatten", False),
        )
        for field in fields(cls)
    )
    return Record(cls, columns, SCHEMA_NAMES.get(cls))


def _shape(hint: Any, where: str) -> Shape:
    """One type hint as a shape."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (str, int, float, bool):
        return Scalar(hint)
    if origin is Literal:
        return Scalar(str, arguments)
    if origin in (Union, UnionType) and len(arguments) == 2 and arguments[1] is NoneType:
        return Nullable(_shape(arguments[0], where))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return Many(_shape(arguments[0], where))
    if is_dataclass(hint) and isinstance(hint, type):
        return record_shape(hint)
    raise TypeError(f"{where}: a record can't hold {hint}")


def inner_records(shape: Shape) -> Iterator[Record]:
    """Every record inside ``shape``, itself included, owners before what they own."""
    if isinstance(shape, Record):
        yield shape
        for column in shape.columns:
            yield from inner_records(column.shape)
    elif isinstance(shape, Nullable | Many):
        yield from inner_records(shape.item)
