"""Judges many cases in Spark, standalone with two workers, of which one is killed in the middle: equal counts, and no row twice.

Usage: lost_worker.py [ROWS]
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import greenlight.arrow
import greenlight.spark
import pyarrow
import pyarrow.parquet
import pyspark
from pyspark.sql import DataFrame, SparkSession

GOLDEN = Path(__file__).parents[2] / "core" / "src" / "rules" / "golden.json"
PARTS = 48
"""So many pieces of work, of which a third is done when the worker is killed."""


def kinds() -> list[str | None]:
    """Cases that are ready, blocked, in need of facts, unreadable and missing."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    image = golden["request"]["create-machine"]["image"]
    changed = [
        golden,
        {**golden, "images": {**golden["images"], image: {**golden["images"][image], "generation": 1}}},
        {**golden, "tenant": {}},
        {**golden, "images": {**golden["images"], image: {"generatoin": 1}}},
    ]
    return [*(json.dumps(case) for case in changed), "{", None]


def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def daemon(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A daemon of Spark and whatever it starts, in a group of processes of its own."""
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with tempfile.TemporaryFile() as log:
        started = subprocess.Popen([program, *arguments], stdout=log, stderr=log, start_new_session=True)
        try:
            yield started
        finally:
            kill(started)


def kill(daemon: subprocess.Popen[bytes]) -> None:
    """Ends a daemon, and its executors, at once."""
    if daemon.poll() is None:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()


def kill_in_the_middle(spark: SparkSession, worker: subprocess.Popen[bytes], written: threading.Event) -> int:
    """Kills the worker once a third of the work is done; how much that was."""
    tracker = spark.sparkContext.statusTracker()
    while not written.is_set():
        for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
            if stage is not None and stage.numTasks == PARTS and stage.numCompletedTasks >= PARTS // 3:
                kill(worker)
                return int(stage.numCompletedTasks)
        time.sleep(0.02)
    return PARTS


def judged(frame: DataFrame, folder: Path, spark: SparkSession, worker: subprocess.Popen[bytes]) -> int:
    """Judges the frame into files, and kills the worker meanwhile; how many pieces were done by then."""
    written, raised = threading.Event(), list[BaseException]()

    def write() -> None:
        try:
            answers = greenlight.spark.check(frame, "case", rulebook="2024-01-24")
            answers.select("id", "outcome", "codes", "error").write.parquet(str(folder))
        except BaseException as error:
            raised.append(error)
        finally:
            written.set()

    writer = threading.Thread(target=write)
    writer.start()
    done = kill_in_the_middle(spark, worker, written)
    writer.join()
    if raised:
        raise raised[0]
    return done


def main(rows: int) -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    cases = kinds()
    expected: Counter[str | None] = Counter()
    answers = greenlight.arrow.check(pyarrow.array(cases), rulebook="2024-01-24")["outcome"].to_pylist()
    for kind, outcome in enumerate(answers):
        expected[outcome] += len(range(kind, rows, len(cases)))
    assert len(expected) == 4, expected

    spark_at, worker = f"spark://127.0.0.1:{(at := port())}", "org.apache.spark.deploy.worker.Worker"
    master = ("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(at), "--webui-port", str(port()))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(daemon(*master))
        one = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), spark_at)
        workers = [stack.enter_context(daemon(worker, "--webui-port", str(port()), *one)) for _ in range(2)]
        ids = range(rows)
        table = pyarrow.table({"id": ids, "case": [cases[row % len(cases)] for row in ids]})
        pyarrow.parquet.write_table(table, folder / "cases.parquet", row_group_size=max(1, rows // PARTS))
        builder = SparkSession.builder.master(spark_at).appName("greenlight").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        spark = builder.config("spark.executor.memory", "512m").config("spark.cores.max", "2").getOrCreate()
        stack.callback(spark.stop)
        frame = spark.read.parquet(str(folder / "cases.parquet")).repartition(PARTS, "id")

        started = time.monotonic()
        done = judged(frame, folder / "answers", spark, workers[1])
        seconds = time.monotonic() - started
        assert workers[1].poll() is not None and done < PARTS, "no worker was killed in the middle"

        found = pyarrow.parquet.read_table(folder / "answers")
        counts = Counter(found["outcome"].to_pylist())
        assert counts == expected, f"{counts}, not {expected}"
        assert sorted(found["id"].to_pylist()) == list(ids), "a row is there twice, or not at all"
        assert found["error"].null_count == sum(count for outcome, count in counts.items() if outcome is not None)
        print(f"{rows} rows in {seconds:.1f} s, a worker killed after {done} of {PARTS} pieces: {dict(counts)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120_000)
