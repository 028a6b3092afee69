"""Who is told how a run ended: a real HTTP server, a real command, and both failing in every way."""

from __future__ import annotations

import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Finding
from pipeline.nightly.commands import visit_sites
from pipeline.nightly.notification import Notification, lines, notify, read_notification, summary
from pipeline.nightly.run_report import PublicationRun, RunReport
from pipeline.sources.site.site_list import SiteListBroken

GONE = Finding("warning", "PAGE_GONE", "The site says that pages are gone.", "zwolle-begroting-2026", "p1\x1b[31m, p2")


def report(exit_code: int = 3, findings: tuple[Finding, ...] = (GONE,)) -> RunReport:
    publication = PublicationRun("zwolle-begroting-2026", "zwolle.begroting-2026.nl", "open", seen=12, changed=1)
    return RunReport(
        "20261123T031500Z-4711", "refresh", "2026-11-23T03:15:00Z", "refused" if exit_code else "published", exit_code,
        "the gate refused: 12 keys\nlost", publications=[publication], findings=list(findings), snapshot="20261122-abc",
    )  # fmt: skip


@dataclass
class Hook:
    """A server that keeps what it gets and answers with `answers`, the last one for ever."""

    answers: list[int] = field(default_factory=lambda: [200])
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def hook(*answers: int) -> Iterator[Hook]:
    state = Hook(list(answers) or [200])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.got.append((self.path, dict(self.headers), body))
            answer = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            self.send_response(answer)
            if answer == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 - the name http.server calls

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/hook?token=secret"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield state
        server.shutdown()
        thread.join()


def test_nobody_is_told_by_default(tmp_path: Path) -> None:
    (tmp_path / "publications.toml").write_text("publication = []\n")
    whom = read_notification(tmp_path / "publications.toml")
    assert whom == Notification()
    assert notify(whom, report()) == []


def test_the_webhook_gets_the_summary_as_json() -> None:
    with hook() as server:
        assert notify(Notification(webhook=server.url), report(), Path("/data/runs/x.html")) == []
    ((path, headers, body),) = server.got
    told = json.loads(body)
    assert (path, headers["Content-Type"]) == ("/hook?token=secret", "application/json")
    assert told == json.loads(json.dumps(summary(report(), Path("/data/runs/x.html"))))
    assert (told["exit_code"], told["outcome"], told["totals"]["seen"]) == (3, "refused", 12)
    assert told["needs_person"][0]["code"] == "PAGE_GONE"
    assert told["text"].startswith("refresh 20261123T031500Z-4711: refused, exit code 3\n")


@pytest.mark.parametrize(
    ("when", "exit_code", "findings", "told"),
    [
        ("attention", 0, (), 0), ("attention", 0, (GONE,), 1), ("attention", 3, (), 1), ("always", 0, (), 1),
        ("attention", 0, (Finding("info", "PLACED_BY_HAND", "x", "raw", "x"),), 0),
    ],
)  # fmt: skip
def test_when_somebody_is_told(when: Any, exit_code: int, findings: tuple[Finding, ...], told: int) -> None:
    with hook() as server:
        assert notify(Notification(when, server.url), report(exit_code, findings)) == []
    assert len(server.got) == told


@pytest.mark.parametrize(
    ("answers", "tries", "failed"),
    [
        ((500, 200), 2, ""), ((503, 429, 204), 3, ""), ((500,), 3, "HTTP Error 500"), ((404,), 1, "HTTP Error 404"),
        ((302,), 1, "HTTP Error 302"),
    ],
)  # fmt: skip
def test_a_webhook_that_says_no_is_asked_again_and_logged(
    answers: tuple[int, ...], tries: int, failed: str, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []
    with hook(*answers) as server, caplog.at_level(logging.WARNING):
        problems = notify(Notification(webhook=server.url), report(), sleep=waits.append)
    assert len(server.got) == tries == len(waits) + 1
    assert bool(problems) == bool(failed)
    assert all(failed in line and "secret" not in line for line in problems)
    assert [record.levelname for record in caplog.records] == ["WARNING"] * bool(failed)


@pytest.mark.parametrize("behaviour", ["nobody listens", "silent", "garbage", "drip"])
def test_a_broken_webhook_costs_seconds_and_nothing_else(behaviour: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    if behaviour == "garbage":
                        client.sendall(b"\x00\xff no http\r\n\r\n")
                    while behaviour in ("silent", "drip") and not done.wait(0.02):
                        if behaviour == "drip":
                            client.sendall(b"H")

        server = threading.Thread(target=serve)
        if behaviour == "nobody listens":
            listener.close()
        else:
            server.start()
        started = time.monotonic()
        whom = Notification(webhook=f"http://127.0.0.1:{port}/", seconds=0.15)
        problems = notify(whom, report(), sleep=lambda _: None)
        done.set()
        listener.close()
        if server.is_alive():
            with socket.socket() as poke:
                poke.connect_ex(("127.0.0.1", port))
            server.join()
    assert len(problems) == 1
    assert problems[0].startswith("the webhook failed: ")
    assert time.monotonic() - started < 3


def command(code: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *arguments)


KEEP = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]) + '\\n' + sys.stdin.read())"


