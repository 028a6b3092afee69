from __future__ import annotations

import pytest

from schemas import TABLES
from schemas import __main__ as dictionary


def test_the_committed_dictionary_is_what_the_schemas_say():
    assert dictionary.DICTIONARY.read_text(encoding="utf-8") == dictionary.dictionary(), "run make docs"
    assert dictionary.main(["--check"]) == 0


def test_every_table_and_column_is_described():
    text = dictionary.dictionary()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in text
        for field in table.fields:
            assert f"| `{field.name}` |" in text
            assert field.description.endswith((".", ":", ")", "`")), (table.name, field.name)


def test_check_fails_on_a_difference_and_writing_repairs_it(tmp_path, monkeypatch, capsys):
    path = tmp_path / "docs" / "dictionary.md"
    monkeypatch.setattr(dictionary, "DICTIONARY", path)
    assert dictionary.main(["--check"]) == 1
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert dictionary.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--write"], ["--check", "x"]])
def test_wrong_usage(arguments):
    assert dictionary.main(arguments) == 2
