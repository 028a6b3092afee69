from __future__ import annotations

import pytest

from schemas import TABLES
from schemas import __main__ as dictionary
from schemas.dutch import omschrijving


@pytest.mark.parametrize("name", dictionary.PAGES)
def test_the_committed_dictionary_is_what_the_schemas_say(name):
    committed = (dictionary.DOCS / name).read_text(encoding="utf-8")
    assert committed == dictionary.PAGES[name](), "run make docs"
    assert dictionary.main(["--check"]) == 0


def test_every_table_and_column_is_described():
    text = dictionary.dictionary()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in text
        for field in table.fields:
            assert f"| `{field.name}` |" in text
            assert field.description.endswith((".", ":", ")", "`")), (table.name, field.name)


def test_the_dutch_dictionary_describes_every_column_and_says_what_not_to_add_up():
    text = dictionary.woordenboek()
    for table in TABLES.values():
        part = text.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        assert "**Niet bij elkaar optellen**" in part
        assert part.count("\n| `") == len(table.fields)
    with pytest.raises(KeyError, match="onbekend"):
        omschrijving(TABLES["goals"], "onbekend")


def test_check_fails_on_a_difference_and_writing_repairs_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(dictionary, "DOCS", tmp_path / "docs")
    assert dictionary.main(["--check"]) == 1
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
    path = tmp_path / "docs" / "woordenboek.md"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert dictionary.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--write"], ["--check", "x"]])
def test_wrong_usage(arguments):
    assert dictionary.main(arguments) == 2
