"""JSON Schema of every record that is published, generated from the definitions.

``python -m secondsource.records.schema docs/schema`` writes the files again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from secondsource.records.shape import (
    SCHEMA_NAMES,
    Many,
    Nullable,
    Record,
    Scalar,
    Shape,
    inner_records,
    record_shape,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def json_schema(cls: type) -> dict[str, Any]:
    """The schema (draft 2020-12) of a record's JSON form.

    Every column is required unless it belongs to a layer; others may be there, because fields
    are added without a new version.
    """
    shape = record_shape(cls)
    found = {record.type.__name__: record for record in inner_records(shape)}
    del found[cls.__name__]
    name = shape.schema or cls.__name__
    return {
        "$schema": DIALECT,
        "$id": f"urn:{name.replace('/', ':')}",
        "title": name,
        **_object(shape),
        "$defs": {name: _object(found[name]) for name in sorted(found)},
    }


def _object(record: Record) -> dict[str, Any]:
    """One record's schema, its inner records by reference."""
    properties: dict[str, Any] = {"schema": {"const": record.schema}} if record.schema else {}
    required = list(properties)
    for column in record.columns:
        if column.flatten and isinstance(column.shape, Record):
            inner = _object(column.shape)
            properties |= inner["properties"]
            required += inner["required"]
            continue
        properties[column.name] = _schema(column.shape)
        required += [] if column.layer else [column.name]
    return {
        "description": " ".join((record.type.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": True,
    }


def _schema(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return {"enum": list(shape.choices)} if shape.choices else dict(_SCALARS[shape.type])
    if isinstance(shape, Record):
        return {"$ref": f"#/$defs/{shape.type.__name__}"}
    if isinstance(shape, Many):
        return {"type": "array", "items": _schema(shape.item)}
    return _nullable(shape)


def _nullable(shape: Nullable) -> dict[str, Any]:
    inner = _schema(shape.item)
    if "enum" in inner:
        return {"enum": [*inner["enum"], None]}
    if isinstance(inner.get("type"), str):
        return {**inner, "type": [inner["type"], "null"]}
    return {"anyOf": [inner, {"type": "null"}]}


def write(folder: Path) -> list[Path]:
    """Write one file a published record; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for cls, name in SCHEMA_NAMES.items():
        path = folder / f"{name.rpartition('/')[2]}.json"
        path.write_text(json.dumps(json_schema(cls), indent=1) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
