"""The module that is written in Rust. :mod:`copydesk` is the interface."""

from collections.abc import Sequence
from typing import Protocol

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

Draft = tuple[str, str, str | None]

class Checker:
    def __new__(
        cls,
        configuration: tuple[str, str] | None,
        packs: Sequence[str],
        registers: Sequence[str],
        levels: Sequence[tuple[str, str]],
        today: str | None,
    ) -> Checker: ...
    def problems(self) -> list[str]: ...
    def check(self, draft: Draft) -> str: ...
    def quotes(self, draft: Draft) -> str: ...
    def names(self, draft: Draft) -> str: ...
    def fix(self, draft: Draft, suggested: bool) -> str: ...
    def report(self, drafts: Sequence[Draft], form: str) -> str: ...
    def check_many(self, drafts: Sequence[Draft], threads: int) -> list[str]: ...
    def batch(
        self,
        table: _Stream,
        what: str,
        text: str,
        id: str | None,
        meta: Sequence[tuple[str, str]],
        extension: str,
        threads: int,
    ) -> _Stream: ...

__version__: str
