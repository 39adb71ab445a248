"""What Spark and Ray share: a checker that is made once in each worker, and tables with the columns of an archive."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from . import Checker, Comparison

_TEXT, _NUMBER = pa.string(), pa.int64()
_PLACE = {"start": _NUMBER, "end": _NUMBER, "line": _NUMBER, "column": _NUMBER}
_LISTS: dict[str, dict[str, Any]] = {
    "findings": {
        **dict.fromkeys(("id", "rule", "level", "message", "help", "words"), _TEXT),
        **_PLACE,
        **dict.fromkeys(("fix", "safety", "fingerprint", "elsewhere", "error"), _TEXT),
    },
    "quotes": {
        **dict.fromkeys(("id", "text", "speaker", "person", "source", "cue", "form", "verdict", "confidence"), _TEXT),
        "words": _NUMBER,
        **_PLACE,
        "error": _TEXT,
    },
    "names": {
        **dict.fromkeys(("id", "mention", "name", "kind", "role", "status"), _TEXT),
        **_PLACE,
        "error": _TEXT,
    },
}
_LISTS["notes"] = {**_LISTS["findings"], "notes": _TEXT}


def schema(what: str) -> Any:
    """The columns of a list: ``findings``, ``notes`` (findings, and notes to compare drafts by), ``quotes`` or ``names``."""
    return pa.schema(list(_LISTS[what].items()))


@dataclass(frozen=True)
class Wanted:
    """What is listed, and which columns hold what."""

    what: str
    text: str
    id: str
    meta: tuple[str, ...]
    extension: str

    def columns(self, known: Sequence[str]) -> list[str]:
        """The columns that are read, which must be among those ``known``."""
        wanted = list(dict.fromkeys([self.text, self.id, *(of.partition("=")[0] for of in self.meta)]))
        missing = [name for name in wanted if name not in known]
        if missing:
            raise ValueError(f"the table has no column {', '.join(missing)}; it has {', '.join(known)}")
        if self.extension not in {"txt", "md", "html"}:
            raise ValueError(f"{self.extension}: expected txt, md or html")
        return wanted


_made: dict[bytes, Checker] = {}


def pickled(checker: Checker | None) -> bytes:
    """A checker as it is sent to workers. Its day is that of the sender, so that all workers have the same."""
    return pickle.dumps(checker or Checker())


def made(state: bytes) -> Checker:
    """The checker, which this process makes once."""
    checker = _made.get(state)
    if checker is None:
        checker = pickle.loads(state)
        _made.clear()
        _made[state] = checker
    return checker


def listed(state: bytes, wanted: Wanted, rows: Any, threads: int = 1) -> Any:
    """The list of the rows of an Arrow table or batch, as an Arrow table."""
    table = rows if isinstance(rows, pa.Table) else pa.Table.from_batches([rows])
    checker, columns = made(state), (wanted.text, wanted.id, wanted.meta)
    match wanted.what:
        case "quotes":
            found = checker.quotes_batch(table, *columns, extension=wanted.extension, threads=threads)
        case "names":
            found = checker.names_batch(table, *columns, extension=wanted.extension, threads=threads)
        case what:
            found = checker.check_batch(
                table, *columns, extension=wanted.extension, threads=threads, notes=what == "notes"
            )
    return _as(wanted.what, found)


def compared(state: bytes, notes: Iterable[Any]) -> Any:
    """The findings between drafts, by columns of notes, as an Arrow table."""
    comparison = Comparison()
    for column in notes:
        comparison.add(note for note in column.to_pylist() if note is not None)
    return _as("findings", made(state).compare(comparison))


def _as(what: str, found: Any) -> Any:
    columns = schema(what)
    return pa.table(found).select(columns.names).cast(columns)
