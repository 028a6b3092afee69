"""datapackage.json: the snapshot described as a Frictionless Data Package v2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from schemas import SCHEMA_VERSION, Table

from .manifest import FileEntry

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage(tables: Iterable[Table], files: Mapping[str, FileEntry]) -> bytes:
    """The descriptor as bytes; equal tables give equal bytes. `files` maps path to entry."""
    body = {
        "$schema": PROFILE,
        "name": "doelenboom",
        "version": SCHEMA_VERSION,
        "title": "Dutch municipal budget pages as validated tables",
        "resources": [_resource(table, files) for table in tables],
    }
    return (json.dumps(body, ensure_ascii=True, indent=1) + "\n").encode()


def without_words(schema: dict[str, Any]) -> dict[str, Any]:
    """A Frictionless table schema without its descriptions: rewording is no change."""
    return schema | {"fields": [{k: v for k, v in f.items() if k != "description"} for f in schema["fields"]]}


def _resource(table: Table, files: Mapping[str, FileEntry]) -> dict[str, Any]:
    own = {path: entry for path, entry in sorted(files.items()) if entry.table == table.name}
    found: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": list(own),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(entry.bytes for entry in own.values()),
    }
    # The standard has one hash a resource: of the one file, or of the list of `path sha256` lines.
    found["files"] = [{"path": p, "bytes": e.bytes, "hash": f"sha256:{e.sha256}"} for p, e in own.items()]
    if len(own) == 1:
        found["hash"] = found["files"][0]["hash"]
    return found | {"schema": table.descriptor()}
