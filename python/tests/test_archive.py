"""An archive gives the same findings by the program, in one table, on Spark and on Ray, also where a worker is killed.

``COPYDESK_DRAFTS`` says how many drafts are made from templates; the drafts in seeds/ are added.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from archive import drafts
from test_checker import SEEDS, text_of

import copydesk
from copydesk.__main__ import find

COUNT = int(os.environ.get("COPYDESK_DRAFTS", "400"))
REGISTER = 'kind = "person"\nnames = ["Elin Engström", "Karl Ziegelmann"]\n'
KEYS = ("id", "rule", "level", "message", "help", "words", "start", "end", "line", "column", "fix", "safety", "fingerprint", "elsewhere")


@pytest.fixture(scope="session", autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Workers look for modules in the current folder first: in ``python/``, that is copydesk without its compiled module."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    yield
    os.chdir(before)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with a pack and a register, which workers do not have."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "copydesk.toml").write_text('extends = ["news", "house.toml"]\n[register]\nfiles = ["people.toml"]\n')
    (folder / "people.toml").write_text(REGISTER, encoding="utf-8")
    (folder / "house.toml").write_text(
        '[[rule]]\nid = "house/crowns"\nkind = "terms"\nlevel = "warning"\nmessage = "write {replacement}"\n'
        'terms = { "crowns" = "kroner" }\nbad = ["It cost ten [[crowns]]."]\ngood = ["It cost ten kroner."]\n'
    )
    return folder / "copydesk.toml"


@pytest.fixture(scope="session")
def checker(house: Path) -> copydesk.Checker:
    import datetime

    return copydesk.Checker(house, today=datetime.date(2026, 6, 1))


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    seeds = [{"id": str(path), "body": text_of(path), "section": "Seeds", "day": "2026-01-01"} for path in SEEDS]
    return [*drafts(COUNT), *seeds]


@pytest.fixture(scope="session")
def table(rows: list[dict[str, str]]) -> pa.Table:
    return pa.Table.from_pylist(rows)


def flat(of: dict[str, Any]) -> str:
    """A finding as a line, so that findings can be sorted and compared byte for byte."""
    return json.dumps([of[key] for key in KEYS], ensure_ascii=False)


def from_program(line: str, prefix: str) -> Iterator[dict[str, Any]]:
    """The findings in a line of ``--format jsonl``, with the columns of a table."""
    file = json.loads(line)
    for of in file["diagnostics"]:
        [label, *_], fix = of["labels"], of["fix"]
        start, end = label["start"], label["end"]
        edits = fix["edits"] if fix else []
        one = len(edits) == 1 and (edits[0]["start"], edits[0]["end"]) == (start["byte"], end["byte"])
        places = [{**place, "path": place["path"].removeprefix(prefix)} for place in of["elsewhere"]]
        yield {
            **{key: of[key] for key in ("rule", "level", "message", "help", "fingerprint")},
            "id": file["path"].removeprefix(prefix),
            "words": label["snippet"],
            "start": start["byte"], "end": end["byte"], "line": start["line"], "column": start["column"],
            "fix": edits[0]["text"] if one else None,
            "safety": fix and fix["safety"],
            "elsewhere": json.dumps(places, ensure_ascii=False) if places else None,
        }  # fmt: skip


def same_places(of: dict[str, Any]) -> dict[str, Any]:
    """The same with its other places written as :func:`from_program` writes them."""
    keys = ("path", "line", "column", "snippet")
    places = [{key: place[key] for key in keys} for place in json.loads(of["elsewhere"] or "[]")]
    return {**of, "elsewhere": json.dumps(places, ensure_ascii=False) if places else None}


@pytest.fixture(scope="session")
def expected(rows: list[dict[str, str]], house: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the program finds in the rows, in them and between them, sorted."""
    here = tmp_path_factory.mktemp("rows")
    (here / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    common = ["--config", str(house), "--format", "jsonl", "--quiet", "--today", "2026-06-01"]
    options = ["--text-field", "body", "--id-field", "id", "--meta-field", "section", "--meta-field", "day=date"]

    def program(*arguments: str) -> list[str]:
        done = subprocess.run([find(), *arguments], cwd=here, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        found = (from_program(line, "rows.jsonl#") for line in done.stdout.decode().splitlines())
        return [flat(of) for file in found for of in file]

    inside = program("check", *common, *options, "--notes", "notes.jsonl", "rows.jsonl")
    between = program("compare", *common, "notes.jsonl")
    assert between if COUNT >= 400 else True
    assert any("house/crowns" in line for line in inside)
    return sorted(inside + between)


META = ["section", "day=date"]


def lines(*found: Any) -> list[str]:
    """The findings of tables, sorted."""
    every = [of for table in found for of in pa.table(table).to_pylist()]
    assert not [of["error"] for of in every if of["error"]]
    return sorted(flat(same_places(of)) for of in every if of["rule"] is not None)


def test_a_table(table: pa.Table, checker: copydesk.Checker, expected: list[str]) -> None:
    found = pa.table(checker.check_batch(table, id="id", meta=META, notes=True))
    notes = found.column("notes").drop_null().to_pylist()
    assert len(notes) == table.num_rows
    assert lines(found, checker.compare(copydesk.Comparison(notes))) == expected


# The rules that compare drafts with each other.
ACROSS = ['"names/across-drafts"', '"attribution/two-speakers"']


def test_each_draft_alone(rows: list[dict[str, str]], checker: copydesk.Checker, expected: list[str]) -> None:
    sample = random.Random(1).sample(rows, min(len(rows), 200))
    given = [copydesk.Draft(row["body"], row["id"] + ".txt", {"section": row["section"], "date": row["day"]}) for row in sample]
    found = [of.fingerprint for findings in checker.check_many(given) for of in findings]
    ids = {row["id"] for row in sample}
    wanted = [json.loads(line) for line in expected if json.loads(line)[0] in ids and not any(rule in line for rule in ACROSS)]
    assert sorted(found) == sorted(line[KEYS.index("fingerprint")] for line in wanted)


def test_any_partition(table: pa.Table, checker: copydesk.Checker, expected: list[str]) -> None:
    found = pa.table(checker.check_batch(table, id="id", meta=META, notes=True))
    notes = found.column("notes").drop_null().to_pylist()
    wanted = pa.table(checker.compare(copydesk.Comparison(notes)))
    rng = random.Random(18)
    for _ in range(20):
        parts = [copydesk.Comparison() for _ in range(rng.randrange(1, 9))]
        rng.shuffle(notes)
        for part in parts:
            part.add(note for note in notes if rng.random() < 0.3)
        parts.append(copydesk.Comparison(notes[::2]))
        parts.append(pickle.loads(pickle.dumps(copydesk.Comparison(notes[1::2]))))
        rng.shuffle(parts)
        merged = parts.pop()
        for part in parts:
            merged = part.merge(merged)
        assert len(merged) == len(notes)
        assert pa.table(checker.compare(merged)) == wanted
    with pytest.raises(ValueError, match="not a note"):
        copydesk.Comparison(["{}"])


def test_a_checker_is_sent_with_its_files(checker: copydesk.Checker, house: Path) -> None:
    sent = pickle.dumps(checker)
    moved = house.with_name("gone.toml")
    house.rename(moved)
    try:
        found = pickle.loads(sent).check("It cost ten crowns.", "a.txt")
    finally:
        moved.rename(house)
    assert "house/crowns" in {of.rule for of in found}


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    # Workers would use the first Python of the path, which may not be the one that has copydesk.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2,4]").appName("copydesk")
    session = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "3").getOrCreate()
    yield session
    session.stop()


def on_spark(spark: Any, table: pa.Table, checker: copydesk.Checker, folder: Path, between: Callable[[], None] = lambda: None) -> list[str]:
    """The findings of 7 partitions, written as Parquet, and those between drafts."""
    from copydesk import spark as archive

    frame = spark.createDataFrame(table).repartition(7)
    watch = threading.Thread(target=between)
    watch.start()
    archive.findings(frame, checker, meta=META, notes=True).write.parquet(str(folder))
    watch.join()
    found = spark.read.parquet(str(folder))
    assert found.where("notes IS NOT NULL").count() == table.num_rows
    return lines(found.drop("notes").toArrow(), archive.compare(found, checker).toArrow())


def test_spark(spark: Any, table: pa.Table, checker: copydesk.Checker, expected: list[str], tmp_path: Path) -> None:
    assert on_spark(spark, table, checker, tmp_path / "found") == expected


def children(of: int) -> list[int]:
    """The processes that a process started, with theirs."""
    found = Path(f"/proc/{of}/task").glob("*/children")
    direct = [int(child) for path in found for child in path.read_text().split()]
    return direct + [child for one in direct for child in children(one)]


def test_spark_after_a_worker_is_killed(
    spark: Any, table: pa.Table, checker: copydesk.Checker, expected: list[str], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill() -> None:
        """Kills a worker while it works: one that has used some time of a processor."""
        for _ in range(3_000):
            for process in children(os.getpid()):
                try:
                    command = Path(f"/proc/{process}/cmdline").read_bytes()
                    used = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11])
                except OSError:
                    continue
                if b"pyspark.daemon" in command and not children(process) and used > before.get(process, 0) + 20:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)
                    return
            time.sleep(0.01)

    before: dict[int, int] = {}
    for process in children(os.getpid()):
        before[process] = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11])
    found = on_spark(spark, table, checker, tmp_path / "found", kill)
    assert killed, "no worker was killed"
    assert found == expected


