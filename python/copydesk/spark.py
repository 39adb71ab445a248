"""Archives on Spark: each function takes a DataFrame with a draft in each row and gives a DataFrame.

>>> import copydesk.spark
>>> found = copydesk.spark.findings(spark.read.parquet("archive"), text="body", id="id", notes=True)
>>> found.write.parquet("findings")                         # one pass over the archive
>>> found = spark.read.parquet("findings")
>>> between = copydesk.spark.compare(found)                  # what only a comparison of drafts shows
>>> found.where("notes IS NULL").drop("notes").unionByName(between)

Each task works on one thread. The configuration, with packs and registers, is sent to each worker once, as a broadcast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from . import Checker
from ._workers import Wanted, compared, listed, pickled, schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["compare", "findings", "names", "quotations"]


def findings(
    drafts: DataFrame,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
    notes: bool = False,
) -> DataFrame:
    """The findings in the drafts of a DataFrame.

    :param drafts: a draft in each row.
    :param checker: the checker; without one, the default profile holds.
    :param text: the column with the text.
    :param id: the column that names a draft; ids must be unique.
    :param meta: columns that are metadata; ``"published_at=date"`` gives a column another name.
    :param extension: the format of the text: ``txt``, ``md`` or ``html``.
    :param notes: whether to add a row for each draft with the ``notes`` that :func:`compare` needs of it.

    Columns are those of :meth:`copydesk.Checker.check_batch` without ``row``; numbers are ``bigint``. A row that cannot be read
    gives a row with an ``error``, and the job goes on.
    """
    return _listed(drafts, checker, Wanted("notes" if notes else "findings", text, id, tuple(meta), extension))


def quotations(
    drafts: DataFrame,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
) -> DataFrame:
    """The quotations in the drafts and their speakers, as :meth:`copydesk.Checker.quotes_batch` has them."""
    return _listed(drafts, checker, Wanted("quotes", text, id, tuple(meta), extension))


def names(
    drafts: DataFrame,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
) -> DataFrame:
    """The people and organisations that the drafts mention, as :meth:`copydesk.Checker.names_batch` has them."""
    return _listed(drafts, checker, Wanted("names", text, id, tuple(meta), extension))


def compare(found: DataFrame, checker: Checker | None = None) -> DataFrame:
    """The findings between drafts, by the column ``notes`` of what :func:`findings` gave.

    ``found`` is best read from where it was written: otherwise Spark checks the drafts again. The notes of all drafts meet in one
    task; docs/archive.md says how much memory that needs.
    """
    state = _sent(found, checker)

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        yield from compared(state(), (batch.column(0) for batch in batches)).to_batches()

    notes = found.where("notes IS NOT NULL").select("notes").repartition(1)
    return notes.mapInArrow(run, _types("findings"))


def _listed(drafts: DataFrame, checker: Checker | None, wanted: Wanted) -> DataFrame:
    columns = wanted.columns(drafts.columns)
    state = _sent(drafts, checker)

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            yield from listed(state(), wanted, batch).to_batches()

    return drafts.select(*(f"`{name}`" for name in columns)).mapInArrow(run, _types(wanted.what))


def _sent(frame: DataFrame, checker: Checker | None) -> Callable[[], bytes]:
    """Gives a pickled checker in each worker."""
    state = pickled(checker)
    try:
        broadcast = frame.sparkSession.sparkContext.broadcast(state)
    except Exception:  # Spark Connect has no context, and sends the bytes with each task
        return lambda: state
    return lambda: broadcast.value


def _types(what: str) -> str:
    return ", ".join(f"`{of.name}` {'string' if str(of.type) == 'string' else 'bigint'}" for of in schema(what))
