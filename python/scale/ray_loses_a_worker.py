"""Judges many cases in Ray on two processors, and kills a worker in the middle: equal counts, and no row twice.

Usage: ray_loses_a_worker.py [ROWS]
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import cases
import greenlight.arrow
import pyarrow
import ray

PARTS = 48
"""So many pieces of work, of which a third is done when a worker is killed."""


def kill_in_the_middle(done: Path, written: threading.Event, killed: list[int]) -> None:
    """Kills the worker that was last to finish a piece, once a third of the work is done."""
    while not written.is_set() and not killed:
        pieces = sorted(done.iterdir(), key=lambda piece: piece.stat().st_mtime)
        if len(pieces) >= PARTS // 3:
            os.kill(int(pieces[-1].name.split("-")[0]), signal.SIGKILL)
            killed.append(len(pieces))
        time.sleep(0.02)


def main(rows: int) -> None:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    with tempfile.TemporaryDirectory() as temporary:
        folder, killed, written = Path(temporary), list[int](), threading.Event()
        done = folder / "done"
        done.mkdir()
        cases.write(folder / "cases.parquet", rows, PARTS)

        rulebook = cases.RULEBOOK

        def judged(table: pyarrow.Table) -> pyarrow.Table:
            answers = greenlight.arrow.check_table(table, "case", threads=1, rulebook=rulebook)
            (done / f"{os.getpid()}-{table['id'][0].as_py()}").touch()
            return answers

        killer = threading.Thread(target=kill_in_the_middle, args=(done, written, killed))
        started = time.monotonic()
        killer.start()
        data = ray.data.read_parquet(str(folder / "cases.parquet")).repartition(PARTS)
        data.map_batches(judged, batch_format="pyarrow", batch_size=None).write_parquet(str(folder / "answers"))
        seconds = time.monotonic() - started
        written.set()
        killer.join()
        assert killed, "no worker was killed in the middle"
        counts = cases.counted(folder / "answers", rows)
        told = f"Ray {ray.__version__}: {rows} rows in {seconds:.1f} s"
        print(f"{told}, a worker killed after {killed[0]} of {PARTS} pieces: {counts}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120_000)
