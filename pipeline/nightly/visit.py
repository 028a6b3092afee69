"""What one visit to a publication site comes to: its answers go in force together, or none of them does.

The rules need no memory but the raw store's (INTEGRITY.md F13, F14, F16, F17). Nothing here touches a disk.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ..model import Finding
from ..sources.raw_store import Answer, Held, StoredPage, newest, number_of
from . import alerts

Outcome: TypeAlias = Literal["settled", "held", "down", "absent"]
"""`settled`: the answers go in force. `held`: something looks wrong and a person must look. `down`: too little of the
site came through. `absent`: no page of a site that nobody has ever seen. But for settled ones, everything of the
publication stays as it was."""

NIGHTS = 3
"""So many nights must agree before what looks wrong is taken for true."""
MANY = 0.30
"""Such a share of the pages of a site at once is no accident."""
_MAY_MISS = 0.05
_FEW = 2  # of a small publication one or two pages are more than any share allows


@dataclass(frozen=True, slots=True)
class Visit:
    """One crawl of a site: its `answers` in the order they came, the pages (`host/p50287`) it `listed` itself, and why
    it ended early (`trouble`)."""

    answers: Sequence[Answer]
    listed: frozenset[str] = frozenset()
    trouble: Finding | None = None

    def of(self, *verdicts: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.verdict in verdicts]


@dataclass(frozen=True, slots=True)
class Known:
    """A publication before the visit: its `pages` in force by file, how its last visits were `held`, whether a
    person `accepted` what the site shows tonight, whether anybody has `seen` the site, and which files in force are
    `renumbered`: their page is another file now; `strangers` are answered with what has nothing in common with them."""

    publication_id: str
    tonight: str
    pages: Mapping[str, StoredPage] = field(default_factory=dict)
    held: Held | None = None
    accepted: bool = False
    seen: bool = True
    renumbered: Mapping[str, str] = field(default_factory=dict)
    strangers: frozenset[str] = frozenset()

    def nights(self, code: str, of: str = "") -> int:
        """Nights in a row, tonight included, that the visit was held for the same reason."""
        same = self.held is not None and (self.held.code, self.held.of) == (code, of)
        return len({*(self.held.nights if self.held and same else ()), self.tonight})


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a visit. `missed` are pages in force that the site said are gone, `tombstones` the files of those
    that leave force, some of them because they are `renumbered`; `of` tells one mixture of builds from another;
    `nights` counts in a row how long it is not settled."""

    outcome: Outcome
    code: str = ""
    of: str = ""
    nights: int = 0
    in_force: tuple[Answer, ...] = ()
    missed: tuple[Answer, ...] = ()
    tombstones: tuple[str, ...] = ()
    renumbered: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def weigh(visit: Visit, known: Known) -> Decision:
    """Decide about one visit.

    Down: SITE_DOWN (not one good answer) and SITE_INCOMPLETE (more than 5 % of the pages did not come through). Held:
    SITE_REPLACED (30 % of the pages would give way to what looks like another site), MANY_GONE (30 % of the pages gone
    at once) and MIXED_BUILD (more than one build stamp in one crawl, until three nights show the very same mixture). A
    person's acceptance lifts the holds and takes gone pages out at once.
    """
    told = [*alerts.trouble(visit.trouble, known.publication_id), *_unusable(visit, known)]
    visit = replace(visit, answers=[answer for answer in visit.answers if answer.path not in known.renumbered])
    lost, expected = _lost(visit, known)
    gone = [known.pages[answer.path] for answer in visit.of("gone") if answer.path in known.pages]
    mixture = _mixture(_stamps(visit, known))
    strange = _strange(visit, known)
    moved = _moved(visit, known)
    left = len(gone) + len(_taken(moved, known))
    code = _objection(visit, known, len(lost), len(expected), left, len(strange), mixture)
    if code == "SITE_DOWN" and not (known.seen or known.pages):
        return Decision("absent", code, findings=(alerts.absent(known.publication_id),))
    if code:
        of = mixture if code == "MIXED_BUILD" else ""
        nights = known.nights(code, of)
        objection = alerts.objection(
            code, known.publication_id, stamps=_stamps(visit, known), strange=strange, why=_why(visit), lost=len(lost),
            expected=len(expected), gone=left, nights=nights,
        )  # fmt: skip
        outcome: Outcome = "down" if code in ("SITE_DOWN", "SITE_INCOMPLETE") else "held"
        return Decision(outcome, code, of, nights, findings=(objection, *told))
    return _settled(visit, known, gone, moved, mixture, told)