def test_the_mail_command_gets_the_report_and_no_shell(tmp_path: Path) -> None:
    told = tmp_path / "mail; touch x"
    whom = Notification(mail=command(KEEP, str(told), "doelenboom {exit_code}: {line}", "$(id)", "beheer@example.nl"))
    assert notify(whom, report(), Path("/data/runs/x.html")) == []
    arguments, _, body = told.read_text().partition("\n")
    assert arguments == repr(["doelenboom 3: the gate refused: 12 keys / lost", "$(id)", "beheer@example.nl"])
    assert body == "\n".join(lines(report(), Path("/data/runs/x.html"))) + "\n"
    assert "needs a person: 1" in body
    assert "p1\\x1b[31m, p2" in body
    assert body.endswith("report: /data/runs/x.html\n")


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        (("/nowhere/mail",), "FileNotFoundError"),
        (command("import sys; sys.exit('no such user')"), "ended with 1 no such user"),
        (command("import time; time.sleep(60)"), "TimeoutExpired"),
        (command("import os; os.kill(os.getpid(), 9)"), "ended with -9"),
    ],
    ids=["not there", "refuses", "hangs", "is killed"],
)
def test_a_failing_mail_command_is_logged(mail: tuple[str, ...], says: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        (problem,) = notify(Notification(mail=mail, seconds=0.5), report())
    assert problem.startswith("the mail command failed: ")
    assert says in problem
    assert caplog.messages == [f"notification: {problem}"]


def test_a_mailer_may_go_on_in_the_background(tmp_path: Path) -> None:
    code = "import os, time\nif os.fork() == 0: time.sleep(2)\n"
    assert notify(Notification(mail=command(code), seconds=1.0), report()) == []


def test_one_way_failing_does_not_stop_the_other() -> None:
    with hook() as server:
        whom = Notification(webhook="http://127.0.0.1:1/", mail=("/nowhere/mail",))
        assert len(notify(whom, report(), sleep=lambda _: None)) == 2
        told = Notification(webhook=server.url, mail=("/nowhere/mail",))
        assert len(notify(told, report())) == 1
    assert len(server.got) == 1


def test_the_readable_report_is_short() -> None:
    many = tuple(Finding("error", "MIXED_BUILD", "x " * 200, f"publication {n}", "x", "y") for n in range(500))
    text = list(lines(report(findings=many), Path("x.html")))
    assert len(text) <= 30
    assert "and 480 more" in text[-2]
    assert len(json.dumps(summary(report(findings=many)), default=str)) < 50_000


GOOD = '[notify]\nwhen = "always"\nwebhook = "https://hooks.example.nl/x"\nmail = ["mail", "-s", "{line}", "a@b.nl"]\n'
BROKEN = [
    ("notify = 3", "notify is 3; expected a table"),
    ("[notify]\nmails = []", "unknown key 'mails'; expected mail, webhook, when"),
    ('[notify]\nwhen = "never"', "when is 'never'; expected attention or always"),
    ('[notify]\nwebhook = "http://hooks.example.nl/"', "expected an https address"),
    ('[notify]\nwebhook = "file:///etc/passwd"', "expected an https address"),
    ('[notify]\nwebhook = "https://a.nl:x/"', "expected an https address"),
    ("[notify]\nwebhook = 7", "expected an https address"),
    ('[notify]\nmail = "mail a@b.nl"', "expected a command as words"),
    ('[notify]\nmail = ["mail", ""]', "expected a command as words"),
    ("[notify", "publications.toml"),
]


def test_the_table_is_read(tmp_path: Path) -> None:
    (tmp_path / "publications.toml").write_text(GOOD)
    expected = Notification("always", "https://hooks.example.nl/x", ("mail", "-s", "{line}", "a@b.nl"))
    assert read_notification(tmp_path / "publications.toml") == expected


@pytest.mark.parametrize(("text", "says"), BROKEN, ids=[row[1] for row in BROKEN])
def test_a_mistake_in_the_table_is_told_before_the_run(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "publications.toml").write_text(text)
    with pytest.raises(SiteListBroken) as told:
        read_notification(tmp_path / "publications.toml")
    assert says in str(told.value)
    assert "publications.toml" in str(told.value)


@pytest.mark.parametrize("answer", [200, 404])
def test_a_run_tells_how_it_ended_and_ends_so_whoever_hears_it(tmp_path: Path, answer: int) -> None:
    with hook(answer) as server:
        sites = tmp_path / "publications.toml"
        sites.write_text(f'publication = []\n[notify]\nwebhook = "{server.url}"\n')
        with pytest.raises(SiteListBroken, match="no publications"):
            visit_sites(tmp_path / "raw", tmp_path / "data", sites, accepted={})
    ((_, _, body),) = server.got
    told = json.loads(body)
    assert (told["kind"], told["exit_code"]) == ("refresh", 2)
    assert "no publications" in told["line"]
    assert Path(told["report"]).read_text().startswith("<!doctype html>")
