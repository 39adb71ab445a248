"""The same as the program: byte for byte over the drafts in seeds/, and row for row in tables."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest

import copydesk
from copydesk.__main__ import find

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-06-01"
# Drafts without a record beside them: only the program reads notes from the disk.
SEEDS = sorted(
    path.relative_to(ROOT)
    for folder in ("seeds", "seeds/disclosure", "seeds/archive")
    for path in (ROOT / folder).iterdir()
    if path.suffix in {".txt", ".md", ".html"} and path.name != "README.md"
)


def program(*arguments: str) -> str:
    """What the program prints; findings are no failure."""
    done = subprocess.run([find(), *arguments], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def text_of(path: Path) -> str:
    return (ROOT / path).read_bytes().decode()


@pytest.fixture(scope="session")
def checkers() -> dict[Path, copydesk.Checker]:
    """A checker for each folder, by its own configuration."""
    import datetime
    import os

    os.chdir(ROOT)
    day = datetime.date.fromisoformat(DAY)
    folders = {path.parent for path in SEEDS}
    return {folder: copydesk.Checker(folder / "copydesk.toml", today=day) for folder in folders}


@pytest.mark.parametrize("path", SEEDS, ids=str)
def test_reports_are_those_of_the_program(path: Path, checkers: dict[Path, copydesk.Checker]) -> None:
    checker, config = checkers[path.parent], ["--config", str(path.parent / "copydesk.toml"), "--today", DAY]
    draft = copydesk.Draft(text_of(path), str(path))
    for form in ("json", "short", "sarif", "csv"):
        assert checker.report([draft], form) == program("check", *config, "--format", form, str(path))
    quotes = program("quotes", *config, "--format", "json", str(path))
    assert [of.to_dict() for of in checker.quotes(draft.text, draft.name)] == json.loads(quotes)["files"][0]["quotes"]
    names = program("names", *config, "--format", "json", "--by-draft", str(path))
    assert [of.to_dict() for of in checker.names(draft.text, draft.name)] == json.loads(names)["files"][0]["names"]


def test_findings_point_at_bytes_lines_and_columns() -> None:
    text = "Ëin Satz.\n\nSend the desk an e-mail.\n"
    [found] = [of for of in copydesk.Checker().check(text, "a.md") if of.rule == "style/preferred-terms"]
    assert (found.level, found.words, found.path) == ("warning", "e-mail", "a.md")
    assert (found.start.line, found.start.column) == (3, 18)
    assert text.encode()[found.start.byte : found.end.byte] == b"e-mail"
    assert found.fix is not None and found.fix.safety == "safe" and found.fix.edits[0].text == "email"
    assert found.to_dict()["rule"] == found.rule


def test_metadata_says_what_a_draft_is() -> None:
    checker = copydesk.Checker()
    rules = lambda metadata: {of.rule for of in checker.check("I think so.", "a.txt", metadata)}  # noqa: E731
    assert rules({"type": "opinion"}) != rules(None)


def test_fixes_are_made() -> None:
    checker = copydesk.Checker()
    assert checker.fix("Send an e-mail.", "a.txt") == "Send an email."
    assert copydesk.Checker(levels={"style": "off"}).fix("Send an e-mail.", "a.txt") == "Send an e-mail."


def test_many_drafts_come_back_in_order_on_any_number_of_threads() -> None:
    checker = copydesk.Checker()
    drafts = [copydesk.Draft(f"Send {'an e-mail' if at % 3 else 'a letter'} to desk {at}.", f"{at}.txt") for at in range(50)]
    one_by_one = [checker.check(of.text, of.name) for of in drafts]
    for threads in (1, 2, 0):
        assert list(checker.check_many(iter(drafts), threads=threads, window=7)) == one_by_one


def table(*rows: tuple[str | None, str | None, str | None]) -> pa.Table:
    ids, bodies, types = zip(*rows, strict=True)
    columns = {"id": pa.array(ids, pa.string()), "body": pa.array(bodies, pa.large_string()), "type": pa.array(types, pa.string())}
    return pa.table(columns)


def test_a_batch_finds_what_check_finds() -> None:
    checker = copydesk.Checker()
    rows = [(str(path), text_of(path), None) for path in SEEDS if path.suffix == ".txt"]
    found = pa.table(checker.check_batch(table(*rows), text="body", id="id")).to_pylist()
    for row, (name, text, _) in enumerate(rows):
        assert text is not None and name is not None
        here = [of for of in found if of["row"] == row]
        wanted = [(of.rule, of.level, of.start.byte, of.end.byte, of.start.line, of.start.column, of.fingerprint)
                  for of in checker.check(text, name)]
        keys = ("rule", "level", "start", "end", "line", "column", "fingerprint")
        assert [tuple(of[key] for key in keys) for of in here] == wanted
        assert all(of["id"] == name and of["error"] is None for of in here)


def test_a_bad_row_is_an_error_row_and_the_others_are_checked() -> None:
    checker = copydesk.Checker()
    rows = table(("a", "Send an e-mail.", None), ("b", None, None), (None, "Send an e-mail.", None))
    found = pa.table(checker.check_batch(rows, id="id")).to_pylist()
    assert [(of["row"], of["id"], of["error"]) for of in found if of["error"]] == [
        (1, "b", "the text is missing"),
        (2, None, "the id is missing"),
    ]
    assert any(of["row"] == 0 and of["rule"] == "style/preferred-terms" and of["fix"] == "email" for of in found)


def test_columns_are_metadata_and_quotations_and_names_are_tables_too() -> None:
    checker = copydesk.Checker()
    rows = table(("a", "“The bridge is not safe,” said Anna Holm, an engineer.", "opinion"))
    with_type = pa.table(checker.check_batch(rows, id="id", meta=["type"]))
    assert with_type != pa.table(checker.check_batch(rows, id="id"))
    [quote] = pa.table(checker.quotes_batch(rows, id="id")).to_pylist()
    assert (quote["person"], quote["cue"], quote["verdict"], quote["words"]) == ("Anna Holm", "said", "sourced", 5)
    [name] = pa.table(checker.names_batch(rows, id="id")).to_pylist()
    assert (name["mention"], name["kind"], name["role"]) == ("Anna Holm", "person", "an engineer")


def test_other_tables_go_in_and_out() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"body": ["Send an e-mail.", "Wait."]})
    found = polars.DataFrame(pa.table(copydesk.Checker().check_batch(frame)))
    assert "style/preferred-terms" in found["rule"].to_list()


def test_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copydesk.Checker(tmp_path / "no.toml")
    with pytest.raises(ValueError, match="there is no pack"):
        copydesk.Checker(packs=["nowhere"])
    with pytest.raises(ValueError, match="levels are off, note"):
        copydesk.Checker(levels={"style": "loud"})
    with pytest.raises(ValueError, match="forms are human|forms are short"):
        copydesk.Checker().report([], "nothing")
    with pytest.raises(KeyError, match="words"):
        copydesk.Checker().check_batch(table(("a", "b", None)), text="words")
    config = tmp_path / "copydesk.toml"
    config.write_text("extnds = []\n", encoding="utf-8")
    [problem] = copydesk.Checker(config).problems
    assert problem.startswith(f"{config}:1:1: ")


def test_the_wheel_brings_the_program() -> None:
    assert program("--version").startswith("copydesk ")
