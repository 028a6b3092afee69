"""croissant.json: the snapshot described for data catalogues and machine learning (MLCommons Croissant 1.0), from
the same definitions as datapackage.json. Foreign keys stand there alone: Croissant readers would join by them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from schemas import SCHEMA_VERSION, Table
from schemas.fields import Field, Kind

from .datapackage import DESCRIPTION, LICENCE, NAME, SOURCES, TITLE
from .manifest import FileEntry

_MEDIA = "application/x-parquet"  # the name that Croissant's own reader knows
_TYPES: Mapping[Kind, str] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "decimal": "sc:Float",
    "boolean": "sc:Boolean",
    "datetime": "sc:DateTime",
    "texts": "sc:Text",
    "integers": "sc:Integer",
}
_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS},
}


def croissant(tables: Iterable[Table], files: Mapping[str, FileEntry]) -> bytes:
    """The description as bytes; equal tables give equal bytes. `files` maps path to entry."""
    known = list(tables)
    parquet = {path: entry for path, entry in sorted(files.items()) if entry.table}
    body = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": f"{TITLE}. {DESCRIPTION}",
        "version": SCHEMA_VERSION,
        "license": LICENCE["path"],
        "url": SOURCES[0]["path"],
        "creator": {"@type": "sc:Organization", "name": NAME},
        "citeAs": "See CITATION.cff of doelenboom.",
        "inLanguage": "nl",
        "distribution": [*(_file(p, e) for p, e in parquet.items()), *(_file_set(t) for t in known)],
        "recordSet": [_record_set(t) for t in known],
    }
    return (json.dumps(body, ensure_ascii=True, indent=1) + "\n").encode()


def _file(path: str, entry: FileEntry) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{entry.bytes} B",
        "encodingFormat": _MEDIA,
        "sha256": entry.sha256,
    }


def _file_set(table: Table) -> dict[str, Any]:
    name = _files_of(table)
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "encodingFormat": _MEDIA,
        "includes": f"{table.name}/*.parquet",
    }


def _files_of(table: Table) -> str:
    return f"{table.name}-files"


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(table, f) for f in table.fields],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": f"{field.description} ({field.unit})" if field.unit else field.description,
        "dataType": _TYPES[field.kind],
        "source": {"fileSet": {"@id": _files_of(table)}, "extract": {"column": field.name}},
    }
    if field.kind in ("texts", "integers"):
        found["repeated"] = True
    return found
