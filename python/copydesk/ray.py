"""Archives on Ray: each function takes a dataset with a draft in each row and gives a dataset.

>>> import copydesk.ray
>>> found = copydesk.ray.findings(ray.data.read_parquet("archive"), text="body", id="id", notes=True)
>>> found.write_parquet("findings")                         # one pass over the archive
>>> found = ray.data.read_parquet("findings")
>>> between = copydesk.ray.compare(found)                    # what only a comparison of drafts shows

Each task works on one thread. The configuration, with packs and registers, is put into Ray's store once, and each worker makes a
checker of it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ray
import ray.data

from . import Checker
from ._workers import Wanted, compared, listed, pickled

__all__ = ["compare", "findings", "names", "quotations"]


def findings(
    drafts: ray.data.Dataset,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
    notes: bool = False,
    **options: Any,
) -> ray.data.Dataset:
    """The findings in the drafts of a dataset. Parameters and columns as of :func:`copydesk.spark.findings`.

    :param options: further arguments of ``map_batches``, such as ``batch_size`` (rows; a block without it) or ``num_cpus``.
    """
    wanted = Wanted("notes" if notes else "findings", text, id, tuple(meta), extension)
    return _listed(drafts, checker, wanted, options)


def quotations(
    drafts: ray.data.Dataset,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
    **options: Any,
) -> ray.data.Dataset:
    """The quotations in the drafts and their speakers, as :meth:`copydesk.Checker.quotes_batch` has them."""
    return _listed(drafts, checker, Wanted("quotes", text, id, tuple(meta), extension), options)


def names(
    drafts: ray.data.Dataset,
    checker: Checker | None = None,
    *,
    text: str = "body",
    id: str = "id",
    meta: Sequence[str] = (),
    extension: str = "txt",
    **options: Any,
) -> ray.data.Dataset:
    """The people and organisations that the drafts mention, as :meth:`copydesk.Checker.names_batch` has them."""
    return _listed(drafts, checker, Wanted("names", text, id, tuple(meta), extension), options)


def compare(found: ray.data.Dataset, checker: Checker | None = None) -> ray.data.Dataset:
    """The findings between drafts, by the column ``notes`` of what :func:`findings` gave.

    The notes of all drafts meet in the calling process; docs/archive.md says how much memory that needs.
    """
    batches: Iterable[Any] = found.select_columns(["notes"]).iter_batches(batch_size=None, batch_format="pyarrow")
    notes = (batch.column("notes") for batch in batches)
    return ray.data.from_arrow(compared(pickled(checker), notes))


def _listed(
    drafts: ray.data.Dataset, checker: Checker | None, wanted: Wanted, options: dict[str, Any]
) -> ray.data.Dataset:
    columns = wanted.columns(drafts.columns() or [])
    options.setdefault("batch_size", None)
    state = ray.put(pickled(checker))
    work: Callable[..., Any] = _batch
    return drafts.select_columns(columns).map_batches(
        work, batch_format="pyarrow", fn_kwargs={"state": state, "wanted": wanted}, **options
    )


def _batch(rows: Any, state: Any, wanted: Wanted) -> Any:
    return listed(ray.get(state) if isinstance(state, ray.ObjectRef) else state, wanted, rows)
