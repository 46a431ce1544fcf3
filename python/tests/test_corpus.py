"""Every answer on text is, byte for byte, that of the shell and of every other door."""

from __future__ import annotations

import json
from collections.abc import Callable

from corpus import Call, calls
from greenlight import text


def answer(call: Call) -> str:
    if call.verb == "rules":
        return text.rules()
    if call.verb == "simulate":
        trace: list[str] = []
        summary = text.simulate(call.input, emit=trace.append)
        return summary + "\n" + "".join(trace) if trace else summary
    verb: Callable[[str], str] = getattr(text, call.verb.replace("-", "_"))
    return verb(call.input)


def test_the_corpus_is_answered_as_everywhere() -> None:
    wrong = []
    for call in calls():
        given = answer(call)
        if "\n" in given:
            given = json.dumps(given, ensure_ascii=False)
        if given != call.expected:
            wrong.append(f"{call.note}\n  expected {call.expected[:300]}\n  answered {given[:300]}")
    assert not wrong, "\n".join(wrong[:5])
