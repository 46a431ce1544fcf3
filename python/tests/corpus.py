"""The corpus that every door answers, and what it answers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

ANSWERS = Path(__file__).parents[2] / "tests" / "answers.jsonl"


class Call(NamedTuple):
    """One call and the line that answers it."""

    note: str
    verb: str
    input: str
    expected: str


def calls() -> list[Call]:
    """Every call of the corpus. `cargo xtask test wheel` writes them to the file that this variable names."""
    asked = Path(os.environ["GREENLIGHT_CORPUS"]).read_text(encoding="utf-8").splitlines()
    answers = ANSWERS.read_text(encoding="utf-8").splitlines()
    assert len(asked) == len(answers) > 1000, f"{len(asked)} calls, {len(answers)} answers"
    return [Call(**json.loads(call), expected=answer) for call, answer in zip(asked, answers)]


ELSEWHERE = ('"at":"/options', '"message":"the text ', '"the text must be one JSON value"')
"""What is said of a request and not of its case: of its options, and where in it a text breaks off."""


class Row(NamedTuple):
    """A case of the corpus in a column, and the report or the error that every door gives of it."""

    case: str
    rulebook: str | None
    answer: str


def rows() -> list[Row]:
    """The cases that are judged by nothing but a rulebook."""
    found = []
    for call in calls():
        if call.verb != "check" or any(place in call.expected[:300] for place in ELSEWHERE):
            continue
        try:
            asked = json.loads(call.input, object_pairs_hook=_each_once)
        except (ValueError, RecursionError):
            continue
        match asked:
            case {"case": dict(case), **rest} if rest.keys() <= {"options"}:
                options = rest.get("options", {})
                if isinstance(options, dict) and options.keys() <= {"rulebook"}:
                    text = json.dumps(case)
                    found.append(Row(text, options.get("rulebook"), in_column(call.expected)))
    assert len(found) > 500, len(found)
    return found


def in_column(answer: str) -> str:
    """An answer as a column has it: of what is wrong the first alone."""
    return answer.split(',"errors":[', 1)[0] + "}" if answer.startswith('{"error":') else answer


def _each_once(members: list[tuple[str, object]]) -> dict[str, object]:
    """An object, none of whose members a dictionary would lose."""
    whole = dict(members)
    if len(whole) < len(members):
        raise ValueError("a name stands twice")
    return whole