def test_spark_lists_and_bad_rows(spark: Any) -> None:
    from copydesk import spark as archive

    frame = spark.createDataFrame([("a", "“No,” said Ida Moen, the keeper."), ("b", None), (None, "Send an e-mail.")], "id string, body string")
    errors = {row["id"]: row["error"] for row in archive.findings(frame).where("error IS NOT NULL").collect()}
    assert errors == {"b": "the text is missing", None: "the id is missing"}
    [quote] = archive.quotations(frame).where("error IS NULL").collect()
    assert (quote["person"], quote["line"]) == ("Ida Moen", 1)
    assert [row["mention"] for row in archive.names(frame).where("error IS NULL").collect()] == ["Ida Moen"]
    with pytest.raises(ValueError, match="the table has no column words; it has id, body"):
        archive.findings(frame, text="words")


@pytest.fixture(scope="session")
def ray_data() -> Iterator[Any]:
    ray = pytest.importorskip("ray")
    data = pytest.importorskip("ray.data")
    # Workers find the tests, as they find a program's own modules.
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": str(Path(__file__).parent)}})
    data.DataContext.get_current().enable_progress_bars = False
    yield data
    ray.shutdown()


def test_ray(ray_data: Any, table: pa.Table, checker: copydesk.Checker, expected: list[str], tmp_path: Path) -> None:
    from copydesk import ray as archive

    dataset = ray_data.from_arrow(table).repartition(3)
    archive.findings(dataset, checker, meta=META, notes=True).write_parquet(str(tmp_path))
    found = ray_data.read_parquet(str(tmp_path))
    inside = [pa.table(of) for of in found.drop_columns(["notes"]).iter_batches(batch_size=None, batch_format="pyarrow")]
    between = [pa.table(of) for of in archive.compare(found, checker).iter_batches(batch_size=None, batch_format="pyarrow")]
    assert lines(*inside, *between) == expected


def test_ray_lists_and_bad_rows(ray_data: Any) -> None:
    from copydesk import ray as archive

    dataset = ray_data.from_items([{"id": "a", "body": "“No,” said Ida Moen, the keeper."}, {"id": "b", "body": None}])
    assert [row["error"] for row in archive.findings(dataset).take_all() if row["error"]] == ["the text is missing"]
    assert [row["person"] for row in archive.quotations(dataset).take_all() if not row["error"]] == ["Ida Moen"]
    assert [row["mention"] for row in archive.names(dataset).take_all() if not row["error"]] == ["Ida Moen"]
    with pytest.raises(ValueError, match="the table has no column words"):
        archive.findings(dataset, text="words")

