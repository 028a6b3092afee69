"""What a night has to tell a person. Findings whose location is a publication; warnings and errors need somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ..model import Finding
from ..sources.raw_store import Answer, StoredPage

_SHOWN = 5


def trouble(found: Finding | None, publication: str) -> list[Finding]:
    """Why a crawl ended before its end, as the fetcher says it."""
    if found is None:
        return []
    where = f"{publication} {found.location}".strip()
    return [Finding(found.severity, found.code, found.message, where, found.found, found.expected)]


def objection(
    code: str,
    publication: str,
    *,
    stamps: Mapping[str, str],
    strange: Sequence[str],
    why: str,
    lost: int,
    expected: int,
    gone: int,
    nights: int,
) -> Finding:
    """Why the answers of a visit do not go in force; `why` is what the site said instead of pages."""
    again = f", on {nights} nights in a row" if nights > 1 else ""
    match code:
        case "SITE_DOWN":
            message = f"Not one page of the site came through{again}; all its pages stay in force."
            found = f"0 of {expected} pages" + (f"; {why}" if why else "")
            return Finding("error", "SITE_DOWN", message, publication, found, "the site")
        case "SITE_REPLACED":
            message = (
                f"The site answers with what looks like another site{again}: a page for sale, or a new system; the "
                "publication stays as it was. If it is right: refresh --accept with the host and --reason."
            )
            expected_pages = "pages with their build stamp and their subject, each its own"
            return Finding("error", "SITE_REPLACED", message, publication, listed(strange), expected_pages)
        case "SITE_INCOMPLETE":
            message = f"Too many pages did not come through{again}; the publication stays as it was."
            return Finding(
                "error", "SITE_INCOMPLETE", message, publication, f"{lost} of {expected} pages", "at most 5 %"
            )
        case "MANY_GONE":
            message = (
                f"The site says that many pages are gone{again}; the publication stays as it was. If it is right: "
                "refresh --accept with the host and --reason."
            )
            return Finding("error", "MANY_GONE", message, publication, f"{gone} pages", "under 30 % of the pages")
        case _:
            message = (
                f"The pages come from more than one build of the site, in a second crawl too{again}; the publication "
                "stays as it was. Three nights with the same builds, or refresh --accept, put it in force."
            )
            return Finding("error", "MIXED_BUILD", message, publication, _builds(stamps), "one build")


def absent(publication: str) -> Finding:
    """A site whose address was only derived from others, and that is not there."""
    message = "No page of this site has ever been seen; its address follows from the others."
    return Finding("info", "SITE_DOWN", message, publication, "nothing", "the site, when it opens")


def mixture_taken(publication: str, stamps: Mapping[str, str]) -> Finding:
    message = "The site shows pages of more than one build, and has done so for long enough: they are in force."
    return Finding("warning", "MIXED_BUILD", message, publication, _builds(stamps), "one build")


def gone(
    waiting: Sequence[StoredPage], confirmed: Sequence[StoredPage], publication: str, tonight: str, nights: int
) -> list[Finding]:
    """Pages the site says are gone: still in force until enough nights agree, then out of it."""
    found = []
    by_night: dict[int, list[str]] = {}
    for page in waiting:
        by_night.setdefault(len({*page.missed, tonight}), []).append(page.path)
    for night, paths in sorted(by_night.items()):
        message = f"The site says that pages are gone (night {night} of {nights}); they stay in force until then."
        found.append(Finding("warning", "PAGE_GONE", message, publication, listed(paths), "all pages in force"))
    if confirmed:
        message = "Pages are gone for good and left the data; their versions stay in the raw store."
        shown = listed(page.path for page in confirmed)
        found.append(Finding("warning", "PAGE_TOMBSTONE", message, publication, shown, "all pages in force"))
    return found


def moved(paths: Collection[str], publication: str) -> list[Finding]:
    """Files of pages that the site has under another address now; the number of a page stays."""
    if not paths:
        return []
    message = "Pages have another address now; the files of the old one left raw/."
    return [Finding("info", "PAGE_MOVED", message, publication, listed(paths), "the old address")]


def number_taken(paths: Collection[str], publication: str) -> list[Finding]:
    """Pages that are gone at once, because two pages cannot have one number."""
    if not paths:
        return []
    message = (
        "The site gave the number of pages to other pages and has them no more; they left the data, and their versions "
        "stay in the raw store."
    )
    return [Finding("warning", "PAGE_TOMBSTONE", message, publication, listed(paths), "all pages in force")]


def renumbered(paths: Mapping[str, str], publication: str) -> list[Finding]:
    """Pages that the site has under another number, and maybe another slug."""
    if not paths:
        return []
    message = "Pages have another number now; they changed places with their old ones in one step."
    shown = listed(f"{old} -> {now}" for old, now in paths.items())
    return [Finding("info", "PAGE_MOVED", message, publication, shown, "the old number")]


def older(answers: Sequence[Answer], publication: str) -> list[Finding]:
    """Answers of an older build than the one in force, which stays."""
    if not answers:
        return []
    message = "The site sent an older build of pages than the one in force; the newer stays in force."
    return [
        Finding("warning", "OLDER_BUILD", message, publication, listed(a.path for a in answers), "the newest build")
    ]


def unusable(code: str, answers: Sequence[Answer], publication: str, *, in_force: bool) -> list[Finding]:
    """Answers that were no page. Where one is in force it stays, and somebody should know."""
    if not answers:
        return []
    what = "no page; the last good version stays in force" if in_force else "no page of the site"
    shown = f"{listed(a.path if in_force else a.url or a.path for a in answers)}: {answers[0].found}"
    expected = answers[0].expected or "a page"
    return [Finding("warning" if in_force else "info", code, f"The site sent {what}.", publication, shown, expected)]


def without_stamp(paths: Sequence[str], publication: str) -> list[Finding]:
    """Answers that lost the build stamp of the page in force."""
    if not paths:
        return []
    message = (
        "Pages lost the build stamp that they had, as notices do that a server sends instead; their last good versions "
        "stay in force. If it is right: refresh --accept with the host and --reason."
    )
    expected = "pages with their build stamp"
    return [Finding("warning", "NOT_A_REPORT_PAGE", message, publication, listed(paths), expected)]


def unlisted(paths: Sequence[str], pages: int, publication: str) -> Finding:
    """A site that leads to few of its pages any more."""
    message = "No link of the site leads to these pages any more; new pages may be missed too. Look at its start page."
    found = f"{len(paths)} of {pages} pages: {listed(paths)}"
    return Finding("warning", "PAGES_UNLISTED", message, publication, found, "links to the pages in force")


def closed_changed(paths: Sequence[str], publication: str, *, announced: bool) -> Finding:
    """Pages of a closed publication that changed in more than their stamp."""
    how = "with a new build stamp" if announced else "without a new build stamp"
    message = f"Pages of a closed publication changed, {how}; the new versions are in force. Look at the differences."
    return Finding("warning", "CLOSED_CHANGED", message, publication, listed(paths), "no change")


def changed_by_hand(path: str) -> Finding:
    """A file that a person changed while the run was going on."""
    message = "The file was changed by hand; it was left alone and gives no rows until fetch --accept with its path."
    return Finding("error", "RAW_CHANGED", message, "raw", path, "the recorded page")


def by_hand(paths: Sequence[str]) -> Finding:
    """Files placed by hand that are pages from now on."""
    message = "Files placed by hand are pages from now on."
    return Finding("info", "PLACED_BY_HAND", message, "raw", listed(paths), "the files that were recorded")


def restored(paths: Sequence[str]) -> Finding:
    """Recorded files that were gone from raw/."""
    message = "Recorded pages were missing and were put back. To remove one: delete it and fetch --accept its path."
    return Finding("warning", "RAW_RESTORED", message, "raw", listed(paths), "every recorded page")


def gate_refused(measure: str) -> Finding:
    """A measure of the gate that kept the old data in force."""
    message = "The gate refused the new data; the old stays in force. Look at the candidate, then accept it or not."
    return Finding("error", "GATE_REFUSED", message, "gate", measure, "changes within the limits")


def pages_unusable(measure: str) -> Finding:
    """Pages that gave good rows, or are new, and cannot be used since tonight."""
    message = "Pages cannot be used since tonight; of those that had good rows the last ones stay in force (stale)."
    return Finding("warning", "PAGES_UNUSABLE", message, "gate", measure, "pages that can be read")


def interrupted(run: str) -> Finding:
    """A run before this one that did not come to its end."""
    message = (
        "The run before did not come to its end (killed, the machine went down, or the disk took no report); this one "
        "took over."
    )
    return Finding("warning", "RUN_INTERRUPTED", message, "run", run, "a report")


def listed(paths: Iterable[str]) -> str:
    """`a, b and 3 more`."""
    every = sorted(paths)
    more = len(every) - _SHOWN
    return ", ".join(every[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _builds(stamps: Mapping[str, str]) -> str:
    counts: dict[str, int] = {}
    for stamp in stamps.values():
        built = stamp.partition("/")[0].replace("T", " ")
        counts[built] = counts.get(built, 0) + 1
    return ", ".join(f"{count} pages of {stamp}" for stamp, count in sorted(counts.items()))
