"""What one visit to a site comes to: the rules, one by one (INTEGRITY.md F13, F14, F16, F17)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.nightly.visit import Decision, Known, Visit, weigh
from pipeline.sources.raw_store import Answer, Held, StoredPage, number_of

TONIGHT = "2026-11-23"
S1, S2 = "2025-10-10T07:33:06/2025-10-10T07:24:21", "2025-11-11T07:33:06/2025-11-11T07:24:21"


def path(number: int, slug: str = "doel") -> str:
    return f"h.nl/p{number}/{slug}.html"


def stored(number: int, stamp: str | None = S1, missed: tuple[str, ...] = (), via: str = "site") -> StoredPage:
    return StoredPage(path(number), f"https://h.nl/p{number}/doel", f"old {number}", stamp, '"e"', None, via,
                      missed=missed)  # fmt: skip


def answer(number: int, verdict: str = "unchanged", change: str = "none", stamp: str | None = None,
           slug: str = "doel", code: str | None = None) -> Answer:  # fmt: skip
    sha256 = f"new {number}" if verdict == "page" else None
    return Answer(path(number, slug), f"https://h.nl/p{number}/{slug}", verdict, change, f"{TONIGHT}T03:15:00Z", "site",
                  sha256, stamp, '"e"', code=code, found="found")  # type: ignore[arg-type]  # fmt: skip


def known(pages: list[StoredPage], **more: object) -> Known:
    return Known("zwolle-begroting-2026", TONIGHT, {page.path: page for page in pages}, **more)  # type: ignore[arg-type]


def decide(answers: list[Answer], pages: list[StoredPage], listed: list[int] | None = None, **more: object) -> Decision:
    numbers = range(1, len(pages) + 1) if listed is None else listed
    return weigh(Visit(answers, frozenset(number_of(path(n)) for n in numbers)), known(pages, **more))


def codes(decision: Decision) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in decision.findings]


def site(count: int, stamp: str | None = S1) -> list[StoredPage]:
    return [stored(n, stamp) for n in range(1, count + 1)]


def test_a_quiet_night_changes_nothing_and_tells_nothing() -> None:
    found = decide([answer(n) for n in range(1, 11)], site(10))
    assert found == Decision("settled")


def test_new_and_changed_pages_go_in_force_together() -> None:
    answers = [answer(1, "page", "changed", S1), answer(2), answer(3, "page", "new", S1)]
    found = decide(answers, site(2))
    assert [a.path for a in found.in_force] == [path(1), path(3)]
    assert codes(found) == []


def test_a_new_validator_alone_is_remembered() -> None:
    fresh = replace(answer(1), etag='"f"')
    (version,) = decide([fresh], site(1)).in_force
    assert (version.sha256, version.stamp, version.etag) == ("old 1", S1, '"f"')
    assert decide([replace(answer(1), etag=None)], site(1)).in_force == ()


@pytest.mark.parametrize(("seen", "outcome", "severity"), [(True, "down", "error"), (False, "absent", "info")])
def test_a_site_without_one_good_answer_is_down_unless_nobody_ever_saw_it(
    seen: bool, outcome: str, severity: str
) -> None:
    found = decide([answer(1, "unavailable", code="FETCH_TIMEOUT")], site(10) if seen else [], seen=seen)
    assert (found.outcome, found.code, found.in_force) == (outcome, "SITE_DOWN", ())
    assert codes(found)[0] == (severity, "SITE_DOWN")


def test_a_maintenance_page_on_every_address_is_a_site_that_is_down() -> None:
    found = decide([answer(n, "rejected", code="NOT_A_REPORT_PAGE") for n in range(1, 11)], site(10))
    assert (found.outcome, found.code) == ("down", "SITE_DOWN")
    assert codes(found) == [("error", "SITE_DOWN"), ("warning", "NOT_A_REPORT_PAGE")]


def test_a_site_that_is_down_says_why() -> None:
    found = decide([answer(1, "unavailable", code="ROBOTS_UNAVAILABLE")], site(10))
    assert found.findings[0].found == "0 of 10 pages; ROBOTS_UNAVAILABLE: found"


def for_sale(number: int, text: str = "one") -> Answer:
    return replace(answer(number, "page", "changed"), sha256=text)


@pytest.mark.parametrize("stamp", [S1, None])
def test_a_domain_that_was_sold_replaces_nothing(stamp: str | None) -> None:
    found = decide(
        [for_sale(n) for n in range(1, 11)], site(10, stamp), held=Held("SITE_REPLACED", "", ("1", "2", "3"))
    )
    assert (found.outcome, found.code, found.in_force, found.nights) == ("held", "SITE_REPLACED", (), 4)
    assert codes(found) == [("error", "SITE_REPLACED")]
    assert decide([for_sale(n) for n in range(1, 11)], site(10, stamp), accepted=True).outcome == "settled"


def test_pages_that_never_had_a_stamp_are_known_by_their_words() -> None:
    """Three in ten of them with another subject are another site; two may be two new pages."""
    changed = [answer(n, "page", "changed") for n in range(1, 4)] + [answer(n) for n in range(4, 11)]
    strangers = frozenset(path(n) for n in range(1, 4))
    found = decide(changed, site(10, None), strangers=strangers)
    assert (found.outcome, found.code, found.in_force) == ("held", "SITE_REPLACED", ())
    assert decide(changed, site(10, None), strangers=strangers, accepted=True).outcome == "settled"
    assert decide(changed, site(10, None), strangers=strangers - {path(1)}).outcome == "settled"


def test_three_in_ten_pages_without_the_stamp_they_had_are_held() -> None:
    quiet = [answer(n) for n in range(4, 11)]
    assert decide([*(for_sale(n, str(n)) for n in (1, 2, 3)), *quiet], site(10)).code == "SITE_REPLACED"
    assert decide([*(for_sale(n, str(n)) for n in (1, 2)), answer(3), *quiet], site(10)).outcome == "settled"
    other = [for_sale(n, str(n)) for n in range(1, 11)]
    assert decide(other, site(10, None)).outcome == "settled"  # pages that never had one


def test_a_page_without_the_stamp_it_had_keeps_its_last_good_version() -> None:
    answers = [for_sale(1), answer(2, "page", "changed", S1), *(answer(n) for n in range(3, 11))]
    found = decide(answers, site(10))
    assert [a.path for a in found.in_force] == [path(2)]
    assert codes(found) == [("warning", "NOT_A_REPORT_PAGE")]
    assert path(1) in found.findings[0].found
    assert [a.path for a in decide(answers, site(10), accepted=True).in_force] == [path(1), path(2)]


@pytest.mark.parametrize(("failing", "outcome"), [(1, "settled"), (5, "settled"), (6, "down")])
def test_five_percent_may_fail_and_keep_their_versions(failing: int, outcome: str) -> None:
    answers = [answer(n, "page", "changed", S2) for n in range(failing + 1, 101)]
    answers += [answer(n, "unavailable", code="FETCH_INCOMPLETE") for n in range(1, failing + 1)]
    found = decide(answers, site(100))
    assert found.outcome == outcome
    assert len(found.in_force) == (100 - failing if outcome == "settled" else 0)
    assert ("warning", "FETCH_INCOMPLETE") in codes(found)


def test_two_pages_of_a_small_site_may_fail() -> None:
    failing = [answer(n, "unavailable", code="FETCH_TIMEOUT") for n in (1, 2, 3)]
    assert decide([*failing[:2], *(answer(n) for n in range(3, 11))], site(10)).outcome == "settled"
    assert decide([*failing, *(answer(n) for n in range(4, 11))], site(10)).code == "SITE_INCOMPLETE"


def test_pages_that_were_never_asked_count_as_missing() -> None:
    found = decide([answer(n) for n in range(1, 51)], site(50), listed=list(range(1, 101)))
    assert found.code == "SITE_INCOMPLETE"
    assert "50 of 100" in found.findings[0].found


def test_new_addresses_that_are_no_pages_and_robots_cost_nothing() -> None:
    answers = [answer(n) for n in range(1, 11)]
    answers += [answer(n, "rejected", code="NOT_HTML") for n in range(20, 40)]
    answers += [answer(n, "unavailable", code="ROBOTS_DISALLOWED") for n in range(40, 60)]
    found = decide(answers, site(10), listed=[*range(1, 11), *range(20, 60)])
    assert found.outcome == "settled"
    assert codes(found) == [("info", "NOT_HTML"), ("info", "ROBOTS_DISALLOWED")]


@pytest.mark.parametrize(("before", "leaves"), [((), False), (("2026-11-21",), False),
                                                (("2026-11-22",), False), ((TONIGHT, "2026-11-22"), False),
                                                (("2026-11-21", "2026-11-22"), True)])  # fmt: skip
def test_a_page_leaves_on_the_third_night_that_says_so(before: tuple[str, ...], leaves: bool) -> None:
    pages = [*site(9), stored(10, missed=before)]
    found = decide([*(answer(n) for n in range(1, 10)), answer(10, "gone")], pages)
    assert found.outcome == "settled"
    assert found.tombstones == ((path(10),) if leaves else ())
    assert codes(found) == [("warning", "PAGE_TOMBSTONE" if leaves else "PAGE_GONE")]
    assert [a.path for a in found.missed] == [path(10)]


@pytest.mark.parametrize(("gone", "outcome"), [(1, "settled"), (2, "settled"), (3, "held"), (9, "held")])
def test_thirty_percent_gone_at_once_is_held_for_a_person(gone: int, outcome: str) -> None:
    answers = [answer(n, "gone") for n in range(1, gone + 1)]
    answers += [answer(n, "page", "changed", S1) for n in range(gone + 1, 11)]
    pages = [stored(n, missed=("2026-11-21", "2026-11-22")) for n in range(1, 11)]
    found = decide(answers, pages)
    assert found.outcome == outcome
    assert len(found.in_force) == (10 - gone if outcome == "settled" else 0)
    if outcome == "held":
        assert (found.code, found.missed, found.tombstones) == ("MANY_GONE", (), ())
        assert "refresh --accept" in found.findings[0].message
        accepted = decide(answers, pages, accepted=True)
        assert (accepted.outcome, len(accepted.tombstones), len(accepted.in_force)) == ("settled", gone, 10 - gone)


def test_one_page_of_two_may_be_gone() -> None:
    assert decide([answer(1), answer(2, "gone")], site(2)).outcome == "settled"


def test_an_accepted_site_that_is_gone_leaves_as_a_whole() -> None:
    found = decide([answer(n, "gone") for n in range(1, 11)], site(10), accepted=True)
    assert (found.outcome, len(found.tombstones)) == ("settled", 10)


def mixed() -> list[Answer]:
    return [*(answer(n) for n in range(1, 6)), *(answer(n, "page", "changed", S2) for n in range(6, 11))]


def test_two_builds_in_one_crawl_keep_the_edition_as_it_was() -> None:
    found = decide(mixed(), site(10))
    assert (found.outcome, found.code, found.in_force, found.nights) == ("held", "MIXED_BUILD", (), 1)
    assert "5 pages of 2025-10-10 07:33:06, 5 pages of 2025-11-11 07:33:06" in found.findings[0].found
    assert decide(mixed(), site(10), accepted=True).outcome == "settled"


def test_the_same_mixture_on_three_nights_is_how_the_site_is() -> None:
    of = decide(mixed(), site(10)).of
    second = decide(mixed(), site(10), held=Held("MIXED_BUILD", of, ("2026-11-21", TONIGHT)))
    assert (second.outcome, second.nights) == ("held", 2)
    third = decide(mixed(), site(10), held=Held("MIXED_BUILD", of, ("2026-11-21", "2026-11-22")))
    assert (third.outcome, len(third.in_force)) == ("settled", 5)
    assert codes(third) == [("warning", "MIXED_BUILD")]
    other = [*mixed()[:-1], answer(10)]
    assert decide(other, site(10), held=Held("MIXED_BUILD", of, ("2026-11-21", "2026-11-22"))).outcome == "held"


def test_a_failing_page_of_the_build_before_is_no_mixture() -> None:
    answers = [answer(n, "page", "changed", S2) for n in range(1, 10)]
    found = decide([*answers, answer(10, "unavailable", code="FETCH_TIMEOUT")], site(10))
    assert (found.outcome, len(found.in_force)) == ("settled", 9)


def test_pages_without_a_stamp_are_no_mixture() -> None:
    answers = [answer(1, "page", "changed", S2), answer(2, "page", "changed", None)]
    assert decide(answers, site(2, None)).outcome == "settled"


def test_an_older_build_stays_out_of_force_until_a_person_takes_it() -> None:
    answers = [answer(1, "page", "older", S1), answer(2)]
    found = decide(answers, site(2, S2))
    assert (found.outcome, found.in_force) == ("settled", ())
    assert codes(found) == [("warning", "OLDER_BUILD")]
    whole = [answer(n, "page", "older", S1) for n in (1, 2)]
    assert len(decide(whole, site(2, S2), accepted=True).in_force) == 2


def test_a_page_under_another_slug_replaces_its_old_file_but_not_what_a_person_placed() -> None:
    pages = [stored(1), stored(2), stored(3, via="hand")]
    answers = [answer(1), *(answer(n, "page", "new", S1, slug="nieuwe-naam") for n in (2, 3))]
    found = decide(answers, pages)
    assert (found.outcome, found.tombstones) == ("settled", (path(2),))
    assert codes(found) == [("info", "PAGE_MOVED")]


def test_a_page_whose_number_another_one_got_is_gone_at_once_and_counts_as_gone() -> None:
    """Two pages cannot have one number: its file must go, and a person is told."""
    pages = [replace(stored(n), path=path(n, slug)) for n, slug in enumerate("abcd", 1)]
    answers = [answer(n, "page", "new", S1, slug=slug) for n, slug in enumerate("bcd", 1)]
    renumbered = {path(n + 1, slug): path(n, slug) for n, slug in enumerate("bcd", 1)}
    found = decide(answers, pages, [1, 2, 3], renumbered=renumbered)
    assert (found.outcome, sorted(found.tombstones)) == ("settled", sorted(page.path for page in pages))
    assert codes(found) == [("warning", "PAGE_TOMBSTONE"), ("info", "PAGE_MOVED")]
    assert found.findings[0].found == path(1, "a")
    few = {old: now for old, now in renumbered.items() if now == path(1, "b")}
    assert decide(answers[:1], pages[:2], [1], renumbered=few).outcome == "settled"  # one page may be gone


def test_nights_in_a_row_count_for_a_site_that_is_down() -> None:
    held = Held("SITE_DOWN", "", ("2026-11-21", "2026-11-22"))
    found = decide([], site(10), held=held)
    assert found.nights == 3
    assert "3 nights in a row" in found.findings[0].message
