#!/usr/bin/env python3
"""Measures the language server: from a keystroke to its diagnostics, a burst of keystrokes, and memory after many edits.

Usage: python3 benches/keystrokes.py target/release/copydesk
"""

import json
import pathlib
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time

SEEDS = pathlib.Path(__file__).resolve().parent.parent / "seeds"
SIZES = {"1 KB": 1_000, "10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
KEYSTROKES = 100
EDITS = 10_000


class Server:
    """The server, with the diagnostics that it pushes."""

    def __init__(self, binary, folder):
        self.process = subprocess.Popen([binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.pushed = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.send("initialize", {"capabilities": {"general": {"positionEncodings": ["utf-8"]}}}, 1)
        self.send("initialized", {})

    def send(self, method, params, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
        text = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(text), text))
        self.process.stdin.flush()

    def listen(self):
        while line := self.process.stdout.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            elif line == b"\r\n":
                message = json.loads(self.process.stdout.read(length))
                if message.get("method") == "textDocument/publishDiagnostics":
                    self.pushed.put((time.perf_counter(), message["params"]["version"]))

    def wait_for(self, version):
        """When the diagnostics of a version came, and how many came before them."""
        for before in range(1_000_000):
            at, of = self.pushed.get(timeout=120)
            if of == version:
                return at, before
        raise RuntimeError("the diagnostics did not come")

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024

    def stop(self):
        self.send("shutdown", None, 2)
        self.send("exit", None)
        self.process.wait()


class Draft:
    """A draft that somebody types into, in the middle."""

    def __init__(self, server, text):
        self.server, self.version = server, 1
        self.uri = "file:///tmp/keystrokes/draft.txt"
        lines = text.split("\n")
        self.line = max(range(len(lines) // 2 + 1), key=lambda at: len(lines[at]) > 40)
        item = {"uri": self.uri, "languageId": "plaintext", "version": 1, "text": text}
        server.send("textDocument/didOpen", {"textDocument": item})
        server.wait_for(1)

    def type(self, letter="x", erase=False):
        self.version += 1
        start = {"line": self.line, "character": 0}
        end = {"line": self.line, "character": 1 if erase else 0}
        change = {"range": {"start": start, "end": end}, "text": "" if erase else letter}
        document = {"uri": self.uri, "version": self.version}
        self.server.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return time.perf_counter()


def text_of(size):
    drafts = sorted(path for path in SEEDS.rglob("*.txt"))
    words = "\n\n".join(path.read_text(encoding="utf-8-sig", errors="ignore") for path in drafts)
    return (words * (size // len(words) + 1))[:size]


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        for name, size in SIZES.items():
            server = Server(binary, folder)
            draft = Draft(server, text_of(size))
            times = []
            for number in range(KEYSTROKES):
                sent = draft.type(erase=number % 2 == 1)
                times.append((server.wait_for(draft.version)[0] - sent) * 1000)
            print(f"{name:>6}: {statistics.median(times):7.1f} ms median, {max(times):7.1f} ms worst of {KEYSTROKES}", flush=True)
            began, cpu = time.perf_counter(), processor_time(server)
            for number in range(200):
                time.sleep(max(0.0, began + number * 0.05 - time.perf_counter()))
                last = draft.type(erase=number % 2 == 1)
            at, before = server.wait_for(draft.version)
            spent = processor_time(server) - cpu
            print(
                f"        20 keystrokes a second for 10 s: {before + 1} checks shown, the last state {(at - last) * 1000:.0f} ms after the last "
                f"keystroke, {spent:.1f} s of processor time",
                flush=True,
            )
            server.stop()
        server = Server(binary, folder)
        draft = Draft(server, text_of(10_000))
        for number in range(EDITS):
            draft.type(erase=number % 2 == 1)
            if number % 100 == 99:
                server.wait_for(draft.version)
            if number + 1 in (100, EDITS):
                print(f"memory after {number + 1} edits of 10 KB: {server.memory()} MB", flush=True)
        server.stop()


def processor_time(server):
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    main()
