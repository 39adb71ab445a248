"""How fast each way checks the same drafts, in one run: ``python throughput.py drafts.jsonl [COUNT]``.

For each way: drafts in a second, drafts in a second of processor time, and the memory of the largest process that checks. The time
in which an engine starts is left out; a first part of the drafts warms it up.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from test_archive import children

import copydesk
from copydesk.__main__ import find

TICKS = os.sysconf("SC_CLK_TCK")


def processor(processes: list[int]) -> dict[int, float]:
    """Seconds of processor time that each process has used."""
    used = {}
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        used[process] = (int(fields[11]) + int(fields[12])) / TICKS
    return used


def peak(processes: list[int]) -> float:
    """The most memory that one of the processes has had, in MB."""
    most = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/status").read_text().splitlines()
        except OSError:
            continue
        most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return most / 1024


def measured(name: str, count: int, work: Callable[[], Any], is_worker: Callable[[bytes], bool] | None = None) -> None:
    """Does the work and prints a row; without ``is_worker``, it is done by this process or one that it starts and waits for."""
    everyone = [os.getpid(), *children(os.getpid())]
    before, mine = processor(everyone), resource.getrusage(resource.RUSAGE_CHILDREN)
    seen: dict[int, float] = {}
    memory, stop = [0.0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.05):
            processes = children(os.getpid())
            seen.update(processor(processes))
            if is_worker:
                def command(of: int) -> bytes:
                    try:
                        return Path(f"/proc/{of}/cmdline").read_bytes()
                    except OSError:
                        return b""

                processes = [of for of in processes if is_worker(command(of))]
            memory[0] = max(memory[0], peak(processes or [os.getpid()]))

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    stop.set()
    watcher.join()
    seen[os.getpid()] = processor([os.getpid()])[os.getpid()]
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = waited.ru_utime + waited.ru_stime - mine.ru_utime - mine.ru_stime if is_worker is None else 0.0
    used += sum(time - before.get(of, 0.0) for of, time in seen.items() if is_worker or of == os.getpid())
    print(f"{name:<24} {count / took:>10.0f} {count / used:>22.0f} {memory[0]:>10.0f}", flush=True)


def main() -> None:
    path = Path(sys.argv[1]).resolve()
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, int(sys.argv[2]) if len(sys.argv) > 2 else None)]
    count, table = len(rows), pa.Table.from_pylist(rows)
    first = table.slice(0, min(count, 500))
    checker = copydesk.Checker()
    folder = Path(tempfile.mkdtemp())
    part = folder / "drafts.jsonl"
    part.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{'':<24} {'drafts/s':>10} {'drafts/s of processor':>22} {'MB':>10}")

    def program(threads: int) -> None:
        options = ["--no-config", "--text-field", "body", "--id-field", "id", "--format", "jsonl"]
        environment = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
        with open(os.devnull, "wb") as out:
            subprocess.run([find(), "check", *options, str(part)], stdout=out, stderr=out, env=environment, check=False)

    def ways() -> None:
        for threads in (1, 2):
            measured(f"program, {threads} threads", count, lambda n=threads: program(n))  # type: ignore[misc]
            batch = lambda n=threads: pa.table(checker.check_batch(table, id="id", threads=n))  # noqa: E731
            measured(f"check_batch, {threads} threads", count, batch)

    pa.table(checker.check_batch(first, id="id"))
    ways()
    drafts = [copydesk.Draft(row["body"], row["id"]) for row in rows]
    measured("check_many, 2 threads", count, lambda: sum(1 for _ in checker.check_many(drafts, threads=2)))

    from pyspark.sql import SparkSession

    from copydesk import spark as archive

    # Workers would use the first Python of the path, which may not be the one that has copydesk.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.createDataFrame(table).repartition(7).cache()
    frame.count()
    on_spark = lambda of: archive.findings(of).write.format("noop").mode("overwrite").save()  # noqa: E731
    on_spark(spark.createDataFrame(first).repartition(2))
    measured("Spark, local[2,4]", count, lambda: on_spark(frame), lambda command: b"pyspark.daemon" in command)
    spark.stop()

    import ray
    import ray.data

    from copydesk import ray as dataset

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    blocks = ray.data.from_arrow(table).repartition(8).materialize()
    dataset.findings(ray.data.from_arrow(first).repartition(2)).materialize()
    measured("Ray, 2 processors", count, lambda: dataset.findings(blocks).materialize(), lambda command: b"ray::" in command)
    ray.shutdown()


if __name__ == "__main__":
    main()
