#!/usr/bin/env python3
"""Compares what Neovim and Emacs show of drafts with what `copydesk check` reports, before and after an edit.

Usage: python3 tests/editors/compare.py target/release/copydesk
An editor that is not installed is skipped. Exits with 1 if an editor shows anything else than the command line.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "seeds"
DRAFTS = ["unicode.md", "wire-story.txt", "crlf-bom.txt", "british-singles.txt", "market-hall.html", "opinion-column.md"]
INSERTED = "The café 😀 sent an e-mail."
MARK = b"\xef\xbb\xbf"


def lines_of(path):
    """The lines as an editor counts them: without a byte-order mark and line ends."""
    return path.read_bytes().removeprefix(MARK).decode().replace("\r\n", "\n").split("\n")


def reported(binary, path):
    """What the command line reports, with places counted from nought, columns in characters."""
    run = subprocess.run([binary, "check", "--format", "json", path.name], cwd=path.parent, capture_output=True, check=False)
    found = json.loads(run.stdout)["files"][0]["diagnostics"]

    def place(at):
        return at["line"] - 1, at["column"] - 1

    return sorted((one["rule"], one["message"], *map(place, (one["labels"][0]["start"], one["labels"][0]["end"]))) for one in found)


def neovim(shown, lines):
    """Columns of Neovim are bytes of a line."""

    def place(at):
        return at[0], len(lines[at[0]].encode()[: at[1]].decode())

    return [(one["rule"], one["message"], place(one["start"]), place(one["end"])) for one in shown]


def eglot(shown, _):
    """Eglot writes the source and the rule before the message."""
    found = []
    for one in shown:
        rule, message = one["text"].removeprefix("copydesk [").split("]: ", 1)
        found.append((rule, message, tuple(one["start"]), tuple(one["end"])))
    return found


def edited(path):
    """The same draft with the line that the editors insert."""
    bytes_of = path.read_bytes()
    end = "\r\n" if b"\r\n" in bytes_of else "\n"
    head = MARK if bytes_of.startswith(MARK) else b""
    path.write_bytes(head + (INSERTED + end * 2).encode() + bytes_of.removeprefix(MARK))


EDITORS = {
    "Neovim": ("nvim", ["--headless", "--clean", "-S", str(HERE / "neovim.lua")], neovim),
    "Emacs": ("emacs", ["--batch", "-l", str(HERE / "eglot.el")], eglot),
}


def compare(name, binary):
    command, arguments, read = EDITORS[name]
    wrong = 0
    for draft in DRAFTS:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / draft
            shutil.copy(SEEDS / draft, path)
            environment = {**os.environ, "COPYDESK": binary, "DRAFT": str(path)}
            run = subprocess.run([command, *arguments], cwd=folder, env=environment, capture_output=True, check=False, timeout=300)
            if run.returncode != 0:
                print(f"{name}: {draft}: exit code {run.returncode}: {run.stderr.decode(errors='replace')[-2000:]}")
                return False
            for when, shown in zip(("as it is", "after an edit"), run.stdout.decode().splitlines(), strict=True):
                if when == "after an edit":
                    edited(path)
                wanted, seen = reported(binary, path), sorted(read(json.loads(shown), lines_of(path)))
                wrong += wanted != seen
                print(f"{name}: {draft} {when}: {len(seen)} findings, {'the same' if wanted == seen else 'NOT the same'}")
                for one in sorted(set(wanted) ^ set(seen)):
                    print(f"    only {'reported' if one in wanted else 'shown'}: {one}")
    return wrong == 0


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    good = True
    for name, (command, _, _) in EDITORS.items():
        if shutil.which(command) is None:
            print(f"{name}: SKIPPED, because {command} is not installed")
        elif name == "Emacs" and subprocess.run([command, "--batch", "-l", "package", "-f", "package-initialize", "-l", "eglot"], capture_output=True, check=False).returncode != 0:
            print("Emacs: SKIPPED, because it has no Eglot")
        else:
            good &= compare(name, binary)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
