"""Telling somebody how a run ended: a webhook, a mail command, or both; off unless the site list has a table [notify].

    [notify]
    when = "attention"                              # or "always"; attention: not exit 0, or something needs a person
    webhook = "https://hooks.example.nl/doelenboom" # gets the summary as JSON; its `text` is what chats show
    mail = ["mail", "-s", "doelenboom: {line}", "beheer@example.nl"] # gets the readable report; no shell

A notification that fails is logged, and changes nothing else.
"""

from __future__ import annotations

import http.client
import json
import logging
import subprocess
import tempfile
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import urlsplit

from ..journal import printable
from ..sources.site.site_list import SiteListBroken
from .run_report import RunReport

log = logging.getLogger(__name__)

When: TypeAlias = Literal["always", "attention"]
FORMAT = "doelenboom-notification/1"
_KEYS = {"when", "webhook", "mail"}
_SHOWN = 20
_WAITS = (1.0, 5.0)  # seconds before the second and the third try


@dataclass(frozen=True, slots=True)
class Notification:
    """Whom to tell, and when. Nobody, by default."""

    when: When = "attention"
    webhook: str | None = None
    mail: tuple[str, ...] = ()
    seconds: float = 30.0  # for one try


def read_notification(path: Path) -> Notification:
    """The table [notify] of the site list; nobody is told without one. Raises SiteListBroken, so that a mistake shows
    before the run and not when the alarm should sound."""
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("notify", {})
    except FileNotFoundError:
        raise SiteListBroken(f"{path}: the site list is not there") from None
    except OSError as error:
        raise SiteListBroken(f"{path}: the site list cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteListBroken(f"{path}: no TOML: {error}") from error
    if not isinstance(table, dict):
        raise SiteListBroken(f"{path}: notify is {table!r}; expected a table")
    if unknown := sorted(table.keys() - _KEYS):
        raise SiteListBroken(f"{path}: [notify]: unknown key {unknown[0]!r}; expected {', '.join(sorted(_KEYS))}")
    when, webhook, mail = table.get("when", "attention"), table.get("webhook"), table.get("mail", [])
    if when not in ("always", "attention"):
        raise SiteListBroken(f"{path}: [notify]: when is {when!r}; expected attention or always")
    if webhook is not None and not _is_web_address(webhook):
        raise SiteListBroken(f"{path}: [notify]: webhook is {webhook!r}; expected an https address")
    if not isinstance(mail, list) or not all(isinstance(word, str) and word for word in mail):
        raise SiteListBroken(f'{path}: [notify]: mail is {mail!r}; expected a command as words: ["mail", "-s", ...]')
    return Notification(cast("When", when), webhook, tuple(mail))


def _is_web_address(text: object) -> bool:
    """https, or http to this machine itself."""
    if not isinstance(text, str):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"))
    )


def notify(
    whom: Notification, report: RunReport, page: Path | None = None, *, sleep: Callable[[float], None] = time.sleep
) -> list[str]:
    """Tell `whom` how the run ended, with the path of its report `page`; what went wrong with that, one line each.
    Never raises: the end of a run does not depend on who hears of it."""
    if whom.when == "attention" and report.exit_code == 0 and not report.needs_person:
        return []
    ways: list[tuple[str, Callable[[], None]]] = []
    if whom.webhook:
        body = json.dumps(summary(report, page), ensure_ascii=True, default=str).encode()
        ways.append(("webhook", lambda: _post(whom.webhook or "", body, whom.seconds, sleep)))
    if whom.mail:
        ways.append(("mail command", lambda: _pipe(whom.mail, report, page, whom.seconds)))
    failed = []
    for name, tell in ways:
        try:
            tell()
        except Exception as error:  # noqa: BLE001 - whatever it is, the run has ended already
            failed.append(printable(f"the {name} failed: {type(error).__name__}: {error}"))
            log.warning("notification: %s", failed[-1])
    return failed


