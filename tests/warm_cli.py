"""The command line in a copy of this process, which has imported everything: a start of Python takes a second, and most
answers do not depend on it. Starts as such are tested in test_build, test_readme and harness/."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from pipeline.__main__ import main
from raw_pages import ROOT


def warm_cli(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m pipeline` with these arguments: its exit code and what it said. `environment` is added to that of this
    process, for what is not read when Python starts or a library is imported."""
    words = [str(word) for word in arguments]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if not child:
            os._exit(_run(words, environment, out.fileno(), err.fileno()))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0), err.seek(0)
        return subprocess.CompletedProcess(words, code, out.read(), err.read())


def _run(words: list[str], environment: dict[str, str], out: int, err: int) -> int:
    """The exit code, in the child; pytest's capture stands between the names and the descriptors."""
    sys.stdout, sys.stderr = os.fdopen(os.dup(out), "w"), os.fdopen(os.dup(err), "w")
    os.dup2(out, 1), os.dup2(err, 2)
    os.chdir(ROOT)
    os.environ.update(environment)
    sys.argv = ["doelenboom", *words]
    try:
        main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    except BaseException:  # noqa: BLE001 - a child never returns into the test that forked it
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush(), sys.stderr.flush()
    return 0
