"""What is wrong with an input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Error(ValueError):
    """Bad input: what kind of trouble, where, and how to mend it.

    >>> import greenlight
    >>> try:
    ...     greenlight.check({"images": {"finance": {"generatoin": 2}}})
    ... except greenlight.Error as error:
    ...     print(error.code, error.pointer, error.help, sep="; ")
    unknown-field; /images/finance/generatoin; did you mean `generation`?
    """

    code: str
    """What kind of trouble, in a stable word such as ``unknown-field``."""
    pointer: str
    """Where, as a JSON Pointer into what was given."""
    message: str
    """What is wrong."""
    help: str
    """How to mend it."""
    related: list[str]
    """The other places that are part of it."""
    line: int | None
    """The line, counted from 1, where a text is not JSON."""
    column: int | None
    """The column, counted from 1, where a text is not JSON."""

    errors: list[Error]
    """Everything that is wrong with the same document, this first."""

    def __init__(self, told: Mapping[str, Any], others: Iterable[Mapping[str, Any]] = ()) -> None:
        super().__init__(told)
        self.code = told["code"]
        self.pointer = told["at"]
        self.message = told["message"]
        self.help = told["help"]
        self.related = list(told.get("related", ()))
        self.line = told.get("line")
        self.column = told.get("column")
        self.errors = [self, *map(Error, others)]

    def __str__(self) -> str:
        place = f"at `{self.pointer}`" if self.line is None else f"at line {self.line} column {self.column}"
        return f"{self.message} {place}; {self.help}"
