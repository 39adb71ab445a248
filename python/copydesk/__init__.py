"""copydesk for Python: an editorial linter and attribution checker.

>>> import copydesk
>>> checker = copydesk.Checker()
>>> [found.rule for found in checker.check("Send the desk an e-mail.") if found.level == "warning"]
['style/preferred-terms']

Places are counted as the program counts them: bytes of the draft in UTF-8 from 0, lines and columns from 1, and a column is a
character (a Unicode scalar value).
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, Protocol

from . import _copydesk

__all__ = [
    "ArrowStream",
    "Checker",
    "Comparison",
    "Draft",
    "Edit",
    "Finding",
    "Fix",
    "Label",
    "Name",
    "Place",
    "Quotation",
]

__version__: str = _copydesk.__version__

Level = Literal["note", "warning", "error"]
Metadata = Mapping[str, Any]


class ArrowStream(Protocol):
    """A table that supports the Arrow PyCapsule interface, as those of pyarrow, Polars, DuckDB and pandas do."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a draft."""

    byte: int
    """Bytes of the draft in UTF-8 before it."""
    line: int
    """Its line, from 1."""
    column: int
    """Its column, from 1, in characters."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words to which a finding points."""

    primary: bool
    """Whether it is what the finding is about."""
    text: str
    """What is said about the words."""
    snippet: str
    """The words, as the draft has them."""
    start: Place
    """Where they begin."""
    end: Place
    """Where they end; the place itself is not part of them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that replaces bytes of a draft."""

    start: int
    """The first byte that is replaced."""
    end: int
    """One past the last byte that is replaced."""
    text: str
    """What stands there instead."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to correct what was found."""

    title: str
    """What it does."""
    safety: Literal["safe", "suggested"]
    """Whether it can be made without review."""
    edits: tuple[Edit, ...]
    """What it changes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a copy desk would question."""

    path: str
    """The name of the draft."""
    rule: str
    """The id of the rule: ``style/preferred-terms``."""
    level: Level
    """How much it matters."""
    message: str
    """What is wrong."""
    why: str | None
    """Why it matters to a reader."""
    help: str | None
    """What to do."""
    url: str | None
    """Where to read more."""
    labels: tuple[Label, ...]
    """The words that it is about, and others that belong to them; the first is what it is about."""
    fix: Fix | None
    """A way to correct it."""
    fingerprint: str
    """Stays the same where lines move."""
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The finding in version 1 of the JSON format."""

    @property
    def words(self) -> str:
        """The words that it is about."""
        return self.labels[0].snippet

    @property
    def start(self) -> Place:
        """Where the words begin."""
        return self.labels[0].start

    @property
    def end(self) -> Place:
        """Where the words end."""
        return self.labels[0].end

    def to_dict(self) -> dict[str, Any]:
        """The finding as a dictionary: version 1 of the JSON format, as ``copydesk check --format json`` writes it."""
        return dict(self.raw)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, and who said it."""

    path: str
    """The name of the draft."""
    text: str
    """The quotation with its marks, as the draft has it."""
    start: int
    """Its first byte."""
    end: int
    """One past its last byte."""
    line: int
    """Its line, from 1."""
    column: int
    """Its column, from 1, in characters."""
    words: int
    """How many words it has."""
    form: str
    """``speech``, ``title``, ``term``, ``scare`` or ``block``."""
    verdict: str | None
    """``sourced``, ``unsourced`` or ``unsure``; of speech and blocks only."""
    confidence: str | None
    """How far to trust the source: ``high``, ``medium`` or ``low``."""
    source: str | None
    """The words that name the source."""
    person: str | None
    """The full name that they stand for."""
    cue: str | None
    """The words that tie the source to the quotation."""
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The quotation in version 1 of the JSON format."""

    @property
    def speaker(self) -> str | None:
        """The full name if it is known, else the words that name the source."""
        return self.person or self.source

    def to_dict(self) -> dict[str, Any]:
        """The quotation as a dictionary, as ``copydesk quotes --format json`` writes it."""
        return dict(self.raw)


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an organisation that a draft names."""

    path: str
    """The name of the draft."""
    kind: str
    """``person`` or ``organisation``."""
    name: str
    """The name in full, as first given."""
    title: str | None
    """Title or role, as first given."""
    status: str
    """What the register says: ``verified``, ``known`` or ``unknown``."""
    forms: Mapping[str, tuple[Place, ...]]
    """Each form with the places where it begins."""
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The name in version 1 of the JSON format."""

    def to_dict(self) -> dict[str, Any]:
        """The name as a dictionary, as ``copydesk names --format json --by-draft`` writes it."""
        return dict(self.raw)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft for :meth:`Checker.check_many`."""

    text: str
    """The text."""
    name: str = "draft.txt"
    """Its name, whose extension says the format: ``.txt``, ``.md``, ``.html``."""
    metadata: Metadata | None = None
    """Fields that the draft itself does not set: ``{"type": "opinion"}``."""


