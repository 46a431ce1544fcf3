"""What holds for every row of a column of cases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from greenlight import _engine
from greenlight._documents import Document, optional, request
from greenlight._errors import Error
from greenlight._verbs import Day, Instant


@dataclass(frozen=True)
class Options:
    """How rows are judged, and which columns are wanted. It can be sent to other processes."""

    rulebook: Day | None = None
    overlay: Document | None = None
    as_of: Instant | None = None
    tenant: Document | None = None
    suppose_met: bool = False
    findings: bool = False
    report: bool = False

    def judge(self) -> Judge:
        """Reads the options; what is wrong with them is an `Error`."""
        return Judge(self)


class Judge:
    """Judges arrays by options that were read once. Threads may share it."""

    def __init__(self, options: Options) -> None:
        document = request(
            rulebook=options.rulebook,
            overlay=optional(options.overlay),
            as_of=options.as_of,
            tenant=optional(options.tenant),
            suppose_met=options.suppose_met or None,
        )
        try:
            self._engine = _engine.Judge(document)
        except ValueError as refused:
            raise Error(json.loads(str(refused))["error"]) from None
        self._wanted = {"findings": options.findings, "report": options.report}

    def batch(self, array: Any) -> Any:
        """What is said of each row, as a batch of columns."""
        return self._engine.check(array, **self._wanted)
