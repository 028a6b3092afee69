"""What the raw store keeps, what it puts in force, and what it never loses (INTEGRITY.md 5.2, F16, F22, F30)."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.sources import folder
from pipeline.sources.fetched import Fetched, InForce
from pipeline.sources.raw_store import RawStoreDamaged, newest, path_of, unstamped
from pipeline.sources.recorded import recorded
from raw_store_samples import FIRST, HOST, Nights, fetched, opened, page, put, readable, url

PATH = f"{HOST}/p1/doel.html"
OLD, NEW = page("oud"), page("nieuw", "11/11/2025 07:33:06")


def lines(raw: Path) -> list[dict[str, Any]]:
    """Every line of the log."""
    found: list[dict[str, Any]] = []
    for segment in sorted((raw / ".store/log").iterdir()):
        content = gzip.decompress(segment.read_bytes()) if segment.suffix == ".gz" else segment.read_bytes()
        found += map(json.loads, content.splitlines())
    return found


def findings(raw: Path) -> dict[str, str]:
    return {found.path: found.finding.code for found in folder.sources(raw) if isinstance(found, folder.Unread)}


def test_an_answer_changes_nothing_until_it_is_decided(tmp_path: Path) -> None:
    store = opened(tmp_path)
    answer = store.record(fetched(1, OLD))
    assert (answer.change, store.in_force(url(1)), readable(tmp_path)) == ("new", None, {})
    store.decide(HOST, in_force=[answer])
    assert readable(tmp_path) == {PATH: OLD}
    kept = store.in_force(url(1))
    assert kept is not None
    assert (kept.sha256, kept.etag) == (answer.sha256, answer.etag)
    assert store.in_force(url(1).replace("https", "http")) == kept
    assert store.record(fetched(1, OLD)).change == "same"
    assert store.record(fetched(1, NEW)).change == "changed"


def test_a_build_that_is_still_to_come_keeps_no_later_one_out(tmp_path: Path) -> None:
    store = opened(tmp_path)
    wrong = store.record(fetched(1, page("klok stuk", "10/10/2061 07:33:06")))
    assert wrong.stamp is None
    store.decide(HOST, in_force=[wrong])
    assert store.record(fetched(1, NEW)).change == "changed"


def test_a_page_in_utf_16_keeps_its_stamp(tmp_path: Path) -> None:
    """Without it, a site that changes its encoding would look like another site."""
    store = opened(tmp_path)
    old, new = (content.decode().encode("utf-16") for content in (OLD, NEW))
    assert [store.record(fetched(1, content)).stamp for content in (old, new)] == [
        store.record(fetched(1, content)).stamp for content in (OLD, NEW)
    ]
    assert unstamped(page("een", "10/10/2025 07:33:06").decode().encode("utf-16")) == unstamped(
        page("een", "10/11/2025 07:33:06").decode().encode("utf-16")
    )


def test_a_rejected_answer_is_kept_with_its_reason_and_replaces_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    notice = b"<html><body>Onderhoud</body></html>"
    headers = {"Set-Cookie": "secret", "ETag": '"x"', "X": "y" * 10_000}
    answer = store.record(
        fetched(1, notice, "rejected", code="NOT_A_REPORT_PAGE", found="Onderhoud", expected="a page", headers=headers)
    )
    assert answer.change == "none"
    assert readable(tmp_path) == {PATH: OLD}
    assert store.content(answer.sha256 or "") == notice
    line = lines(tmp_path)[-1]
    told = {name: line[name] for name in ("url", "verdict", "code", "found", "expected", "status", "at", "sha256")}
    assert told == {
        "url": url(1), "verdict": "rejected", "code": "NOT_A_REPORT_PAGE", "found": "Onderhoud", "expected": "a page",
        "status": 200, "at": "2026-11-23T03:15:00Z", "sha256": answer.sha256,
    }  # fmt: skip
    assert sorted(line["headers"]) == ["etag", "x"]
    assert len(line["headers"]["x"]) == 500


def test_the_newest_build_stays_in_force(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, NEW)])
    older = store.record(fetched(1, OLD))
    assert older.change == "older"
    assert newest([older]) == []
    assert newest([store.record(fetched(2, content)) for content in (OLD, NEW, OLD)])[0].stamp == older.stamp.replace(
        "10-10", "11-11"
    )
    assert store.content(older.sha256 or "") == OLD  # it is kept as a version


def test_the_store_is_the_same_when_it_is_opened_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(n, page(str(n))) for n in range(5)])
    store.decide(HOST, missed=[store.record(fetched(1, verdict="gone", status=404))])
    store.hold("other.nl", "MIXED_BUILD", "x")
    before = (store.pages(), store.held("other.nl"), store.tombstones)
    for how in ("unsealed", "sealed", "without its state", "with a damaged state"):
        again = opened(tmp_path)
        assert (again.pages(), again.held("other.nl"), again.tombstones) == before, how
        again.seal()
        state = tmp_path / ".store/state"
        if how == "sealed":
            state.unlink()
        elif how == "without its state":
            state.write_bytes(state.read_bytes().replace(b"MIXED", b"FIXED"))
    assert len(list((tmp_path / ".store/log").iterdir())) == 1
    assert recorded(tmp_path).in_force == {page.path: page.sha256 for page in before[0]}


def test_a_torn_last_line_means_nothing_and_is_repaired(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    segment = next((tmp_path / ".store/log").iterdir())
    whole = segment.read_bytes()
    put(store, [fetched(1, NEW)])
    longer = segment.read_bytes()
    decision = longer.index(b'"kind":"decision"', len(whole))
    end = longer.index(b"\n", decision)
    for cut in (len(whole) + 1, decision, end - 1, end):
        segment.write_bytes(longer[:cut])
        (tmp_path / PATH).write_bytes(OLD)
        again = opened(tmp_path)
        again.settle()
        assert readable(tmp_path) == {PATH: OLD}
        assert segment.read_bytes().endswith(b"\n")
    segment.write_bytes(longer[: end + 1])  # the decision stands, but its readable file was not written any more
    assert not recorded(tmp_path).settled
    opened(tmp_path).settle()
    assert readable(tmp_path) == {PATH: NEW}
    assert recorded(tmp_path).settled


def test_a_page_that_is_missed_three_nights_running_and_one_that_comes_back(tmp_path: Path) -> None:
    clock = Nights()
    store = opened(tmp_path, clock)
    put(store, [fetched(1, OLD), fetched(2, NEW)])
    for night in range(2):
        for _ in range(2):  # two runs of one night are one night
            store.decide(HOST, missed=[store.record(fetched(n, verdict="gone")) for n in (1, 2)])
        assert [len(page.missed) for page in store.pages()] == [night + 1] * 2
        clock.next()
    store.record(fetched(2, verdict="unchanged"))
    assert [len(page.missed) for page in store.pages()] == [2, 0]
    store.decide(HOST, tombstones=[PATH])
    assert readable(tmp_path) == {f"{HOST}/p2/doel.html": NEW}
    assert (store.tombstones, store.in_force(url(1))) == ({PATH}, None)
    put(store, [fetched(1, OLD)])
    assert store.tombstones == frozenset()
    assert PATH in readable(tmp_path)


def test_a_page_with_another_number_is_followed_to_where_it_is(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, page("een"))])
    old, now = path_of(url(1)), path_of(url(2))
    store.decide(HOST, in_force=[store.record(fetched(2, page("een")))], tombstones=[old], renumbered={old: now})
    assert (recorded(tmp_path).renumbered, sorted(readable(tmp_path))) == ({old: now}, [now])
    store.seal()
    assert recorded(tmp_path).renumbered == {old: now}
    put(opened(tmp_path), [fetched(1, page("een"))])  # and back again
    assert recorded(tmp_path).renumbered == {}


def test_what_a_person_places_changes_or_deletes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    placed = tmp_path / HOST / "p7/eigen-export.html"
    placed.parent.mkdir(parents=True)
    placed.write_bytes(OLD)
    (tmp_path / "los.txt").write_bytes(b"tekst")
    taken = store.take_in(s for s in folder.sources(tmp_path) if isinstance(s, folder.Source))
    path = f"{HOST}/p7/eigen-export.html"
    assert [(a.path, a.url, a.via) for a in taken] == [
        ("los.txt", None, "hand"),
        (path, f"https://{path[:-5]}", "hand"),
    ]
    assert list(store.take_in(s for s in folder.sources(tmp_path) if isinstance(s, folder.Source))) == []

    placed.write_bytes(OLD.replace(b"oud", b"ouf"))
    assert findings(tmp_path) == {path: "RAW_CHANGED"}
    source = folder.one(tmp_path, path)
    assert isinstance(source, folder.Source)
    store.accept(path, source, "typing error")
    assert findings(tmp_path) == {}
    assert [line["reason"] for line in lines(tmp_path) if line["kind"] == "decision"][-1] == "typing error"

    placed.unlink()
    assert store.restore_missing() == [path]
    assert placed.read_bytes() == OLD.replace(b"oud", b"ouf")
    placed.unlink()
    store.accept(path, None, "it is no page")
    assert store.restore_missing() == []
    assert store.tombstones == {path}


def test_a_file_that_a_person_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    answer = store.record(fetched(1, NEW))
    (tmp_path / PATH).write_bytes(b"mine")
    assert store.decide(HOST, in_force=[answer]) == (PATH,)
    assert (tmp_path / PATH).read_bytes() == b"mine"
    assert findings(tmp_path) == {PATH: "RAW_CHANGED"}
    (tmp_path / PATH).unlink()
    store.restore_missing()
    assert (tmp_path / PATH).read_bytes() == NEW


def test_what_a_person_placed_stays_until_the_site_has_something_new(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    first = store.in_force(url(1))
    mine = OLD.replace(b"oud", b"van mij")
    (tmp_path / PATH).write_bytes(mine)
    source = folder.one(tmp_path, PATH)
    assert isinstance(source, folder.Source)
    store.accept(PATH, source, "a better export")
    assert store.in_force(url(1)) == first  # the site is asked for news of its own version
    assert newest([store.record(fetched(1, OLD))]) == []
    assert readable(tmp_path) == {PATH: mine}
    put(store, [fetched(1, NEW)])
    assert readable(tmp_path) == {PATH: NEW}


@pytest.mark.parametrize("name", [HOST, f"{HOST}/p1"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    outside, raw = tmp_path / "outside", tmp_path / "raw"
    outside.mkdir()
    (raw / name).parent.mkdir(parents=True)
    (raw / name).symlink_to(outside)
    with pytest.raises(NotADirectoryError, match="a link or a file stands where"):
        put(opened(raw), [fetched(1, OLD)])
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "other"])
def test_damage_in_the_store_is_seen(tmp_path: Path, damage: str) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    store.seal()
    (stored,) = (tmp_path / ".store/objects").rglob("*.gz")
    content = stored.read_bytes()
    half = len(content) // 2
    changed = {"cut": content[:half], "flipped": content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :],
               "other": gzip.compress(NEW)}  # fmt: skip
    stored.unlink() if damage == "gone" else stored.write_bytes(changed[damage])
    (tmp_path / PATH).unlink()
    with pytest.raises(RawStoreDamaged, match="from a backup"):
        opened(tmp_path).restore_missing()


def test_a_damaged_packed_log_is_seen(tmp_path: Path) -> None:
    store = opened(tmp_path)
    put(store, [fetched(1, OLD)])
    store.seal()
    (segment,) = (tmp_path / ".store/log").iterdir()
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    (tmp_path / ".store/state").unlink()
    with pytest.raises(RawStoreDamaged, match=segment.name):
        opened(tmp_path)


def test_refused_bodies_go_after_ninety_days_and_accepted_ones_never(tmp_path: Path) -> None:
    clock = Nights()
    store = opened(tmp_path, clock)
    put(store, [fetched(1, OLD)])
    put(store, [fetched(1, NEW)])
    notice = store.record(fetched(2, b"onderhoud", "rejected", code="NOT_A_REPORT_PAGE"))
    store.record(fetched(1, OLD, "rejected", code="FETCH_INCOMPLETE"))  # the same bytes as an accepted version
    clock.next(90)
    store.seal()
    assert store.content(notice.sha256 or "") == b"onderhoud"
    clock.next()
    store.seal()
    with pytest.raises(RawStoreDamaged):
        store.content(notice.sha256 or "")
    again = opened(tmp_path, clock)
    for content in (OLD, NEW):
        assert again.content(again.record(fetched(3, content)).sha256 or "") == content


ROBOTS = f"https://{HOST}/robots.txt"
RULES = b"User-agent: *\nDisallow: /geheim\n"


def guide(content: bytes | None, status: int = 200, **headers: str) -> Fetched:
    return Fetched(ROBOTS, "guide", FIRST, status=status, content=content, headers=headers)


def test_a_guide_is_kept_with_its_body_and_is_no_page(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.record(guide(RULES, ETag='"a"'))
    kept = store.in_force(ROBOTS)
    assert kept == InForce(hashlib.sha256(RULES).hexdigest(), '"a"', None, RULES)
    store.record(guide(None, 304, ETag='"a"'))
    assert store.in_force(ROBOTS) == kept
    assert (store.pages(), store.restore_missing(), readable(tmp_path)) == ([], [], {})
    assert list(folder.sources(tmp_path)) == []
    store.seal()
    assert opened(tmp_path).in_force(ROBOTS) == kept
    (tmp_path / ".store/state").unlink()
    assert opened(tmp_path).in_force(ROBOTS) == kept


def test_a_guide_that_is_not_there_is_asked_since_then_and_has_no_body(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.record(guide(RULES, ETag='"a"'))
    store.record(guide(None, 404, ETag='"error page"', Date="Mon, 23 Nov 2026 03:15:00 GMT"))
    assert store.in_force(ROBOTS) == InForce(None, None, "Mon, 23 Nov 2026 03:15:00 GMT", None)


def test_a_guide_that_was_refused_once_is_not_forgotten(tmp_path: Path) -> None:
    nights = Nights()
    store = opened(tmp_path, nights)
    store.record(fetched(1, RULES, "rejected"))
    store.record(guide(RULES, ETag='"a"'))
    nights.next(100)
    store.seal()
    assert store.in_force(ROBOTS) is not None
