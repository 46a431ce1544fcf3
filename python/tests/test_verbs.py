"""Documents in, answers out: what is given, what is raised, and how a simulation is heard and stopped."""

from __future__ import annotations

import datetime
import json
import pickle
import signal
from pathlib import Path
from typing import Any

import greenlight
import pytest
from greenlight import text

CASE: dict[str, Any] = {
    "as_of": "2024-02-12T09:00:00Z",
    "people": {"ann": {}},
    "images": {"finance": {"generation": 1}},
    "request": {"actor": "ann", "create-machine": {"image": "finance"}},
}
ROLLOUT = Path(__file__).parents[2] / "core" / "tests" / "simulation" / "rollout.json"
SCENARIO: dict[str, Any] = {**json.loads(ROLLOUT.read_text(encoding="utf-8")), "replicates": 200}


def test_a_case_is_judged_as_its_text_is() -> None:
    expected = json.loads(text.check(json.dumps({"case": CASE})))
    assert greenlight.check(CASE) == greenlight.check(json.dumps(CASE)) == expected
    instant = datetime.datetime(2024, 2, 12, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    assert greenlight.check({**CASE, "as_of": instant}) == expected
    assert greenlight.check({**CASE, "as_of": datetime.date(2024, 2, 12)})["as_of"] == "2024-02-12T00:00:00Z"


def test_options_are_those_of_the_shell() -> None:
    overlay = {"name": "ours", "date": "2024-01-01", "waivers": [{"rule": "IMG004", "image": "finance", "reason": "none of ours", "until": "2024-12-31"}]}
    options = {"rulebook": "2024-01-24", "overlay": overlay, "all": True, "receipt": True, "suppose_met": True, "access": True}
    expected = json.loads(text.check(json.dumps({"case": CASE, "options": options})))
    given = greenlight.check(
        CASE, rulebook=datetime.date(2024, 1, 24), overlay=json.dumps(overlay), all=True, receipt=True, suppose_met=True, access=True
    )
    assert given["receipt"].keys() == {"request", "report"}
    assert {**given, "receipt": None} == {**expected, "receipt": None}
    assert given["receipt"]["report"] == expected["receipt"]["report"]


@pytest.mark.parametrize(
    ("case", "code", "pointer", "place"),
    [
        ({"images": {"finance": {"generatoin": 2}}}, "unknown-field", "/images/finance/generatoin", None),
        ({**CASE, "request": {"actor": "bob", "restart": {}}}, "unknown-reference", "/request/actor", None),
        ('{"as_of": "2024-02-12",\n oh}', "malformed-json", "", (2, 2)),
        ('{} , "options": {}', "malformed-json", "", (1, 4)),
        ("{}}", "malformed-json", "", (1, 3)),
        ("[]", "wrong-type", "", None),
    ],
)
def test_what_is_wrong_is_raised(case: Any, code: str, pointer: str, place: tuple[int, int] | None) -> None:
    with pytest.raises(greenlight.Error) as raised:
        greenlight.check(case)
    error = raised.value
    assert (error.code, error.pointer) == (code, pointer)
    assert place is None or (error.line, error.column) == place
    assert error.message in str(error) and error.help in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, str(again)) == (error.code, str(error))


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({"as_of": datetime.datetime(2024, 2, 12)}, "no time zone"),
        ({"as_of": object()}, "object has no place"),
        ({"people": {"ann": float("nan")}}, "not JSON compliant"),
    ],
)
def test_what_is_no_document_is_raised(case: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        greenlight.check(case)


def test_every_schema_is_one() -> None:
    for name in ("case", "scenario", "report", "summary", "error"):
        assert greenlight.schema(name)["$schema"].endswith("2020-12/schema")
    with pytest.raises(greenlight.Error, match="did you mean `report`"):
        greenlight.schema("reprot")


def test_a_simulation_is_heard() -> None:
    heard: list[tuple[int, int]] = []
    whole = greenlight.simulate(SCENARIO, progress=lambda done, total: heard.append((done, total)))
    assert whole == greenlight.simulate(json.dumps(SCENARIO)) and heard
    lines: list[str] = []
    greenlight.simulate({**SCENARIO, "replicates": 1}, trace=lines.append)
    assert all(json.loads(line) for line in "".join(lines).splitlines())
    assert greenlight.replay("".join(lines))["same"] is True


def test_a_simulation_is_stopped_by_its_listener() -> None:
    summary = greenlight.simulate(SCENARIO, progress=lambda done, total: False)
    assert summary["partial"] is True


def test_what_a_listener_raises_reaches_the_caller() -> None:
    def full(_: str) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        greenlight.simulate(SCENARIO, trace=full)


def test_a_simulation_is_stopped_by_the_keyboard() -> None:
    heard = 0

    def interrupt(done: int, total: int) -> None:
        nonlocal heard
        heard += 1
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        greenlight.simulate(SCENARIO, progress=interrupt)
    assert heard == 1
