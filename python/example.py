"""Uses everything that copydesk has for Python; a type checker reads it too: ``mypy --strict example.py``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import copydesk

if TYPE_CHECKING:
    import ray.data
    from pyspark.sql import DataFrame


def main() -> None:
    checker = copydesk.Checker(
        packs=["ap"], registers=[], levels={"acronyms": "off"}, today=datetime.date(2026, 3, 2)
    )
    text = "“The bridge is not safe,” said Anna Holm, an engineer. She sent an e-mail.\n"
    assert not checker.problems
    for found in checker.check(text, "draft.md", {"type": "news"}):
        place: copydesk.Place = found.start
        print(f"{found.path}:{place.line}:{place.column}: {found.level}[{found.rule}]: {found.message}")
        if found.fix is not None:
            edits: tuple[copydesk.Edit, ...] = found.fix.edits
            print(f"  {found.fix.title} ({found.fix.safety}): {[edit.text for edit in edits]}")
        labels: tuple[copydesk.Label, ...] = found.labels
        print(f"  {[label.snippet for label in labels]} {found.words} {found.end.byte} {found.to_dict()['fingerprint']}")
    for quotation in checker.quotes(text):
        print(f"{quotation.line}:{quotation.column}: {quotation.speaker} {quotation.cue} {quotation.text}")
    for name in checker.names(text):
        print(f"{name.kind} {name.name}, {name.title}: {list(name.forms)}")
    print(checker.fix(text, suggested=True))
    drafts = [copydesk.Draft(text, "a.md"), copydesk.Draft(text, "b.txt", {"type": "opinion"})]
    print(checker.report(drafts, "short"))
    for findings in checker.check_many(drafts, threads=2):
        print(len(findings))
    tables(checker, text)


def tables(checker: copydesk.Checker, text: str) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]

    table = pa.table({"id": ["a"], "body": [text], "published_at": ["2026-03-02"]})
    for result in (
        checker.check_batch(table, text="body", id="id", meta=["published_at=date"], extension="md", threads=1),
        checker.quotes_batch(table, id="id"),
        checker.names_batch(table, id="id"),
    ):
        print(pa.table(result).column_names)
    noted = pa.table(checker.check_batch(table, id="id", notes=True)).column("notes").drop_null().to_pylist()
    comparison = copydesk.Comparison(noted[:1]).merge(copydesk.Comparison(noted[1:]))
    comparison.add(noted)
    print(len(comparison), comparison.notes(), pa.table(checker.compare(comparison)).num_rows)


def archive(checker: copydesk.Checker, drafts: DataFrame, dataset: ray.data.Dataset) -> None:
    import copydesk.ray
    import copydesk.spark

    found: DataFrame = copydesk.spark.findings(drafts, checker, text="body", id="id", meta=["section"], notes=True)
    between: DataFrame = copydesk.spark.compare(found, checker)
    for frame in (found, between, copydesk.spark.quotations(drafts), copydesk.spark.names(drafts, extension="md")):
        print(frame.columns)
    noted: ray.data.Dataset = copydesk.ray.findings(dataset, checker, id="id", notes=True, batch_size=512)
    for made in (noted, copydesk.ray.compare(noted), copydesk.ray.quotations(dataset), copydesk.ray.names(dataset)):
        print(made.columns())


if __name__ == "__main__":
    main()