class Comparison:
    """Drafts that are compared with each other, by notes that :meth:`Checker.check_batch` kept of them.

    It is a set: the order in which notes are added does not matter, and notes that are added twice count once. So parts of an
    archive can be checked anywhere, again after a failure, and put together in any order.
    """

    def __init__(self, notes: Iterable[str] = ()) -> None:
        self._comparison = _copydesk.Comparison()
        self.add(notes)

    def add(self, notes: Iterable[str]) -> None:
        """Adds notes, each a line of JSON.

        :raises ValueError: if a text does not hold notes; none of ``notes`` is then added.
        """
        self._comparison.add(list(notes))

    def merge(self, other: Comparison) -> Comparison:
        """The drafts of both."""
        return Comparison([*self.notes(), *other.notes()])

    def notes(self) -> list[str]:
        """The notes of all drafts as lines of JSON, sorted: the same drafts give the same lines."""
        return self._comparison.notes()

    def __len__(self) -> int:
        return self._comparison.count()

    def __reduce__(self) -> tuple[type[Comparison], tuple[list[str]]]:
        return (Comparison, (self.notes(),))


class Checker:
    """Checks drafts by one configuration, on any number of threads.

    A checker can be pickled: its configuration, packs and registers go with it, so that a worker needs no files.

    :param config: the path of a ``copydesk.toml``; without one, the default profile holds, as with ``--no-config``.
    :param packs: further packs, by name or file.
    :param registers: further registers of names, by file.
    :param levels: levels of rules, families or packs: ``{"style": "off", "names": "error"}``.
    :param today: the day by which allowances end and embargoes pass; without one, today in UTC.
    :raises ValueError: if the configuration or a pack cannot be found. Mistakes within them are :attr:`problems`.
    """

    def __init__(
        self,
        config: str | os.PathLike[str] | None = None,
        *,
        packs: Sequence[str] = (),
        registers: Sequence[str] = (),
        levels: Mapping[str, str] | None = None,
        today: datetime.date | None = None,
    ) -> None:
        configuration = None
        if config is not None:
            path = os.fspath(config)
            with open(path, encoding="utf-8") as file:
                configuration = (path, file.read())
        day = today or datetime.datetime.now(datetime.UTC).date()
        self._made_of = (configuration, list(packs), list(registers), list((levels or {}).items()), day.isoformat())
        self._checker = _copydesk.Checker(*self._made_of, None)

    def __getstate__(self) -> tuple[_MadeOf, list[_copydesk.File]]:
        return (self._made_of, self._checker.files())

    def __setstate__(self, state: tuple[_MadeOf, list[_copydesk.File]]) -> None:
        self._made_of, files = state
        self._checker = _copydesk.Checker(*self._made_of, files)

    @property
    def problems(self) -> list[str]:
        """Mistakes in the configuration, packs and registers; everything that was understood applies."""
        return self._checker.problems()

    def check(self, text: str, name: str = "draft.txt", metadata: Metadata | None = None) -> list[Finding]:
        """The findings in a draft, in order of their place.

        :param text: the text of the draft.
        :param name: its name, whose extension says the format. Paths of the configuration are matched against it.
        :param metadata: fields that the draft itself does not set.
        """
        return list(_findings(self._checker.check(_draft(text, name, metadata))))

    def quotes(self, text: str, name: str = "draft.txt", metadata: Metadata | None = None) -> list[Quotation]:
        """The quotations of a draft and their speakers, in order. Parameters as of :meth:`check`."""
        sheet = json.loads(self._checker.quotes(_draft(text, name, metadata)))
        return [_quotation(name, of) for of in sheet["files"][0]["quotes"]]

    def names(self, text: str, name: str = "draft.txt", metadata: Metadata | None = None) -> list[Name]:
        """The people and organisations that a draft names, in order. Parameters as of :meth:`check`."""
        sheet = json.loads(self._checker.names(_draft(text, name, metadata)))
        return [_name(name, of) for of in sheet["files"][0]["names"]]

    def fix(
        self, text: str, name: str = "draft.txt", metadata: Metadata | None = None, *, suggested: bool = False
    ) -> str:
        """The draft with its safe fixes made, and with the suggested ones too if ``suggested`` is true."""
        return self._checker.fix(_draft(text, name, metadata), suggested)

    def report(self, drafts: Iterable[Draft], form: str = "json") -> str:
        """A report of drafts in a form of the program: ``json``, ``short``, ``html``, ``sarif``, ``csv`` and others."""
        return self._checker.report([_draft(of.text, of.name, of.metadata) for of in drafts], form)

    def check_many(self, drafts: Iterable[Draft], threads: int = 0, window: int = 1024) -> Iterator[list[Finding]]:
        """The findings of each draft, in the order of ``drafts``.

        Drafts are checked without Python's lock, on ``threads`` threads (0 is one for each core), ``window`` drafts at a time.
        """
        rest = iter(drafts)
        while part := [_draft(of.text, of.name, of.metadata) for of in islice(rest, window)]:
            for report in self._checker.check_many(part, threads):
                yield list(_findings(report))

    def check_batch(
        self,
        table: ArrowStream,
        text: str = "body",
        id: str | None = None,
        meta: Sequence[str] = (),
        *,
        extension: str = "txt",
        threads: int = 0,
        notes: bool = False,
    ) -> ArrowStream:
        """The findings in the rows of a table, as a table.

        Both are Arrow tables by the PyCapsule interface: ``pyarrow.table(result)`` and ``polars.from_arrow(result)`` take it
        without a copy.

        :param table: a table with a draft in each row.
        :param text: the column with the text.
        :param id: the column that names a draft; without one, the number of the row does, from 0.
        :param meta: columns that are metadata of a draft; ``"published_at=date"`` gives a column another name.
        :param extension: the format of the text: ``txt``, ``md`` or ``html``.
        :param threads: how many threads; 0 is one for each core.
        :param notes: whether to add a row for each draft with what :meth:`compare` needs of it.

        Columns of the result: ``id`` (text), ``row`` (number of the row, from 0), ``rule``, ``level``, ``message``, ``help``,
        ``words`` (text), ``start``, ``end`` (bytes of the text in UTF-8), ``line``, ``column`` (from 1; a column is a character),
        ``fix`` (the text that a fix of one edit puts in the place of the words), ``safety``, ``fingerprint``, ``elsewhere``
        (places in other drafts as a list in JSON, each with ``path``, ``line``, ``column`` and ``snippet``), ``notes``, ``error``.
        A row that cannot be read has one row in the result, in which only ``id``, ``row`` and ``error`` are set. A row with
        ``notes`` has besides only ``id`` and ``row``.
        """
        return self._batch(table, "notes" if notes else "findings", text, id, meta, extension, threads)

    def compare(self, comparison: Comparison) -> ArrowStream:
        """The findings between drafts, as a table with the columns of :meth:`check_batch`; ``row`` is empty.

        Together with the findings of :meth:`check_batch` they are those of one run of the program over all drafts.
        """
        return self._checker.compare(comparison._comparison)

    def quotes_batch(
        self,
        table: ArrowStream,
        text: str = "body",
        id: str | None = None,
        meta: Sequence[str] = (),
        *,
        extension: str = "txt",
        threads: int = 0,
    ) -> ArrowStream:
        """The quotations in the rows of a table, as a table. Parameters as of :meth:`check_batch`.

        Columns of the result: ``id``, ``row``, ``text``, ``speaker``, ``person``, ``source``, ``cue``, ``form``, ``verdict``,
        ``confidence`` (text), ``words`` (their number), ``start``, ``end``, ``line``, ``column``, ``error``.
        """
        return self._batch(table, "quotes", text, id, meta, extension, threads)

    def names_batch(
        self,
        table: ArrowStream,
        text: str = "body",
        id: str | None = None,
        meta: Sequence[str] = (),
        *,
        extension: str = "txt",
        threads: int = 0,
    ) -> ArrowStream:
        """The mentions of people and organisations in the rows of a table. Parameters as of :meth:`check_batch`.

        Columns of the result: ``id``, ``row``, ``mention``, ``name`` (in full), ``kind``, ``role``, ``status`` (text),
        ``start``, ``end``, ``line``, ``column``, ``error``.
        """
        return self._batch(table, "names", text, id, meta, extension, threads)

    def _batch(
        self,
        table: ArrowStream,
        what: str,
        text: str,
        id: str | None,
        meta: Sequence[str],
        extension: str,
        threads: int,
    ) -> ArrowStream:
        named = [(column, name or column) for column, _, name in (of.partition("=") for of in meta)]
        return self._checker.batch(table, what, text, id, named, extension, threads)


