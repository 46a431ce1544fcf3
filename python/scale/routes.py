"""Judges the same cases by every route on this machine, in one run: processor seconds a million, and equal counts.

Usage: routes.py PROGRAM [ROWS]
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cases
import duckdb
import greenlight.arrow
import greenlight.duckdb
import greenlight.pandas
import greenlight.polars
import polars
import pyarrow
import pyarrow.parquet

RULEBOOK = cases.RULEBOOK
ROWS_AT_ONCE = 65_536
"""So many rows of a frame stand in memory at a time."""

Counts = Counter[str | None]
# The memory of a program that was started, as it was looked at meanwhile.
PEAKS: list[float] = []


def readable() -> list[str]:
    """The cases that can be a line of a file."""
    return [case for case in cases.kinds() if case is not None and case != "{"]


def tables(file: Path) -> Iterator[pyarrow.Table]:
    """The rows of a file, some at a time."""
    batches = pyarrow.parquet.ParquetFile(file).iter_batches(ROWS_AT_ONCE)
    return (pyarrow.Table.from_batches([batch]) for batch in batches)


def by_arrow(file: Path, **options: Any) -> Counts:
    counts = Counts()
    for table in tables(file):
        judged = greenlight.arrow.check_batches(table.to_batches(), "case", rulebook=RULEBOOK, **options)
        for batch in judged:
            counts.update(batch["outcome"].to_pylist())
    return counts


def by_pandas(file: Path) -> Counts:
    counts = Counts()
    for table in tables(file):
        judged = greenlight.pandas.check(table.to_pandas(), "case", threads=1, rulebook=RULEBOOK)
        counts.update(None if outcome != outcome else outcome for outcome in judged["outcome"])
    return counts


def by_polars(file: Path) -> Counts:
    counts = Counts()
    for table in tables(file):
        frame = polars.from_arrow(table)
        assert isinstance(frame, polars.DataFrame)
        judged = greenlight.polars.check(frame, "case", threads=1, rulebook=RULEBOOK)
        counts.update(judged["outcome"].to_list())
    return counts


def by_duckdb(file: Path) -> Counts:
    connection = duckdb.connect(config={"threads": 1})
    greenlight.duckdb.register(connection, rulebook=RULEBOOK)
    query = 'select greenlight_check("case").outcome as outcome, count(*) from read_parquet($1) group by outcome'
    return Counts(dict(connection.execute(query, [str(file)]).fetchall()))


def by_shell(program: str, form: str, rows: int) -> Counts:
    """The program reads lines from a pipe, and its answers are counted as they come."""
    command = [program, "check", "--rulebook", RULEBOOK, "--lines", "--format", form, "-"]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert started.stdin and started.stdout
    lines = [case.encode() + b"\n" for case in readable()]

    def write(pipe: Any) -> None:
        with pipe:
            for row in range(rows):
                pipe.write(lines[row % len(lines)])
                if row % ROWS_AT_ONCE == 0:
                    PEAKS.append(peak_of(started.pid))

    writer = threading.Thread(target=write, args=(started.stdin,))
    writer.start()
    counts = Counts(json.loads(line).get("outcome") for line in started.stdout)
    writer.join()
    started.wait()
    return counts


def peak_of(process: int) -> float:
    """The most memory of a running process in MiB. What the system says of one that ended counts its parent's as well."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), default=0.0)


def measured(route: Callable[[], Counts], used: int) -> dict[str, Any]:
    """What a route takes in a process of its own, which is idle otherwise."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        started = time.monotonic()
        before = resource.getrusage(used)
        counts = route()
        after = resource.getrusage(used)
        took = {
            "counts": {str(outcome): count for outcome, count in counts.items()},
            "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "wall": time.monotonic() - started,
            "memory": max(PEAKS, default=after.ru_maxrss / 1024),
        }
        os.write(writing, json.dumps(took).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    assert told, "the route failed"
    return dict(json.loads(told))


def main(program: str, rows: int) -> None:
    print(f"{rows} cases a route on one thread each, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "cases.parquet"
        kinds = readable()
        schema = pyarrow.schema({"id": pyarrow.int64(), "case": pyarrow.string()})
        with pyarrow.parquet.ParquetWriter(file, schema) as writer:
            for start in range(0, rows, ROWS_AT_ONCE):
                ids = range(start, min(start + ROWS_AT_ONCE, rows))
                columns = {"id": ids, "case": [kinds[row % len(kinds)] for row in ids]}
                writer.write_table(pyarrow.table(columns, schema=schema))
        itself, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        routes: dict[str, tuple[Callable[[], Counts], int]] = {
            "wheel, outcomes": (lambda: by_arrow(file), itself),
            "wheel, reports": (lambda: by_arrow(file, report=True), itself),
            "pandas": (lambda: by_pandas(file), itself),
            "Polars": (lambda: by_polars(file), itself),
            "DuckDB": (lambda: by_duckdb(file), itself),
            "shell, outcomes": (lambda: by_shell(program, "outcome", rows), children),
            "shell, reports": (lambda: by_shell(program, "json", rows), children),
        }
        expected = None
        for name, (route, used) in routes.items():
            took = measured(route, used)
            expected = expected or took["counts"]
            assert took["counts"] == expected, f"{name}: {took['counts']}, not {expected}"
            million = took["cpu"] / rows * 1_000_000
            print(f"{name:16} {million:7.1f} CPU-s a million {took['wall']:8.1f} s {took['memory']:6.0f} MiB", flush=True)
        print(f"the same counts by every route: {expected}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
