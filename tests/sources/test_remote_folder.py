"""A raw folder in a bucket is listed as the same folder on a disk."""

from __future__ import annotations

import pytest

from pipeline.sources import folder
from pipeline.sources.remote_folder import RawUnavailable, listed, read
from pipeline.store.places import place
from s3_server import bucket, uploaded

FILES = (
    "a-b/p2/x.html", "a/p10/x.html", "a/p2/x.html", "a/p2/y.HTM", "a.b/z.txt", "a/README.md", "a/.hidden/x.html",
    "a/.x.html", "doel-1.2.3-titel", "Z.html", "a/b c/é #1 %20?.html", "a/style.css", ".store/state",
    "a/p3/page.html/x", "a/p3/page.html/y", "café/x.html", "README.md", "a/whole.warc.gz",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    here = tmp_path_factory.mktemp("raw")
    for number, name in enumerate(FILES):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(b"x" * number)
    return here, uploaded(here, f"{bucket()}/deep/raw")


def test_the_same_files_in_the_same_order(both):
    here, there = both
    far = list(listed(there))
    assert [one.path for one in far if one.path != "a/style.css"] == [
        file.path for file in folder._files(f"{here}/", "")
    ]
    sizes = {one.path: one.size for one in far}
    assert sizes.pop("a/p3/page.html") == -1
    assert sizes == {name: FILES.index(name) for name in sizes}


def test_bytes_and_tags_are_those_of_the_object(both):
    here, there = both
    found = {one.path: one.tag for one in listed(there)}
    assert read(there, "a/b c/é #1 %20?.html") == (here / "a/b c/é #1 %20?.html").read_bytes()
    (there / "Z.html").write_bytes(b"other")
    assert {one.path for one in listed(there) if found[one.path] != one.tag} == {"Z.html"}


def test_the_folder_itself_as_an_object_is_none(both):
    _, there = both
    before = list(listed(there))
    name, _, key = there.path.partition("/")
    for marker in (f"{key}/", f"{key}/a/", f"{key}/a/p2/", f"{key}/empty/"):
        there.fs.call_s3("put_object", Bucket=name, Key=marker, Body=b"")
    assert list(listed(there)) == before


def test_what_lies_there_instead_of_pages_is_told(both):
    _, there = both
    (there / "scans/a/b.PDF").write_bytes(b"%PDF-1.7")
    assert "/scans: found 1 .pdf; expected" in str(folder.no_pages(there / "scans"))
    (there / "scans/a/b.PDF").unlink()


def test_what_is_not_there(both):
    _, there = both
    assert list(listed(there / "nothing")) == []
    with pytest.raises(FileNotFoundError):
        read(there, "a/p2/none.html")
    assert list(listed(place(f"{bucket()}-not-made/raw"))) == []


def test_a_store_that_does_not_answer_is_no_missing_page(both, monkeypatch):
    _, there = both

    def failing(*_, **__):
        raise OSError(5, "Please reduce your request rate")

    monkeypatch.setattr(there.fs, "cat_file", failing)
    monkeypatch.setattr(there.fs, "find", failing)
    with pytest.raises(RawUnavailable, match=r"s3://.*/a/p2/x.html cannot be read: .*reduce"):
        read(there, "a/p2/x.html")
    with pytest.raises(RawUnavailable, match=r"s3://.*reduce"):
        list(listed(there))
    monkeypatch.setattr(there.fs, "cat_file", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read(there, "a/p2/x.html")
