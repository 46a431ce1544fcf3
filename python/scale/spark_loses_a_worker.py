"""Judges many cases in Spark, standalone with two workers, of which one is killed in the middle: equal counts, and no row twice.

Usage: spark_loses_a_worker.py [ROWS]
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cases
import greenlight.spark
import pyspark
from pyspark.sql import DataFrame, SparkSession

PARTS = 48
"""So many pieces of work, of which a third is done when the worker is killed."""


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
            answers = greenlight.spark.check(frame, "case", rulebook=cases.RULEBOOK)
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
    spark_at, worker = f"spark://127.0.0.1:{(at := port())}", "org.apache.spark.deploy.worker.Worker"
    master = ("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(at), "--webui-port", str(port()))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(daemon(*master))
        one = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), spark_at)
        workers = [stack.enter_context(daemon(worker, "--webui-port", str(port()), *one)) for _ in range(2)]
        cases.write(folder / "cases.parquet", rows, PARTS)
        builder = SparkSession.builder.master(spark_at).appName("greenlight").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        spark = builder.config("spark.executor.memory", "512m").config("spark.cores.max", "2").getOrCreate()
        stack.callback(spark.stop)
        frame = spark.read.parquet(str(folder / "cases.parquet")).repartition(PARTS, "id")

        started = time.monotonic()
        done = judged(frame, folder / "answers", spark, workers[1])
        seconds = time.monotonic() - started
        assert workers[1].poll() is not None and done < PARTS, "no worker was killed in the middle"

        counts = cases.counted(folder / "answers", rows)
        told = f"Spark {pyspark.__version__}: {rows} rows in {seconds:.1f} s"
        print(f"{told}, a worker killed after {done} of {PARTS} pieces: {counts}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120_000)