_MadeOf = tuple[tuple[str, str] | None, list[str], list[str], list[tuple[str, str]], str]


def _draft(text: str, name: str, metadata: Metadata | None) -> _copydesk.Draft:
    return text, name, None if metadata is None else json.dumps(metadata, default=str)


def _place(of: Mapping[str, Any]) -> Place:
    return Place(of["byte"] if "byte" in of else of["start"], of["line"], of["column"])


def _findings(report: str) -> Iterator[Finding]:
    for file in json.loads(report)["files"]:
        for of in file["diagnostics"]:
            yield _finding(file["path"], of)


def _finding(path: str, of: Mapping[str, Any]) -> Finding:
    labels = tuple(
        Label(label["primary"], label["text"], label["snippet"], _place(label["start"]), _place(label["end"]))
        for label in of["labels"]
    )
    fix = of["fix"]
    return Finding(
        path=path,
        rule=of["rule"],
        level=of["level"],
        message=of["message"],
        why=of["why"],
        help=of["help"],
        url=of["url"],
        labels=labels,
        fix=fix and Fix(fix["title"], fix["safety"], tuple(Edit(**edit) for edit in fix["edits"])),
        fingerprint=of["fingerprint"],
        raw=of,
    )


def _quotation(path: str, of: Mapping[str, Any]) -> Quotation:
    source, cue = of["source"], of["cue"]
    return Quotation(
        path=path,
        text=of["text"],
        start=of["start"],
        end=of["end"],
        line=of["line"],
        column=of["column"],
        words=of["words"],
        form=of["form"],
        verdict=of["verdict"],
        confidence=of["confidence"],
        source=source and source["text"],
        person=source and source["person"],
        cue=cue and cue["text"],
        raw=of,
    )


def _name(path: str, of: Mapping[str, Any]) -> Name:
    return Name(
        path=path,
        kind=of["kind"],
        name=of["name"],
        title=of["title"],
        status=of["status"],
        forms={form["text"]: tuple(_place(place) for place in form["places"]) for form in of["forms"]},
        raw=of,
    )
