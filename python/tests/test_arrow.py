"""Columns of cases: whatever the batch, each row is answered as the shell answers it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import greenlight
import greenlight.arrow
import pyarrow
import pytest
from corpus import in_column, Row, rows
from greenlight import text

CASE = {
    "as_of": "2024-02-12T09:00:00Z",
    "people": {"ann": {}},
    "images": {"finance": {"generation": 1}},
    "request": {"actor": "ann", "create-machine": {"image": "finance"}},
}
BAD: list[str | None] = ["", "{", "[]", "null", "7", '"text"', "{}", '{"as_of": 1}', '{"images": {"a": {"b": 1}}}', None]


def told(answers: pyarrow.RecordBatch) -> list[str]:
    """Of each row its report, or its error as an answer."""
    pairs = zip(answers["report"].to_pylist(), answers["error"].to_pylist())
    return [report if error is None else f'{{"error":{error}}}' for report, error in pairs]


def by_rulebook() -> list[tuple[str | None, list[Row]]]:
    def rulebook(row: Row) -> str:
        return row.rulebook or ""

    return [(book or None, list(same)) for book, same in groupby(sorted(rows(), key=rulebook), key=rulebook)]


@pytest.mark.parametrize("size", [1, 7, 256, 257, 100_000])
def test_the_corpus_is_answered_as_everywhere(size: int) -> None:
    for rulebook, same in by_rulebook():
        # Every second batch has rows that are none among those of the corpus.
        cases: list[str | None] = [row.case for row in same]
        for start in range(0, len(cases), size):
            some = cases[start : start + size]
            expected = [row.answer for row in same[start : start + size]]
            if start // size % 2:
                some = [case for right in some for case in (None, right, "{")]
            answers = greenlight.arrow.check(pyarrow.array(some), rulebook=rulebook, report=True)
            given = told(answers)
            assert (given[1::3] if start // size % 2 else given) == expected
            assert set(answers["rulebook"].to_pylist()) == {rulebook or greenlight.describe()["rulebook"]}


def test_columns_say_what_the_report_says() -> None:
    for rulebook, same in by_rulebook():
        cases = pyarrow.array([row.case for row in same])
        answers = greenlight.arrow.check(cases, rulebook=rulebook, findings=True)
        for row, columns in zip(same, answers.to_pylist()):
            report = json.loads(row.answer)
            if "error" in report:
                assert json.loads(columns["error"]) == report["error"]
                assert columns["outcome"] is columns["codes"] is columns["findings"] is None
                continue
            assert columns["outcome"] == report["outcome"]
            assert columns["codes"] == list(dict.fromkeys(finding["code"] for finding in report["findings"]))
            assert columns["findings"] is not None and columns["findings"] in row.answer
            assert columns["error"] is None
            assert columns["engine"] == report["engine"]["version"]


def test_what_is_no_case_is_a_row_with_its_error() -> None:
    answers = greenlight.arrow.check(pyarrow.array([*BAD, json.dumps(CASE)]), report=True)
    for case, given in zip(BAD, told(answers)):
        error = json.loads(given)["error"]
        assert error["message"] and error["help"], given
        if case is not None and greenlight._engine.malformed(case) is None:
            assert given == in_column(text.check(f'{{"case":{case}}}'))
    assert answers["outcome"][-1].as_py() == "blocked"


def test_what_is_too_large_or_no_text_is_a_row_with_its_error() -> None:
    deep = "[" * 100_000
    cases = pyarrow.array([deep.encode(), b"\xff\xfe", json.dumps(CASE).encode()], pyarrow.binary())
    answers = greenlight.arrow.check(cases)
    assert [json.loads(error)["code"] for error in answers["error"].to_pylist()[:2]] == ["too-large", "not-utf-8"]
    assert answers["outcome"].to_pylist() == [None, None, "blocked"]


@pytest.mark.parametrize(
    "kind",
    [
        pyarrow.string(),
        pyarrow.large_string(),
        pyarrow.string_view(),
        pyarrow.binary(),
        pyarrow.large_binary(),
        pyarrow.binary_view(),
        pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    ],
    ids=str,
)
def test_every_kind_of_text_is_read(kind: pyarrow.DataType) -> None:
    plain = pyarrow.array([None, json.dumps(CASE), "{", json.dumps(CASE)])
    array = plain.dictionary_encode() if pyarrow.types.is_dictionary(kind) else plain.cast(kind)
    expected = greenlight.arrow.check(plain)
    assert greenlight.arrow.check(array) == expected
    # A part of an array, which begins and ends within it.
    assert greenlight.arrow.check(array.slice(1, 2)) == expected.slice(1, 2)


def test_what_holds_no_text_is_refused() -> None:
    assert greenlight.arrow.check(pyarrow.nulls(2))["outcome"].null_count == 2
    for array in (pyarrow.array([1]), pyarrow.array([CASE])):
        with pytest.raises(TypeError, match="JSON as text or bytes"):
            greenlight.arrow.check(array)


def test_streams_of_arrays_are_judged_whole() -> None:
    chunks = pyarrow.chunked_array([[json.dumps(CASE)], ["{", None], []], pyarrow.string())
    assert greenlight.arrow.check(chunks)["outcome"].to_pylist() == ["blocked", None, None]
    assert greenlight.arrow.check(pyarrow.chunked_array([], pyarrow.string())).num_rows == 0


@pytest.mark.parametrize(
    ("options", "code", "pointer"),
    [
        ({"rulebook": "2020-01-01"}, "not-in-force", "/rulebook"),
        ({"rulebook": "tomorrow"}, "invalid-value", "/rulebook"),
        ({"as_of": "tomorrow"}, "invalid-value", "/as_of"),
        ({"overlay": {"levels": {"IMG999": "note"}}}, None, "/overlay"),
        ({"tenant": {"imagse": {}}}, "unknown-field", "/tenant/imagse"),
        ({"tenant": "{"}, "malformed-json", ""),
    ],
)
def test_wrong_options_are_told_at_once(options: dict[str, Any], code: str | None, pointer: str) -> None:
    with pytest.raises(greenlight.Error) as raised:
        greenlight.arrow.check(pyarrow.array(["{}"]), **options)
    assert raised.value.pointer.startswith(pointer)
    assert code is None or raised.value.code == code, str(raised.value)


def test_what_a_row_says_holds_over_the_tenant() -> None:
    tenant = {name: CASE[name] for name in ("people", "images")}
    only = {"request": CASE["request"]}
    newer = {**only, "images": {"finance": {"generation": 2}}}
    unknown = {**only, "images": {"finance": {"generation": None}}}
    cases = pyarrow.array([json.dumps(row) for row in (only, newer, unknown)])
    answers = greenlight.arrow.check(cases, tenant=tenant, as_of="2024-02-12T09:00:00Z", report=True)
    assert ["IMG004" in codes for codes in answers["codes"].to_pylist()] == [True, False, False]
    assert answers["report"][0].as_py() == text.check(json.dumps({"case": CASE}))


def test_the_instant_of_the_options_holds_over_that_of_a_row() -> None:
    answers = greenlight.arrow.check(pyarrow.array([json.dumps(CASE)]), as_of="2024-06-01", report=True)
    assert json.loads(answers["report"][0].as_py())["as_of"] == "2024-06-01T00:00:00Z"


def test_the_other_columns_are_kept() -> None:
    table = pyarrow.table({"id": range(10_000), "case": [json.dumps(CASE), None] * 5_000})
    judged = greenlight.arrow.check_table(table, "case", prefix="greenlight_", threads=3)
    assert judged.select(["id", "case"]) == table
    assert judged["greenlight_outcome"].to_pylist() == ["blocked", None] * 5_000
    batches = list(greenlight.arrow.check_batches(table.to_batches(999), "case", prefix="greenlight_"))
    assert pyarrow.Table.from_batches(batches) == judged
    with pytest.raises(KeyError, match="no column `cases` among id, case"):
        greenlight.arrow.check_table(table, "cases")
    with pytest.raises(ValueError, match="a column `outcome` already"):
        greenlight.arrow.check_table(table.append_column("outcome", table["id"]), "case")
