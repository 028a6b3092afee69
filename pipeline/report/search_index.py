"""The search index as a script: a page opened from disk may load one, but may not fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .corpus import Corpus
from .dutch_words import finding_words, word
from .places import publication_file
from .series import Series, newest
from .state import finding_counts

Entry = dict[str, Any]


def search_index(corpus: Corpus, series: Mapping[str, Series], series_of_goal: Mapping[str, Series]) -> str:
    """A script that sets `doelenboomIndex`: a list of entries with title, text, kind and address. Everything outside
    ASCII and every `<` is escaped, so that no text can leave its string."""
    entries = [*_goals(series), *_indicators(corpus, series_of_goal), *_lines(corpus, series_of_goal)]
    entries += [*_publications(corpus), *_findings(corpus)]
    numbered = [{"id": number, **entry} for number, entry in enumerate(entries)]
    body = json.dumps(numbered, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.doelenboomIndex = {body};\n"


def _goals(series: Mapping[str, Series]) -> Iterator[Entry]:
    for one in series.values():
        text = " ".join(dict.fromkeys(g["statement"] for g in one.goals if g["statement"]))
        about = " ".join(part for part in (newest(one.goals, "programme"), newest(one.goals, "domain")) if part)
        yield _entry("Doel", one.title, f"{text} {about}", one.file, " ".join(one.codes))


def _indicators(corpus: Corpus, series_of_goal: Mapping[str, Series]) -> Iterator[Entry]:
    seen: set[tuple[str, str]] = set()
    for row in corpus.rows("indicators"):
        one = series_of_goal[row["goal_id"]]
        if (one.series_id, row["indicator"]) not in seen:
            seen.add((one.series_id, row["indicator"]))
            yield _entry("Indicator", row["indicator"], one.title, f"{one.file}#indicatoren")


def _lines(corpus: Corpus, series_of_goal: Mapping[str, Series]) -> Iterator[Entry]:
    seen: set[tuple[str, str, str]] = set()
    for table, kind, anchor in (("activities", "Activiteit", "activiteiten"), ("criteria", "Criterium", "criteria")):
        for row in corpus.rows(table):
            one = series_of_goal[row["goal_id"]]
            if (table, one.series_id, row["text"]) not in seen:
                seen.add((table, one.series_id, row["text"]))
                about = f"{corpus.publication_title(row['publication_id'])} {row.get('theme') or ''}"
                yield _entry(kind, row["text"], f"{one.title} {about}", f"{one.file}#{anchor}")


def _publications(corpus: Corpus) -> Iterator[Entry]:
    for publication in corpus.publications():
        kind = word("document_kind", publication["document_kind"])
        yield _entry("Publicatie", publication["title"], kind, publication_file(publication["publication_id"]))


def _findings(corpus: Corpus) -> Iterator[Entry]:
    for found in finding_counts(corpus):
        means = finding_words().get(found["code"], {}).get("means", "")
        yield _entry("Bevinding", found["name"], means, found["file"], found["code"])


def _entry(kind: str, title: str, text: str, url: str, code: str = "") -> Entry:
    return {"kind": kind, "title": title, "text": text, "url": url, "code": code}