def _objection(visit: Visit, known: Known, lost: int, expected: int, gone: int, strange: int, mixture: str) -> str:
    """The code of what speaks against putting the answers in force, or nothing."""
    if not visit.of("page", "unchanged") and not (known.accepted and visit.of("gone")):
        return "SITE_DOWN"
    if lost > max(_FEW, _MAY_MISS * expected):
        return "SITE_INCOMPLETE"
    if known.accepted:
        return ""
    if strange and strange >= MANY * len(known.pages):
        return "SITE_REPLACED"
    if gone > 1 and gone >= MANY * len(known.pages):
        return "MANY_GONE"
    if not mixture or mixture == _mixture(_stamps_before(visit, known)):
        return ""  # of one build, or as it was taken before
    return "MIXED_BUILD" if known.nights("MIXED_BUILD", mixture) < NIGHTS else ""


def _settled(
    visit: Visit, known: Known, gone: list[StoredPage], moved: Mapping[str, str], mixture: str, told: list[Finding]
) -> Decision:
    bare = [] if known.accepted else _without_stamp(visit, known)
    told += alerts.without_stamp(bare, known.publication_id)
    chosen = [answer for answer in _chosen(visit, known) if answer.path not in bare]
    confirmed = [p for p in gone if known.accepted or len({*p.missed, known.tonight}) >= NIGHTS]
    taken = _taken(moved, known)
    waiting = [page for page in gone if page not in confirmed]
    told += alerts.gone(waiting, confirmed, known.publication_id, known.tonight, NIGHTS)
    told += alerts.moved(moved.keys() - taken, known.publication_id)
    told += alerts.number_taken(taken, known.publication_id)
    told += alerts.renumbered(known.renumbered, known.publication_id)
    if mixture and mixture != _mixture(_stamps_before(visit, known)):
        told.append(alerts.mixture_taken(known.publication_id, _stamps(visit, known)))
    if not known.accepted:
        told += alerts.older([a for a in visit.answers if a.change == "older"], known.publication_id)
    return Decision(
        "settled",
        in_force=tuple(chosen),
        missed=tuple(a for a in visit.of("gone") if a.path in known.pages),
        tombstones=(*(page.path for page in confirmed), *moved, *known.renumbered),
        renumbered=known.renumbered,
        findings=tuple(told),
    )


def _strange(visit: Visit, known: Known) -> list[str]:
    """Files of pages in force whose answer looks like no page of this site, as of a domain that was sold: it lost the
    build stamp that the page has, several pages got the very same bytes, or it has nothing in common with the page."""
    changed = _changed(visit, known)
    alike = Counter(answer.sha256 for answer in changed.values())
    bare = _without_stamp(visit, known)
    return [
        path for path, answer in changed.items() if alike[answer.sha256] > 1 or path in bare or path in known.strangers
    ]


def _without_stamp(visit: Visit, known: Known) -> list[str]:
    """Files of pages in force whose answer lost the build stamp that the page has."""
    return [path for path, answer in _changed(visit, known).items() if known.pages[path].stamp and not answer.stamp]


def _changed(visit: Visit, known: Known) -> dict[str, Answer]:
    """File to answer of the pages in force that are others now."""
    return {a.path: a for a in visit.of("page") if a.change == "changed" and a.path in known.pages}


def _why(visit: Visit) -> str:
    """What the site said instead of pages, for one line: the first answer that was none."""
    answer = next((answer for answer in visit.answers if answer.code), None)
    return f"{answer.code}: {answer.found}" if answer else visit.trouble.found if visit.trouble else ""