def summary(report: RunReport, page: Path | None = None) -> Mapping[str, Any]:
    """What a webhook gets: the report without rows, at most 20 findings of those that need a person."""
    counts = ("requests", "seen", "new", "changed", "rejected", "unavailable", "gone", "tombstones", "quarantined",
              "stale")  # fmt: skip
    return {
        "format": FORMAT, "text": "\n".join(lines(report, page)), "run": report.run, "kind": report.kind,
        "outcome": report.outcome, "exit_code": report.exit_code, "line": report.line, "started": report.started,
        "finished": report.finished, "snapshot_before": report.snapshot_before, "snapshot": report.snapshot,
        "changed": report.changed, "totals": {count: report.total(count) for count in counts},
        "needs_person": [asdict(finding) for finding in report.needs_person[:_SHOWN]],
        "needs_person_count": len(report.needs_person), "report": str(page) if page else None,
    }  # fmt: skip


def lines(report: RunReport, page: Path | None = None) -> Iterator[str]:
    """The readable report, at most 30 lines."""
    code = "" if report.exit_code is None else f", exit code {report.exit_code}"
    yield f"{report.kind} {report.run}: {report.outcome}{code}"
    if report.line:
        yield printable(report.line)
    yield f"snapshot in force: {report.snapshot or 'none'}{', published by this run' if report.changed else ''}"
    if report.publications:
        found = ", ".join(f"{report.total(count)} {count}" for count in ("seen", "new", "changed", "gone", "rejected"))
        yield f"{len(report.publications)} publications, {report.total('requests')} requests; pages: {found}"
    yield f"needs a person: {len(report.needs_person) or 'nothing'}"
    for finding in report.needs_person[:_SHOWN]:
        yield printable(f"  {finding.severity} {finding.code} {finding.location}: {finding.message} {finding.found}")
    if len(report.needs_person) > _SHOWN:
        yield f"  and {len(report.needs_person) - _SHOWN} more"
    if page:
        yield f"report: {page}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would arrive as a GET without its body, and pass for told."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _post(url: str, body: bytes, seconds: float, sleep: Callable[[float], None]) -> None:
    """POST until a 2xx answers, three times at most. Raises the last error."""
    headers = {"Content-Type": "application/json", "User-Agent": "doelenboom"}
    request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - the scheme is checked
    for wait in (*_WAITS, None):
        try:
            _within(seconds, lambda: urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds).close())
        except (OSError, http.client.HTTPException) as error:
            refused = isinstance(error, urllib.error.HTTPError) and error.code < 500 and error.code != 429
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            if wait is None or refused:
                raise
            sleep(wait)
        else:
            return


def _within(seconds: float, work: Callable[[], None]) -> None:
    """Raises TimeoutError when `work` takes longer: a socket timeout alone allows one byte after the other."""
    errors: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError(f"no answer within {seconds:g} seconds")
    if errors:
        raise errors[0]


def _pipe(command: tuple[str, ...], report: RunReport, page: Path | None, seconds: float) -> None:
    """Give the readable report to a command. Raises OSError, TimeoutExpired, or RuntimeError when it says no."""
    fields = {"line": printable(report.line), "outcome": report.outcome, "exit_code": str(report.exit_code)}
    words = [command[0], *(_filled(word, fields) for word in command[1:])]
    text = "\n".join(lines(report, page)) + "\n"
    with tempfile.TemporaryFile() as said:  # no pipe: a mailer may go on in the background and keep it open
        done = subprocess.run(  # noqa: S603 - words, not a shell
            words, input=text.encode(), stdout=subprocess.DEVNULL, stderr=said, timeout=seconds, check=False
        )
        said.seek(0)
        if done.returncode:
            why = said.read(200).decode("utf-8", "replace").strip()
            raise RuntimeError(f"{command[0]} ended with {done.returncode} {why}".rstrip())


def _filled(word: str, fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        word = word.replace(f"{{{name}}}", value)
    return word
