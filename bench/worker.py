"""One competitor in a process of its own: `python -m bench.worker NAME LIST` reads commands and answers in JSON lines.

LIST is a JSON file: the folder of the corpus and the paths in it. Answers: first `ready` with name and versions (or
`failed` with a reason), then for each line `run` one of seconds, CPU seconds and bytes, and at the end of the input
what came out and the peak memory. The files are read inside the measured time.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import importlib.metadata
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any


def corpus_hash(root: Path, paths: list[str]) -> str:
    """SHA-256 over paths and bytes of a corpus."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path} {hashlib.sha256((root / path).read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def timed(peer: Any, root: Path, paths: list[str]) -> dict[str, float]:
    """One run over all pages; nothing is kept, as a worker of a build hands its batches on."""
    gc.collect()
    begin, cpu, size = time.perf_counter(), time.process_time(), 0
    for path in paths:
        content = (root / path).read_bytes()
        size += len(content)
        peer.read(content, path)
    return {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "bytes": size}


def outcome(peer: Any, root: Path, paths: list[str]) -> dict[str, int]:
    """How much came out, and of how many pages nothing did."""
    counts = [peer.found(peer.read((root / path).read_bytes(), path)) for path in paths]
    return {"found": sum(counts), "empty": counts.count(0)}


def peak_megabytes() -> float:
    """Peak resident memory of this process so far."""
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def _answer(**said: Any) -> None:
    print(json.dumps(said), flush=True)


def main() -> int:
    name, listed = sys.argv[1:]
    corpus = json.loads(Path(listed).read_text("utf-8"))
    root, paths = Path(corpus["root"]), corpus["paths"]
    try:
        peer = importlib.import_module(f"bench.peers.{name}")
        results = outcome(peer, root, paths[:: max(1, len(paths) // 50)])
    except Exception as error:  # noqa: BLE001 - whatever it is, the bench says it beside the name
        _answer(failed=f"{type(error).__name__}: {error}"[:300])
        return 0
    versions = {name: importlib.metadata.version(name) for name in peer.DISTRIBUTIONS}
    _answer(ready=peer.NAME, lacks=peer.LACKS, versions=versions, sha256=corpus_hash(root, paths), **results)
    for line in sys.stdin:
        if line.strip() == "run":
            _answer(**timed(peer, root, paths))
    _answer(peak=peak_megabytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