def _mixture(stamps: Mapping[str, str]) -> str:
    """SHA-256 over page and build stamp where the pages come from more than one build of the site, else nothing."""
    if len(set(stamps.values())) < 2:
        return ""
    return hashlib.sha256(repr(sorted(stamps.items())).encode()).hexdigest()


def _stamps_before(visit: Visit, known: Known) -> dict[str, str]:
    """File to the stamp in force, of the pages that answered."""
    pages = (known.pages.get(answer.path) for answer in visit.of("page", "unchanged"))
    return {page.path: page.stamp for page in pages if page and page.stamp}


def _stamps(visit: Visit, known: Known) -> dict[str, str]:
    """File to the stamp it would have in force, of the pages that answered. Pages without a stamp say nothing, and
    neither do older builds that stay out of force."""
    found: dict[str, str] = {}
    for answer in visit.of("page", "unchanged"):
        page = known.pages.get(answer.path)
        fresh = answer.verdict == "page" and (answer.change != "older" or known.accepted)
        stamp = answer.stamp if fresh else page.stamp if page else None
        if stamp:
            found[answer.path] = stamp
    return found


def _lost(visit: Visit, known: Known) -> tuple[set[str], set[str]]:
    """Pages (`host/p50287`) that did not come through, and all that were to be expected. A new address that brought
    something else than a page was never a page, and what robots.txt keeps to itself is not expected."""
    in_force = {number_of(path) for path, page in known.pages.items() if page.url and path not in known.renumbered}
    good = {number_of(answer.path) for answer in visit.of("page", "unchanged", "gone")}
    barred = {number_of(answer.path) for answer in visit.answers if answer.code == "ROBOTS_DISALLOWED"}
    never_pages = {number_of(answer.path) for answer in visit.of("rejected", "gone")} - in_force
    expected = (in_force | visit.listed | good) - barred - never_pages
    return expected - good, expected


def _chosen(visit: Visit, known: Known) -> list[Answer]:
    """New versions, and versions in force whose validators for the next conditional request are other ones."""
    pages = visit.of("page")
    if known.accepted:
        pages = [replace(a, change="changed") if a.change == "older" else a for a in pages]
    chosen = newest(pages)
    for answer in visit.of("page", "unchanged"):
        page = known.pages.get(answer.path)
        if page is None or page.via != "site" or answer.change not in ("same", "none"):
            continue
        same = replace(answer, sha256=page.sha256, stamp=page.stamp, etag=answer.etag or page.etag,
                       last_modified=answer.last_modified or page.last_modified)  # fmt: skip
        if (same.etag, same.last_modified) != (page.etag, page.last_modified):
            chosen.append(same)
    return chosen


def _moved(visit: Visit, known: Known) -> dict[str, str]:
    """Files of pages that the site now has under another slug, to the file of that one: the number is the page."""
    answered = {number_of(answer.path): answer.path for answer in visit.of("page", "unchanged")}
    asked = {answer.path for answer in visit.answers}
    return {
        path: answered[number_of(path)]
        for path, page in known.pages.items()
        if page.via != "hand"
        and path not in (asked | known.renumbered.keys())
        and answered.get(number_of(path), path) != path
    }


def _taken(moved: Mapping[str, str], known: Known) -> set[str]:
    """Those of the moved files whose number another page of the site got: their own page is gone."""
    successors = set(known.renumbered.values())
    return {path for path, now in moved.items() if now in successors}


def _unusable(visit: Visit, known: Known) -> list[Finding]:
    """Answers that were no page, by code; the version in force stays."""
    by_code: dict[str, list[Answer]] = {}
    for answer in visit.of("rejected", "unavailable"):
        by_code.setdefault(answer.code or answer.verdict, []).append(answer)
    found = []
    for code, answers in sorted(by_code.items()):
        kept = [answer for answer in answers if answer.path in known.pages]
        found += alerts.unusable(code, kept, known.publication_id, in_force=True)
        found += alerts.unusable(code, [a for a in answers if a not in kept], known.publication_id, in_force=False)
    return found
