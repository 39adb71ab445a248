#!/usr/bin/env python3
"""Collects the known-name evidence of copydesk (Python standard library; needs pip, cargo, and apt-get or an unpacked wamerican).

  build.py WORK_DIR > names.tsv      then      cargo run --release --example evidence -- names.tsv rules/evidence/names.fst

Writes one line a word, sorted by byte: the word in lower case (ASCII letters, apostrophe), a tab, the sum of its marks:
  1 surname (US census of 1990, PyPI package `names`)            2 one of the 12,000 most frequent surnames
  4 given name of men, 8 of women (US census of 1990)           16 ordinary word in lower case (Debian `wamerican`)
 32 proper name in `wamerican`
The sources are named with their licences in README.md beside this file. The marks are evidence, never a verdict: a wrong
name is very often somebody else's right one.
"""
import pathlib, re, subprocess, sys, tarfile

SURNAME, COMMON, MAN, WOMAN, WORD, PROPER = 1, 2, 4, 8, 16, 32


def fetch(folder):
    """Brings both packages through their ordinary clients, unless they lie there already."""
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob("names-*.tar.gz")):
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "-d", str(folder), "names==0.3.0"], check=True)
    if not (folder / "deb").exists():
        subprocess.run(["apt-get", "download", "wamerican"], cwd=folder, check=True)
        package = next(folder.glob("wamerican_*.deb"))
        subprocess.run(["dpkg-deb", "-x", package.name, "deb"], cwd=folder, check=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    fetch(folder)
    marks = {}

    def add(word, mark):
        if re.fullmatch(r"[a-z][a-z']*", word):
            marks[word] = marks.get(word, 0) | mark

    with tarfile.open(next(folder.glob("names-*.tar.gz"))) as archive:
        for member in archive.getmembers():
            kind = member.name.rsplit("/", 1)[-1]
            if kind not in ("dist.all.last", "dist.male.first", "dist.female.first"):
                continue
            for line in archive.extractfile(member).read().decode("ascii").splitlines():
                name, _, _, rank = line.split()
                if kind == "dist.all.last":
                    add(name.lower(), SURNAME | (COMMON if int(rank) <= 12000 else 0))
                else:
                    add(name.lower(), MAN if "female" not in kind else WOMAN)
    for line in (folder / "deb/usr/share/dict/american-english").read_text(encoding="utf8").splitlines():
        if line.endswith("'s"):
            continue
        if re.fullmatch(r"[a-z]+", line):
            add(line, WORD)
        elif re.fullmatch(r"[A-Z][A-Za-z]+", line):
            add(line.lower(), PROPER)
    for word in sorted(marks, key=lambda w: w.encode()):
        print(word, marks[word], sep="\t")


if __name__ == "__main__":
    main()
