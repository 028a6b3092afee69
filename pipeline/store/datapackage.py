"""datapackage.json: the snapshot described as a Frictionless Data Package v2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from schemas import SCHEMA_VERSION, Table

from .manifest import FileEntry

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "doelenboom"
TITLE = "Dutch municipal budget pages as validated tables"
DESCRIPTION = (
    "Goals, criteria, activities, indicators and baten/lasten of the begroting, jaarstukken and beleidsrapportage of "
    "Dutch municipalities, read from their web sites; every number traceable to the cell it was printed in."
)
LICENCE = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "For the structure given to the data; texts and figures are the municipality's own publications",
}
SOURCES = (
    {
        "title": "Gemeente Zwolle: begroting, jaarstukken and beleidsrapportage",
        "path": "https://zwolle.begroting-2026.nl",
    },
)


def datapackage(tables: Iterable[Table], files: Mapping[str, FileEntry]) -> bytes:
    """The descriptor as bytes; equal tables give equal bytes. `files` maps path to entry."""
    body = {
        "$schema": PROFILE,
        "name": NAME,
        "version": SCHEMA_VERSION,
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": [LICENCE],
        "sources": list(SOURCES),
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
    }
    # The standard has one hash a resource, which only a resource of one file can have; frictionless, which cannot
    # count the bytes of a Parquet file, refuses every `bytes` beside it.
    found["files"] = [{"path": p, "bytes": e.bytes, "hash": f"sha256:{e.sha256}"} for p, e in own.items()]
    if len(own) == 1:
        found["hash"] = found["files"][0]["hash"]
    return found | {"schema": table.descriptor()}
